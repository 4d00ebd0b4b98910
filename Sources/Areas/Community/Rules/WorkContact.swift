/// Whom colleagues call in an organisation: a person at work, reached at work.
public struct WorkContact: Sendable, Hashable {
    public var id: String
    /// Key of the organisation.
    public var organisation: String
    public var draft: ContactDraft
    /// When someone last said that all of it was true.
    public var confirmed: LocalDate
    /// Grows with every change.
    public var version: Int

    public init(id: String, organisation: String, draft: ContactDraft, confirmed: LocalDate, version: Int) {
        self.id = id
        self.organisation = organisation
        self.draft = draft
        self.confirmed = confirmed
        self.version = version
    }

    /// A contact is asked again after a year.
    public static let askAfterDays = 365

    public var askAgain: LocalDate { confirmed.adding(days: Self.askAfterDays) }
}

/// What one says of a contact.
public struct ContactDraft: Sendable, Hashable {
    public var name: String
    /// What they do there: "social worker, families".
    public var function: String
    public var phone: String?
    public var email: String?
    /// BCP 47 tags.
    public var languages: [String]
    /// Keys of themes and needs.
    public var topics: [String]

    public init(
        name: String, function: String, phone: String? = nil, email: String? = nil, languages: [String] = [],
        topics: [String] = []
    ) {
        self.name = name
        self.function = function
        self.phone = phone
        self.email = email?.lowercased()
        self.languages = languages
        self.topics = topics
    }

    /// What has to be mended before it can be kept.
    /// - Parameter mayBeFreeMail: somebody of the city confirmed that the address is the organisation's own.
    public func faults(languages known: Set<String>, topics knownTopics: Set<String>, mayBeFreeMail: Bool)
        -> [ContactFault]
    {
        var faults: [ContactFault] = []
        if name.isEmpty { faults.append(.noName) }
        if !WorkLine.isOneLine(name) { faults.append(.longName) }
        if !WorkLine.isOneLine(function) { faults.append(.longFunction) }
        if phone == nil, email == nil { faults.append(.noWay) }
        if let phone, !WorkLine.isPhone(phone) { faults.append(.badPhone) }
        if let email {
            if !WorkLine.isAddress(email) {
                faults.append(.badAddress)
            } else if WorkLine.isFreeMail(email), !mayBeFreeMail {
                faults.append(.freeMail)
            }
        }
        if !known.isSuperset(of: languages) { faults.append(.unknownLanguage) }
        if !knownTopics.isSuperset(of: topics) { faults.append(.unknownTopic) }
        return faults
    }
}

/// What is wrong with a contact; each has a phrase `contact.fault.<word>`.
public enum ContactFault: String, Sendable, Hashable, CaseIterable {
    case noName = "no-name"
    case longName = "long-name"
    case longFunction = "long-function"
    case noWay = "no-way"
    case badPhone = "bad-phone"
    case badAddress = "bad-address"
    case freeMail = "free-mail"
    case unknownLanguage = "unknown-language"
    case unknownTopic = "unknown-topic"
    case known

    /// The field that it is about.
    public var field: String {
        switch self {
        case .noName, .longName, .known: "name"
        case .longFunction: "function"
        case .noWay, .badAddress, .freeMail: "email"
        case .badPhone: "phone"
        case .unknownLanguage: "languages"
        case .unknownTopic: "topics"
        }
    }

    /// What is wrong and how to mend it, for programs and import reports.
    public var reason: String {
        switch self {
        case .noName: "the name is missing; write how colleagues call this person"
        case .longName: "the name is longer than \(WorkLine.longest) characters or has several lines; shorten it"
        case .longFunction:
            "the function is longer than \(WorkLine.longest) characters or has several lines; shorten it"
        case .noWay: "there is neither a work telephone nor a work e-mail; give one"
        case .badPhone: "this is not a telephone number; write digits, such as +33 1 43 44 55 00"
        case .badAddress: "this is not an e-mail address; write it like name@organisation.org"
        case .freeMail:
            "this is an address of a free mail service; give the work address, or ask the city to confirm that it is the organisation's"
        case .unknownLanguage: "a language is not known; use its code, such as fr, ar, ps"
        case .unknownTopic: "a topic is not known; use the key of a theme or a need"
        case .known: "this person is already in the directory of this organisation"
        }
    }
}
