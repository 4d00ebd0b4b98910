import Rules
import Store
import Web

/// What is asked, once it is lawful.
struct ReferralDraft: Sendable, Hashable {
    var person: PersonRecord?
    var toOrganisation: String?
    var toService: String?
    var partnerName: String?
    var partnerAddress: String?
    var partnerLanguage: String?
    var shown: ReferralShown
    var message: String?
    var urgency: ReferralUrgency
    var wantedOn: LocalDate?
    var wards: Set<Ward>

    static let fields: [DeskRoute.Field] =
        [
            .init("id", "UUID version 7"), .init("person", "id of a file; left out: no file at all"),
            .init("toOrganisation", "key of a member"), .init("toService", "key of one of its services"),
            .init("partnerName", "an organisation without accounts"), .init("partnerAddress", "its e-mail address"),
            .init("partnerLanguage", "of the letter"),
            .init(
                "shown", "of the file: first-name, reference, languages, needs (all of them), household", isList: true),
            .init("languages", "without a file: tags", isList: true),
            .init("needs", "keys of what is asked for; of the file or not", isList: true),
            .init("healthNeeds", "keys of needs of health; for the ward", isList: true),
            .init("household", "without a file: people, 1 to 30"),
            .init("message", "at most 1,000 characters", label: "casework.referral.message"),
            .init("urgency", "today, this-week or ordinary", isNeeded: true), .init("wantedOn", "day YYYY-MM-DD"),
        ] + SharingGround.fields

    static let longestMessage = 1_000

    /// - Parameters:
    ///   - health: of the file, when the caller may know of it.
    ///   - members: keys of organisations whose members work here.
    static func read(
        _ form: FormValues, person: PersonRecord?, health: HealthPart?, members: [String], caller: Caller,
        city: CaseworkCity, visit: Visit, now: Instant
    ) -> (ReferralDraft?, [Problem.Fault]) {
        var faults: [Problem.Fault] = []
        var draft = ReferralDraft(
            person: person, shown: ReferralShown(), urgency: .ordinary, wards: person?.wards ?? [])
        faults += draft.readAddressee(form, members: members, caller: caller, city: city, visit: visit)
        faults +=
            person.map { draft.readFile(form, $0, health, caller: caller, city: city) }
            ?? draft.readCount(form, caller: caller, city: city, visit: visit)
        if let urgency = form["urgency"].flatMap({ ReferralUrgency(rawValue: $0) }) {
            draft.urgency = urgency
        } else {
            faults.append(.casework("urgency", "must be today, this-week or ordinary", "urgency"))
        }
        if let typed = form["wantedOn"] {
            draft.wantedOn = LocalDate(typed)
            if draft.wantedOn.map({ $0 < city.zone.date(now) }) ?? true {
                faults.append(.casework("wantedOn", "must be a day from today on, YYYY-MM-DD", "until"))
            }
        }
        draft.message = form["message"]
        if let message = draft.message, message.count > longestMessage {
            faults.append(.long("message", message, most: longestMessage))
        }
        if draft.partnerAddress != nil, !draft.wards.isEmpty {
            faults.append(
                .casework("partnerAddress", "a letter cannot carry what belongs to a ward", "partner-ward"))
        }
        return faults.isEmpty ? (draft, []) : (nil, faults.named(ReferralForm.labels))
    }

    private mutating func readAddressee(
        _ form: FormValues, members: [String], caller: Caller, city: CaseworkCity, visit: Visit
    ) -> [Problem.Fault] {
        if let to = form["toOrganisation"] {
            guard form["partnerAddress"] == nil else {
                return [.casework("partnerAddress", "is for those without accounts", "addressee-two")]
            }
            guard members.contains(to), to != caller.organisation else {
                return [.casework("toOrganisation", "must be the key of another member", "organisation")]
            }
            toOrganisation = to
            toService = form["toService"]
            if let service = toService, city.services[service]?.organisation != to {
                return [.casework("toService", "must be a service of that organisation", "service")]
            }
            return []
        }
        guard let name = form["partnerName"] else {
            return [.casework("toOrganisation", "must name a member, or a partner with an address", "addressee")]
        }
        guard name.count <= ConsentForm.longestPartner else {
            return [.long("partnerName", name, most: ConsentForm.longestPartner)]
        }
        guard let address = form["partnerAddress"], Self.isAddress(address) else {
            return [.casework("partnerAddress", "must be an e-mail address", "address")]
        }
        (partnerName, partnerAddress) = (name, address)
        partnerLanguage = form["partnerLanguage"] ?? visit.settings.languages.preferred
        guard visit.deskLanguages.contains(partnerLanguage ?? "") else {
            return [.casework("partnerLanguage", "must be a language of this site", "list")]
        }
        return []
    }

    /// Of a file: each field and each need is chosen, nothing else goes. A need that the file lacks can be asked for.
    private mutating func readFile(
        _ form: FormValues, _ person: PersonRecord, _ health: HealthPart?, caller: Caller, city: CaseworkCity
    ) -> [Problem.Fault] {
        let chosen = Set(form.all("shown").compactMap { ReferralField(rawValue: $0) })
        guard chosen.count == Set(form.all("shown")).count else {
            return [.casework("shown", "must be fields of the list", "list")]
        }
        let extra = ["languages", "household"].filter { !form.all($0).isEmpty }
        guard extra.isEmpty else {
            return [.casework("shown", "\(extra[0]) is taken from the file: choose it in shown", "list")]
        }
        if chosen.contains(.firstName) { shown.firstName = person.firstName }
        if chosen.contains(.reference) { shown.reference = person.reference }
        if chosen.contains(.languages) { shown.languages = person.languages }
        if chosen.contains(.needs) { shown.needs = person.needs }
        if chosen.contains(.household) { shown.household = person.household }
        let needs = Set(form.all("needs"))
        guard needs.isSubset(of: city.ordinaryNeeds) else {
            return [.casework("needs", "must be keys of needs that do not touch health", "list")]
        }
        if !needs.isEmpty { shown.needs = needs.union(shown.needs ?? []).sorted() }
        let wanted = Set(form.all("healthNeeds"))
        guard wanted.isSubset(of: (caller.wards.contains(.health) ? city.healthNeeds : []).union(health?.needs ?? []))
        else {
            return [.casework("healthNeeds", "must be keys of needs of health", "list")]
        }
        if !wanted.isEmpty {
            shown.healthNeeds = wanted.sorted()
            wards.insert(.health)
        }
        return []
    }

    /// Without a file: counts and languages of people who are not named.
    private mutating func readCount(
        _ form: FormValues, caller: Caller, city: CaseworkCity, visit: Visit
    ) -> [Problem.Fault] {
        var faults: [Problem.Fault] = []
        let languages = Set(form.all("languages"))
        if !languages.isSubset(of: Set(CaseworkWords.languageTags(visit))) {
            faults.append(.casework("languages", "must be language tags of the list", "list"))
        }
        let needs = Set(form.all("needs"))
        if !needs.isSubset(of: city.ordinaryNeeds) {
            faults.append(.casework("needs", "must be keys of needs that do not touch health", "list"))
        }
        let health = Set(form.all("healthNeeds"))
        if !health.isEmpty, !caller.wards.contains(.health) || !health.isSubset(of: city.healthNeeds) {
            faults.append(.casework("healthNeeds", "must be keys of needs", "list"))
        }
        if needs.isEmpty, health.isEmpty { faults.append(.casework("needs", "must name at least one need", "needs")) }
        let household = form["household"].map { Int($0) ?? 0 }
        if let household, !(1...30).contains(household) {
            faults.append(.casework("household", "must be a whole number from 1 to 30", "household"))
        }
        if !form.all("shown").isEmpty { faults.append(.casework("shown", "is for a file", "list")) }
        shown.languages = languages.isEmpty ? nil : languages.sorted()
        shown.needs = needs.isEmpty ? nil : needs.sorted()
        shown.healthNeeds = health.isEmpty ? nil : health.sorted()
        shown.household = household
        if !health.isEmpty { wards.insert(.health) }
        return faults
    }

    /// Enough to be sent a letter (RFC 5321, 4.5.3.1), and nothing that could be a header.
    static func isAddress(_ text: String) -> Bool {
        let sides = text.split(separator: "@", omittingEmptySubsequences: false)
        return text.utf8.count <= 254 && sides.count == 2 && !sides[0].isEmpty && sides[0].utf8.count <= 64
            && sides[1].contains(".") && !sides[1].hasPrefix(".") && !sides[1].hasSuffix(".")
            && text.unicodeScalars.allSatisfy {
                $0.isASCII && $0.value > 32 && !"<>,;:\"()[]\\".unicodeScalars.contains($0)
            }
    }
}
