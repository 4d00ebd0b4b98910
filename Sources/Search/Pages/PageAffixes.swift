/// Endings that a stem leaves out, the longest first, and articles written onto the word.
struct PageAffixes {
    var endings: [String] = []
    var articles: [String] = []
    /// Letters that stay at least.
    var shortestStem = 4

    static func of(_ tag: String) -> PageAffixes {
        switch tag {
        case "en": .init(endings: list("ations ation ments ment ings ing ies ied ers er ed ly es e s y"))
        case "fr":
            .init(
                endings: list(
                    """
                    ations ation ements ement ments ment iques ique ives ive ifs if eurs eur euses euse ees ee es er ir e s x
                    """))
        case "de":
            .init(
                endings: list(
                    """
                    ungen ung heiten keiten heit keit lichen licher liche lich ischen ische isch enden innen in ern en er es
                    em e n s
                    """))
        case "es", "pt":
            .init(
                endings: list(
                    """
                    aciones acion acoes acao amientos amiento amentos amento idades idad idade mente ciones cion iones ion
                    oras ora ores or ando iendo ados adas ado ada ar er ir es as os a o e s
                    """))
        case "ru":
            .init(
                endings: list(
                    """
                    ованиями ования ование ениями ения ение ениям ость ости остью иями ями ами ого его ому ему ыми ими
                    ться ешь ишь ает ить ать еть ия ие ию ии ов ев ей ий ый ой ая яя ое ее ую юю ые их ых ах ях ам ям ом
                    ем ть а я о е у ю ы и ь
                    """))
        case "uk":
            .init(
                endings: list(
                    """
                    ування ення ання ості ість ями ами ові еві ого ому ими іми ів ов ей ій ий ою ею ах ях ам ям ом ем ої ую
                    ти а я о е у ю і и ї ь
                    """))
        case "ar":
            .init(
                endings: list("هما تها اته ات ون ين ها هم كم نا ته يه ه ي"),
                articles: list("وال بال كال فال ولل لل ال و"), shortestStem: 3)
        case "fa", "ur", "ps": .init(endings: list("هایی های ها ان ات ی"), shortestStem: 3)
        case "tr":
            .init(
                endings: list(
                    """
                    larından lerinden larında lerinde larını lerini larının lerinin ların lerin ları leri lardan lerden larda
                    lerde lara lere lar ler sından sinden sında sinde sının sinin mak mek dan den tan ten nın nin nun nün
                    da de ta te ın in un ün ım im um üm sı si su sü ya ye ı i u ü a e
                    """))
        default: .init()
        }
    }

    private static func list(_ words: String) -> [String] {
        words.split(whereSeparator: \.isWhitespace).map(String.init)
    }
}
