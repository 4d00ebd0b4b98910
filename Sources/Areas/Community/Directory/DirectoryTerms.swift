internal import Files
internal import Rules
internal import Web

/// Words of the field in the reader's language, for choices and cells.
struct DirectoryTerms {
    let book: DirectoryBook
    let visit: Visit

    private var taxonomy: Taxonomy { book.territory.taxonomy }

    /// Every language that the program has a name for, in the alphabet of the reader.
    var languageOptions: [FormView.Option] {
        LanguageNames.tags(visit.say).map { FormView.Option($0, language($0)) }
            .sorted { ($0.words, $0.value) < ($1.words, $1.value) }
    }

    var themeOptions: [FormView.Option] { taxonomy.themes.map { option($0.term) } }
    var publicOptions: [FormView.Option] { taxonomy[.publics].map(option) }
    var kindOptions: [FormView.Option] { taxonomy[.organisationKinds].map(option) }
    var districtOptions: [FormView.Option] {
        book.territory.districts.map { FormView.Option($0.key, visit.words($0.name)) }
    }
    var referralOptions: [FormView.Option] {
        ReferralOpening.allCases.map { FormView.Option($0.rawValue, visit.say("directory.referrals.\($0.rawValue)")) }
    }

    func options(_ facet: DirectoryQuery.Facet) -> [FormView.Option] {
        switch facet {
        case .theme: themeOptions
        case .need: taxonomy.needs.map(option)
        case .district: districtOptions
        case .isFor: publicOptions
        case .language: languageOptions
        case .kind: kindOptions
        case .referrals: referralOptions
        }
    }

    /// Values as the lists of the city order them: the fourth district before the fourteenth.
    func ordered(_ values: Set<String>, _ facet: DirectoryQuery.Facet) -> [String] {
        let known = options(facet).map(\.value).filter(values.contains)
        return known + values.subtracting(known).sorted()
    }

    func language(_ tag: String) -> String {
        visit.say.has("language.\(tag)") ? visit.say("language.\(tag)") : tag
    }

    /// A theme or a need.
    func topic(_ key: String) -> String {
        (taxonomy.theme(key)?.term ?? taxonomy.need(key)).map { visit.words($0.label) } ?? key
    }

    func isFor(_ key: String) -> String { taxonomy.term(key, in: .publics).map { visit.words($0.label) } ?? key }
    func kind(_ key: String) -> String {
        taxonomy.term(key, in: .organisationKinds).map { visit.words($0.label) } ?? key
    }
    func district(_ key: String) -> String {
        book.territory.districts.first { $0.key == key }.map { visit.words($0.name) } ?? key
    }

    private func option(_ term: Term) -> FormView.Option { FormView.Option(term.key, visit.words(term.label)) }
}

/// Languages that the phrases name.
enum LanguageNames {
    /// Codes by every way to write them, folded: the code, and its name in each language of the program.
    static func spellings(_ books: Phrasebooks) -> [String: String] {
        var spellings: [String: String] = [:]
        let tags = tags(books.book("en"))
        for book in books.tags.compactMap({ books[$0] }) {
            for tag in tags where book.has("language.\(tag)") {
                spellings[NameFolding.folded(book("language.\(tag)"))] = tag
            }
        }
        for tag in tags { spellings[NameFolding.folded(tag)] = tag }
        return spellings
    }

    static func tags(_ book: Phrasebook) -> [String] {
        book.keys(under: "language").map { String($0.split(separator: ".", maxSplits: 1)[1]) }
            .filter { !$0.contains(".") }
    }
}
