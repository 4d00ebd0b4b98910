/// What a person is told before a file is made: who keeps what, for what, how long, and what they can ask for.
/// The words stand in the language files (`casework.notice.<version>.…`). A version that was given to someone is never changed.
public struct PurposeNotice: Sendable, Hashable {
    public let version: Int
    public let since: LocalDate
    /// Number of its sentences, each a phrase.
    public let sentences: Int

    public static let versions: [PurposeNotice] = [
        PurposeNotice(
            version: 1, since: LocalDate(year: 2026, month: 11, overflowingDay: 1), sentences: 8)
    ]

    /// The one that is given on that day.
    public static func current(on day: LocalDate) -> PurposeNotice {
        versions.last { $0.since <= day } ?? versions[0]
    }

    public static func version(_ number: Int) -> PurposeNotice? { versions.first { $0.version == number } }
}

/// How a notice came to the person.
public enum NoticeManner: String, Sendable, Hashable, Codable, CaseIterable {
    case readAlone = "read-alone"
    case readAloud = "read-aloud"
    case interpreter
}
