internal import Rules
internal import Web

/// One thing that is wrong in a table of contacts: in which line and column, what stands there, and, in a phrase of the language files,
/// how to mend it.
struct ContactTableFault: Error, Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        case empty, noRows, notText, tooLarge, tooManyRows, tooWide, openQuote, afterQuote
        case cellCount, unknownColumn, missingColumn, missingReach, doubleColumn, noOrganisation, sameContact
        /// A fault that a single contact has, too.
        case contact(ContactFault)

        /// For programs.
        var code: String {
            switch self {
            case .empty: "empty"
            case .noRows: "no-rows"
            case .notText: "not-text"
            case .tooLarge: "too-large"
            case .tooManyRows: "too-many-rows"
            case .tooWide: "too-wide"
            case .openQuote: "open-quote"
            case .afterQuote: "after-quote"
            case .cellCount: "cell-count"
            case .unknownColumn: "unknown-column"
            case .missingColumn: "missing-column"
            case .missingReach: "missing-reach"
            case .doubleColumn: "double-column"
            case .noOrganisation: "no-organisation"
            case .sameContact: "same-contact"
            case .contact(let fault): fault.rawValue
            }
        }

        var phrase: String {
            switch self {
            case .contact(.unknownLanguage): "contact.import.fault.unknown-language"
            case .contact(.unknownTopic): "contact.import.fault.unknown-topic"
            case .contact(let fault): "contact.fault.\(fault.rawValue)"
            default: "contact.import.fault.\(code)"
            }
        }
    }

    var kind: Kind
    /// From 1; `nil`: of the whole table.
    var line: Int?
    /// The heading as it was written, or the number of the column.
    var column: String?
    var found: String?
    var holes: [String: String]

    init(
        _ kind: Kind, line: Int? = nil, column: String? = nil, found: String? = nil, holes: [String: String] = [:]
    ) {
        self.kind = kind
        self.line = line
        self.column = column
        self.found = found.map { String($0.prefix(60)) }
        self.holes = holes
    }

    /// As both faces tell it.
    /// - Parameter english: the phrases for programs.
    func said(_ english: Phrasebook) -> Problem.Fault {
        Problem.Fault(
            name: "table", reason: english(kind.phrase, holes), phrase: kind.phrase, holes: holes,
            place: Problem.Place(code: kind.code, line: line, column: column, found: found))
    }
}
