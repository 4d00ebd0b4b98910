/// What a person wants to be told by e-mail besides the page. In the page everything is shown.
public struct NoticeChoices: Sendable, Hashable {
    /// Kinds that anyone can choose. A kind is a phrase `notice.<kind>`.
    public static let kinds = [
        "referral-asked", "referral-answered", "referral-reminder", "service-stale", "service-proposed",
        "service-decided", "visitor-report", "override-review", "label-asked", "label-moved", "label-ending",
    ]

    public var byLetter: Set<String>

    public init(byLetter: Set<String> = Set(kinds)) {
        self.byLetter = byLetter
    }

    /// `-kind,-kind`: what the person does not want; so that a kind that is new is told until they say no.
    public var text: String { Self.kinds.filter { !byLetter.contains($0) }.map { "-\($0)" }.joined(separator: ",") }

    public static func read(_ text: String) -> NoticeChoices {
        let unwanted = Set(text.split(separator: ",").filter { $0.hasPrefix("-") }.map { String($0.dropFirst()) })
        return NoticeChoices(byLetter: Set(kinds).subtracting(unwanted))
    }
}
