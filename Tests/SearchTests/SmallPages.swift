@testable import Search

/// A few pages of an invented guide in five languages, and a lexicon of a few concepts.
enum SmallPages {
    static let lexicon = Lexicon([
        .init(
            id: "rent",
            wordings: [
                "en": ["rent"], "fr": ["loyer"], "de": ["Miete"], "ar": ["إيجار"], "uk": ["оренда"], "ru": ["аренда"],
            ]),
        .init(
            id: "school",
            wordings: ["en": ["school"], "fr": ["école"], "de": ["Schule"], "ar": ["مدرسة", "مدارس"], "uk": ["школа"]]),
        .init(
            id: "health_insurance",
            wordings: [
                "en": ["health insurance"], "fr": ["assurance maladie"], "de": ["Krankenversicherung"],
                "ar": ["تأمين صحي"],
                "uk": ["медичне страхування"],
            ]),
        .init(
            id: "certificate",
            wordings: ["en": ["certificate"], "fr": ["attestation"], "de": ["Bescheinigung"], "ar": ["شهادة"]]),
        .init(
            id: "vaccination",
            wordings: [
                "en": ["vaccination"], "fr": ["vaccination"], "de": ["Impfung"], "ar": ["تطعيم"], "uk": ["щеплення"],
            ]),
    ])

    static let pages = [
        PageDocument(
            id: "rent",
            texts: [
                "de":
                    "Wohnen\nDie Miete zahlen Sie jeden Monat.\nDie Kaution sind drei Monate.\nDer Mietvertrag ist schriftlich.",
                "en": "Housing\nYou pay every month.\nThe deposit is three months' rent.\nThe contract is written.",
                "fr": "Se loger\nLe loyer se paie chaque mois.\nLe dépôt de garantie est de trois mois.",
                "ar": "السكن\nيُدفع الإيجار كل شهر.\nالتأمين يساوي ثلاثة أشهر.",
                "uk": "Житло\nОренду сплачують щомісяця.\nЗастава дорівнює трьом місяцям.",
            ]),
        PageDocument(
            id: "school",
            texts: [
                "de": "Schule\nKinder ab sechs Jahren gehen zur Schule.\nDie Anmeldung ist im Rathaus von Augsburg.",
                "en": "School\nChildren from six years go to school.\nEnrolment is at the town hall of Augsburg.",
                "fr": "École\nLes enfants vont à l'école dès six ans.\nL'inscription se fait à la mairie d'Augsbourg.",
                "ar": "المدرسة\nيذهب الأطفال إلى المدارس من سن السادسة.\nالتسجيل في بلدية أوغسبورغ.",
                "uk": "Школа\nДіти ходять до школи з шести років.\nЗапис у ратуші Аугсбурга.",
            ]),
        PageDocument(
            id: "doctor",
            texts: [
                "de": "Arzt\nOhne Krankenversicherung hilft die Praxis am Markt.\nImpfungen sind kostenlos.",
                "en": "Doctor\nWithout health insurance the practice at the market helps.\nVaccinations are free.",
                "fr": "Médecin\nSans assurance maladie, le cabinet du marché aide.\nLes vaccinations sont gratuites.",
                "ar": "الطبيب\nمن ليس له تأمين صحي تساعده العيادة في السوق.\nالتطعيم مجاني.",
                "uk": "Лікар\nБез медичного страхування допомагає практика на ринку.\nЩеплення безкоштовні.",
            ]),
        PageDocument(
            id: "library",
            texts: [
                "de": "Bücherei\nBücher und Filme leihen.\nDer Ausweis kostet nichts.",
                "en": "Library\nBorrow books and films.\nThe card costs nothing.",
                "fr": "Bibliothèque\nEmprunter des livres et des films.\nLa carte ne coûte rien.",
                "ar": "المكتبة\nاستعارة الكتب والأفلام.\nالبطاقة مجانية.",
                "uk": "Бібліотека\nПозичити книги та фільми.\nКвиток нічого не коштує.",
            ]),
    ]

    static let index = PageIndex(pages, lexicon: lexicon)

    /// The best page.
    static func best(_ question: String, _ language: String? = nil, in pages: String? = nil) -> String? {
        index.search(question, language: language, in: pages).first?.id
    }
}
