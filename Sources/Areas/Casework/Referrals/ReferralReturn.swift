import Rules
import Web

/// The way from a referral that is half filled in to the form of a consent, and back with what was chosen. Words that were typed and needs
/// of health never stand in an address: browsers and servers keep those.
struct ReferralReturn: Sendable {
    /// Fields that travel.
    static let names = ["toOrganisation", "toService", "shown", "needs", "urgency", "wantedOn"]

    static let fields: [DeskRoute.Field] =
        [DeskRoute.Field("person", "id of a file")]
        + names.map { DeskRoute.Field($0, "as it was chosen before", isList: ["shown", "needs"].contains($0)) }

    /// `nil`: without a file nothing has to be agreed to.
    let person: String?
    let form: FormValues

    /// What an address brought back, or nothing of it.
    static func chosen(_ query: FormValues) -> [(name: String, value: String)] {
        query.pairs.filter { names.contains($0.name) && !$0.value.isEmpty && $0.value.utf8.count <= 100 }
    }

    /// The form of the referral, as it was.
    var back: SitePath {
        let file = person.map { [(name: "person", value: $0)] } ?? []
        return SitePath("work", "referrals", "new", query: file + Self.chosen(form))
    }

    func consent(_ person: String, _ visit: Visit) -> SitePath {
        var path = SitePath.person(person, "consents", "new")
        path.query = [("next", visit.url(back))]
        return path
    }

    /// Where a consent leads when it is written down: to the form of a referral for the same person, and nowhere else.
    static func path(_ next: String?, person: String) -> SitePath? {
        guard let path = OwnPath.path(next), path.segments == SitePath("work", "referrals", "new").segments,
            path.query.contains(where: { $0.name == "person" && $0.value == person })
        else { return nil }
        return path
    }
}
