/// The words that people type for weekdays and months, by language.
enum HoursVocabulary {
    enum Meaning: Sendable, Hashable {
        case weekday(Weekday)
        case month(Int)

        var token: HoursToken.Kind {
            switch self {
            case .weekday(let weekday): .weekday(weekday)
            case .month(let month): .month(month)
            }
        }

        var osm: String {
            switch self {
            case .weekday(let weekday): weekday.osmCode
            case .month(let month): HoursVocabulary.monthCodes[month - 1]
            }
        }
    }

    static let monthCodes = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// Words of the standard, in its own letter case.
    static let standard: [String: HoursToken.Kind] = {
        var words: [String: HoursToken.Kind] = [
            "PH": .publicHoliday, "SH": .schoolHoliday, "week": .week, "easter": .easter, "day": .dayUnit,
            "days": .dayUnit, "open": .state(.open), "off": .state(.closed), "closed": .state(.closed),
            "unknown": .state(.unknown),
        ]
        for weekday in Weekday.allCases { words[weekday.osmCode] = .weekday(weekday) }
        for (index, code) in monthCodes.enumerated() { words[code] = .month(index + 1) }
        for event in HoursSunEvent.allCases { words[event.word] = .sun(event) }
        return words
    }()

    /// The same in lower case, for words that differ in case only.
    static let standardFolded: [String: (word: String, kind: HoursToken.Kind)] = {
        var words: [String: (word: String, kind: HoursToken.Kind)] = [:]
        for (word, kind) in standard { words[word.lowercased()] = (word, kind) }
        return words
    }()

    /// What a word (folded) means in each language that has it.
    static func meanings(_ word: String) -> [(language: String, meaning: Meaning)] {
        calendarWords[word] ?? []
    }

    /// Languages in which people of a country write (ISO 3166-1), the first ones first.
    static func languages(of country: String?) -> [String] {
        switch country?.lowercased() {
        case "fr", "re", "gp", "mq", "gf", "yt", "nc", "pf", "mc", "sn", "ci", "ml": ["fr"]
        case "be": ["nl", "fr", "de"]
        case "ch": ["de", "fr", "it"]
        case "lu": ["fr", "de"]
        case "de", "at", "li": ["de"]
        case "gb", "us", "ie", "au", "nz", "za": ["en"]
        case "ca": ["en", "fr"]
        case "es", "mx", "ar", "cl", "co", "pe", "uy": ["es", "ca"]
        case "br", "pt": ["pt"]
        case "cz": ["cs"]
        case "ua": ["uk", "ru"]
        case "se": ["sv"]
        case "dk": ["da"]
        case "gr": ["el"]
        case "ee": ["et"]
        case "si": ["sl"]
        case "ba", "me", "rs": ["hr"]
        case "jp": ["ja"]
        case "cn", "tw": ["zh"]
        case "kr": ["ko"]
        case "ge": ["ka"]
        case "vn": ["vi"]
        case "dz", "ma", "tn", "eg", "sy", "iq", "lb", "jo", "sa": ["ar", "fr"]
        case "ir", "af": ["fa"]
        case let other?: [other]
        case nil: []
        }
    }

    private static let calendarWords: [String: [(language: String, meaning: Meaning)]] = {
        var table: [String: [(language: String, meaning: Meaning)]] = [:]
        func add(_ languages: [String: String], _ meaning: (Int) -> Meaning) {
            for (language, list) in languages.sorted(by: { $0.key < $1.key }) {
                for (index, forms) in list.split(separator: " ").enumerated() {
                    for form in forms.split(separator: "|") {
                        let word = String(form.map { $0 == "_" ? " " : HoursLetter.fold($0) })
                        table[word, default: []].append((language, meaning(index)))
                    }
                }
            }
        }
        add(weekdayNames) { .weekday(Weekday(mondayIndex: $0)) }
        add(monthNames) { .month($0 + 1) }
        return table
    }()

    /// Names that are more than one word (`thứ hai`, `segunda-feira`): the lexer looks for them before single words.
    /// By their first character.
    static let longNames: [Character: [String]] = Dictionary(
        grouping: calendarWords.keys.filter { $0.contains { !$0.isLetter } }, by: { $0.first ?? " " })
}
