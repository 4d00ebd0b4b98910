/// A label as the public may know it: which place, until when, what was checked. Never who asked or who visited.
public struct PlaceLabel: Sendable, Hashable {
    /// Key of the place.
    public var site: String
    public var term: LabelRequest.Term
    /// Keys of criteria that were seen to be met.
    public var checked: [String]
    /// Of the criteria.
    public var version: Int

    public init(site: String, term: LabelRequest.Term, checked: [String], version: Int) {
        self.site = site
        self.term = term
        self.checked = checked
        self.version = version
    }

    /// Whether the public sees it on that day: the place is open to people, and its address may be known.
    public func isShown(at place: Site, on day: LocalDate) -> Bool {
        guard !place.protected, term.first <= day, day <= term.last else { return false }
        switch place.status {
        case .closed, .moved, .planned: return false
        case .open, .unknown: break
        }
        guard let closed = place.closed.flatMap({ LocalDate(lastOf: $0) }) else { return true }
        return closed >= day
    }
}
