internal import Files
internal import Rules

/// Holds a record against what data.inclusion, version 1, allows: every fault of the record, not only the first.
struct DataInclusionCheck {
    private let given: StandardRecord
    private let record: String
    private let line: Int?
    private(set) var faults: [Rejection] = []

    static func faults(of given: StandardRecord, isService: Bool, record: String, line: Int?) -> [Rejection] {
        var check = DataInclusionCheck(given: given, record: record, line: line)
        check.common()
        if isService { check.service() } else { check.structure() }
        return check.faults
    }

    private init(given: StandardRecord, record: String, line: Int?) {
        self.given = given
        self.record = record
        self.line = line
    }

    private mutating func common() {
        for field in ["source", "id", "nom", "date_maj"] { needed(field) }
        if let name = text("nom") {
            if !(3...150).contains(name.unicodeScalars.count) {
                add("nom", "has \(name.unicodeScalars.count) characters", "write 3 to 150")
            }
            if name.hasSuffix("."), !name.hasSuffix("etc.") { add("nom", "ends with a full stop", "take it away") }
        }
        if let day = text("date_maj") {
            let date = PartialDate(day)
            if date?.day == nil { add("date_maj", "is not a date", "write it like 2025-02-14") }
            if let date, date.year < 2000 { add("date_maj", "is before 2000", "check the year") }
        }
        if let words = text("description"), !(5...10_000).contains(words.unicodeScalars.count) {
            add("description", "has \(words.unicodeScalars.count) characters", "write 5 to 10,000")
        }
        for field in ["lien_source", "site_web", "accessibilite_lieu", "lien_mobilisation"] {
            if let address = text(field), !WebAddress.isLawful(address) {
                add(field, "is not a web address", "begin it with https://, or leave it out")
            }
        }
        if let mail = text("courriel"), !Self.isMail(mail) {
            add("courriel", "is not an e-mail address", "write one, or leave it out")
        }
        pattern("code_postal", length: 5, digits: true, "is not a postal code", "write five digits")
        pattern("code_insee", length: 5, digits: false, "is not the code of a commune", "write five digits or letters")
        for field in ["commune", "adresse", "complement_adresse", "telephone", "horaires_accueil"] { _ = text(field) }
        for (field, range) in [("longitude", -180.0...180), ("latitude", -90.0...90)] {
            guard let value = value(field) else { continue }
            guard let number = value.number, range.contains(number) else {
                add(field, "is not a number of degrees", "write WGS 84 degrees with a decimal point")
                continue
            }
        }
    }

    private mutating func structure() {
        pattern("siret", length: 14, digits: true, "is not a SIRET", "write fourteen digits")
        values("reseaux_porteurs", DataInclusionValues.networks)
    }

    private mutating func service() {
        needed("structure_id")
        needed("description")
        if let kind = text("type"), !DataInclusionValues.kinds.contains(kind) { unknown("type", kind) }
        if let fees = text("frais"), !DataInclusionValues.fees.contains(fees) { unknown("frais", fees) }
        values("thematiques", DataInclusionValues.themes)
        values("publics", DataInclusionValues.publics)
        values("modes_accueil", DataInclusionValues.reception)
        values("modes_mobilisation", DataInclusionValues.approaches)
        values("mobilisable_par", DataInclusionValues.approachers)
        if given.list("publics").contains("tous-publics"), given.list("publics").count > 1 {
            add("publics", "says everyone and names some besides", "keep one of both")
        }
        if let hours = value("volume_horaire_hebdomadaire"), (hours.number ?? -1) < 0 {
            add("volume_horaire_hebdomadaire", "is not a number of hours", "write a number, 0 or more")
        }
        if let weeks = value("nombre_semaines"), (weeks.number.flatMap { Int(exactly: $0) } ?? 0) < 1 {
            add("nombre_semaines", "is not a number of weeks", "write a whole number, 1 or more")
        }
    }

    private func value(_ field: String) -> JSONValue? {
        given[field].flatMap { $0.isNull || $0 == .string("") ? nil : $0 }
    }

    private mutating func text(_ field: String) -> String? {
        guard let value = value(field) else { return nil }
        guard let text = value.string else {
            add(field, "is not a text", "put it in quotes")
            return nil
        }
        return text
    }

    private mutating func needed(_ field: String) {
        if value(field) == nil { add(field, "is missing", "add it: the standard asks for it") }
    }

    private mutating func pattern(_ field: String, length: Int, digits: Bool, _ reason: String, _ mend: String) {
        guard let text = text(field) else { return }
        let isLawful =
            text.unicodeScalars.count == length
            && text.unicodeScalars.allSatisfy {
                digits ? ("0"..."9").contains($0) : $0.properties.isAlphabetic || ("0"..."9").contains($0)
            }
        if !isLawful { add(field, reason, mend) }
    }

    private mutating func values(_ field: String, _ allowed: Set<String>) {
        guard let value = value(field) else { return }
        guard let items = value.array else {
            add(field, "is not a list", "write a list of values of the standard")
            return
        }
        for item in items {
            guard let text = item.string, allowed.contains(text) else {
                unknown(field, item.words ?? "")
                continue
            }
        }
    }

    private mutating func unknown(_ field: String, _ value: String) {
        faults.append(
            Rejection(
                record: record, line: line, field: field, value: value,
                reason: "is not a value of data.inclusion 1", mend: "look it up in the standard"))
    }

    private mutating func add(_ field: String, _ reason: String, _ mend: String) {
        faults.append(
            Rejection(
                record: record, line: line, field: field, value: given[field]?.words ?? "", reason: reason, mend: mend))
    }

    private static func isMail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && !parts[1].hasPrefix(".")
            && !parts[1].hasSuffix(".") && !text.contains { $0.isWhitespace || "<>,;".contains($0) }
    }
}
