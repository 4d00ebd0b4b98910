internal import Rules
internal import Web

/// A short name for exactly these facts.
enum Fingerprints {
    static func of(_ bytes: [UInt8]) -> String { Fingerprint.hexadecimal(bytes) }
}

/// An organisation for programs.
enum OrganisationFacts {
    static func json(_ entry: DirectoryBook.Entry, _ visit: Visit, more: [(String, JSONText?)] = []) -> JSONText {
        let organisation = entry.organisation
        func list(_ facet: DirectoryQuery.Facet) -> JSONText { JSONText((entry.values[facet] ?? []).sorted()) }
        func texts(_ text: LocalisedText?) -> JSONText? {
            text.map { text in JSONText(members: text.languages.map { ($0, text[$0].map { JSONText($0) }) }) }
        }
        return JSONText(
            members: [
                ("key", JSONText(organisation.key)), ("name", JSONText(organisation.name)),
                ("fullName", organisation.fullName.map { JSONText($0) }), ("kind", JSONText(organisation.kind)),
                ("source", JSONText(entry.source)), ("edited", JSONText(entry.edited)),
                ("description", texts(organisation.description)),
                ("website", organisation.website.map { JSONText($0) }),
                ("phone", organisation.phone.map { JSONText($0) }), ("themes", list(.theme)), ("needs", list(.need)),
                ("districts", list(.district)), ("publics", list(.isFor)), ("languages", list(.language)),
                ("referrals", (organisation.referrals?.rawValue).map { JSONText($0) }),
                ("referralTerms", texts(organisation.referralTerms)),
                ("version", (try? OrganisationEditing.version(organisation)).map { JSONText($0) }),
            ] + more)
    }
}
