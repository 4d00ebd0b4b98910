/// Words that say nothing of what is sought, in the guide's languages: left out of questions unless nothing
/// else is there.
struct StopWords: Sendable {
    private static let french = """
        le la les un une des du de d l au aux et ou a en dans sur pour par avec chez vers ce cet cette ces mon ma
        mes ton ta tes son sa ses notre nos votre vos leur leurs je tu il elle on nous vous ils elles me te se qui que
        quoi dont est sont suis etes avoir ai as ont besoin cherche veux voudrais peux puis trouver faire ne pas plus
        soir aujourd hui maintenant urgent urgence vite pres proche cote
        gratuit gratuite gratuits gratuites gratuitement
        """
    private static let english = """
        the a an of to in on at for with and or by from my your his her our their i you he she we they me us it is are
        am be need want find where can do does how looking get some any near free tonight today now urgent
        """
    private static let arabic = """
        وين فين عايز عاوز بدي بدنا بغيت كنقلب بدور داير ابي ابغى محتاج ممكن كيف وش شو ايه عندي ماعندي ماعنديش بقدر اقدر ديال تاع حق باش عشان
        في من إلى الى على عن مع أو او و هل أين اين أريد اريد احتاج أحتاج ابحث أبحث هو هي هذا هذه انا أنا لي ما يا الليلة اليوم الآن قريب مجاني مجانا مجانية
        """

    /// In the order of the lists, each once.
    var folded: WordTable { words }
    private var words = WordTable()

    init() {
        for list in [Self.french, Self.english, Self.arabic] + Self.others {
            Tokenizer.forEachWord(in: list) { letters, _, _ in _ = words.insert(letters) }
        }
    }

    func contains(_ letters: [UInt16]) -> Bool {
        words.find(letters) != nil
    }
}
