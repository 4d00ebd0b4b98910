internal import Files
internal import Rules
internal import Store

typealias UpkeepFacts = [String: JSONValue]

/// A site or a service as the desk sees it: what its source says, what was corrected here, what is being changed.
struct UpkeepRecord: Sendable {
    /// What the store writes for records that were made at the desk: no import touches them.
    static let ownSource = "desk"

    let kind: RecordName.Kind
    let key: String
    let source: String
    /// Key of the organisation that keeps it true.
    let owner: String?
    /// Of a service: the key of its site.
    let site: String?
    /// Key of the record that took this one in.
    var mergedInto: String? = nil
    /// Not in the guide: never published, or no longer in its file.
    let isRetired: Bool
    let archivedAt: Instant?
    /// Days, when the organisation chose.
    let rhythm: Int?
    let addedAt: Instant
    let sourceFacts: UpkeepFacts
    let edits: UpkeepFacts
    let disagreements: [UpkeepDisagreement]
    /// In the order of their numbers.
    let revisions: [UpkeepRevision]

    /// What is published, or would be if it were.
    var current: UpkeepFacts { Self.overlaid(sourceFacts, edits) }
    var isOwn: Bool { source == Self.ownSource }
    var isPublished: Bool { !isRetired && archivedAt == nil }
    /// It was never published.
    var isNew: Bool { isOwn && isRetired && archivedAt == nil }
    var isGone: Bool { !isOwn && isRetired }
    var openChange: UpkeepRevision? { revisions.last { $0.state.isOpen } }
    /// What a form begins with.
    var working: UpkeepFacts { openChange?.facts ?? current }
    /// It is, or once was, a place whose address must not be known.
    var isGuarded: Bool {
        kind == .site && (Self.isProtected(current) || revisions.contains { Self.isProtected($0.facts) })
    }

    /// Changes whenever anything of the record does: what a form saw, to tell that someone else was faster.
    var version: String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        let state = "\(archivedAt?.milliseconds ?? 0) \((try? Self.text(current)) ?? "")"
        for byte in state.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return "\(revisions.last?.number ?? 0)-\(openChange?.state.rawValue ?? "none")-\(String(hash, radix: 16))"
    }

    static func overlaid(_ facts: UpkeepFacts, _ edits: UpkeepFacts) -> UpkeepFacts {
        var members = facts
        for (field, value) in edits { members[field] = value.isNull ? nil : value }
        return members
    }

    static func isProtected(_ facts: UpkeepFacts) -> Bool { facts["protected"] == .bool(true) }
    static func text(_ facts: UpkeepFacts) throws -> String { try Facts.text(JSONValue.object(facts)) }

    static func facts(_ text: String) throws -> UpkeepFacts {
        try Facts.value(JSONValue.self, from: text).object ?? [:]
    }

    static func service(_ facts: UpkeepFacts) throws -> Service {
        try Facts.value(
            text(facts), table: "service", key: facts["key"]?.string ?? "", blank: GuideQueries.blankService)
    }

    static func site(_ facts: UpkeepFacts) throws -> Site {
        try Facts.value(text(facts), table: "site", key: facts["key"]?.string ?? "", blank: GuideQueries.blankSite)
    }

    static func facts(of value: some Encodable) throws -> UpkeepFacts { try facts(Facts.text(value)) }
}

/// A field that was corrected here, and that the source changed afterwards.
struct UpkeepDisagreement: Sendable, Hashable {
    var field: String
    var ours: JSONValue
    var theirs: JSONValue
    var since: Instant
}

/// One state of a record: who wrote it, when, for which organisation, why.
struct UpkeepRevision: Sendable {
    enum State: String, Sendable, CaseIterable {
        /// What the source said before the desk touched it, or what it changed since.
        case source
        case draft, proposed
        case sentBack = "sent-back"
        case published
        /// A later draft took its place.
        case replaced

        var isOpen: Bool { self == .draft || self == .proposed || self == .sentBack }
        var counts: Bool { self == .published || self == .source }
    }

    /// What someone did.
    enum Act: String, Sendable, CaseIterable {
        case source, create, edit, close, reopen, archive, unarchive, confirm, restore, settle, merge, part
    }

    let id: String
    let number: Int
    let state: State
    let act: Act
    let facts: UpkeepFacts
    /// What was published when the change was begun.
    let base: UpkeepFacts?
    let why: String?
    let account: String?
    let organisation: String?
    let madeAt: Instant
    let decidedBy: String?
    let decidedAt: Instant?
    /// Of whoever sent it back.
    let words: String?
}
