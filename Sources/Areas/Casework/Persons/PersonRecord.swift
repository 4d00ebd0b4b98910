import Rules
import Store
import Web

/// The minimal file, opened.
struct PersonRecord: Sendable, Hashable {
    var id: String
    var reference: String
    var organisation: String
    var purpose: FilePurpose
    var firstName: String?
    /// BCP 47 tags.
    var languages: [String]
    /// Keys of needs that do not touch health.
    var needs: [String]
    var note: String?
    var household: Int?
    var wards: Set<Ward>
    var createdAt: Instant
    var lastContactAt: Instant
    var version: Int
    var archivedAt: Instant?

    var isMinor: Bool { wards.contains(.minors) }
}

/// What touches health: apart, sealed, for the ward alone.
struct HealthPart: Sendable, Hashable {
    var needs: [String]
    var words: String
    var version: Int
}

struct AttachmentRecord: Sendable, Hashable {
    var id: String
    var kind: AttachmentKind
    var size: Int
    var title: String?
    var isHealth: Bool
    var addedAt: Instant
}

/// What was typed of a person, once it is lawful.
struct PersonDraft: Sendable, Hashable {
    var purpose: FilePurpose
    var firstName: String?
    var languages: [String]
    var needs: [String]
    var note: String?
    var household: Int?
    var wards: Set<Ward>

    static let longestName = 80
    static let longestNote = 2_000

    /// - Parameter languages: tags that have a name.
    static func read(
        _ form: FormValues, caller: Caller, city: CaseworkCity, languages known: Set<String>
    ) -> (draft: PersonDraft?, faults: [Problem.Fault]) {
        var faults: [Problem.Fault] = []
        let purpose = form["purpose"].flatMap { FilePurpose(rawValue: $0) }
        if purpose == nil { faults.append(.casework("purpose", "must say what the file is for", "purpose")) }
        let name = form["firstName"]
        if let name, name.count > longestName {
            faults.append(.long("firstName", name, most: longestName))
        }
        let languages = form.all("languages")
        if !languages.allSatisfy(known.contains) {
            faults.append(.casework("languages", "must be language tags of the list", "list"))
        }
        let needs = form.all("needs")
        if !needs.allSatisfy(city.ordinaryNeeds.contains) {
            faults.append(.casework("needs", "must be keys of needs that do not touch health", "list"))
        }
        let note = form["note"]
        if let note, note.count > longestNote {
            faults.append(.long("note", note, most: longestNote))
        }
        let household = form["household"].map { Int($0) ?? 0 }
        if let household, !(1...30).contains(household) {
            faults.append(.casework("household", "must be a whole number from 1 to 30", "household"))
        }
        let wards = form.all("wards").compactMap { Ward(rawValue: $0) }
        if wards.count != form.all("wards").count || !Set(wards).isSubset(of: caller.wards) {
            faults.append(.casework("wards", "must be wards of your own", "list"))
        }
        guard faults.isEmpty, let purpose else { return (nil, faults.named(PersonForm.labels)) }
        return (
            PersonDraft(
                purpose: purpose, firstName: name, languages: Self.once(languages), needs: Self.once(needs), note: note,
                household: household, wards: Set(wards)), []
        )
    }

    private static func once(_ list: [String]) -> [String] { Set(list).sorted() }
}

extension Problem.Fault {
    /// - Parameter phrase: the last part of `casework.fault.…`.
    static func casework(_ name: String, _ reason: String, _ phrase: String) -> Problem.Fault {
        Problem.Fault(name: name, reason: reason, phrase: "casework.fault.\(phrase)")
    }

    /// More characters were typed than the field holds: says how many, and how many it holds.
    static func long(_ name: String, _ typed: String, most: Int) -> Problem.Fault {
        Problem.Fault(
            name: name, reason: "must be at most \(most) characters, and has \(typed.count)",
            phrase: "casework.fault.long", holes: ["count": String(typed.count), "most": String(most)])
    }
}

extension [Problem.Fault] {
    /// Each with the name that the form gives its field, for the head of the page.
    /// - Parameter labels: phrases by the name of the field.
    func named(_ labels: [String: String]) -> [Problem.Fault] {
        map { fault in
            var fault = fault
            fault.label = fault.label ?? labels[fault.name]
            return fault
        }
    }
}
