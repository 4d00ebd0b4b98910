internal import Files
internal import Rules

/// What a column of a table of services may mean. Texts have one column for each language (`name:fr`), days one or one for each part
/// (`monday:morning`).
enum SpreadsheetMeaning: String, Sendable, Hashable, CaseIterable {
    case id, place, name
    case placeName = "place-name"
    case kind, address, postcode, city, latitude, longitude, phone, website, description, hours, needs, publics, cost
    case conditions, languages, accessibility, amenities, confirmed
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday, holidays

    var isText: Bool { [.name, .placeName, .description].contains(self) }

    /// Of a column that holds the hours of one day.
    var day: DayColumnHours.Day? {
        switch self {
        case .monday: .monday
        case .tuesday: .tuesday
        case .wednesday: .wednesday
        case .thursday: .thursday
        case .friday: .friday
        case .saturday: .saturday
        case .sunday: .sunday
        case .holidays: .holidays
        default: nil
        }
    }

    /// Whether `detail` may stand behind the meaning: a language, a part of the day.
    func takes(detail: String) -> Bool { isText || (day != nil && Self.partsOfDay.values.contains(detail)) }

    /// Headings that people write, in French and English.
    fileprivate var headings: [String] {
        switch self {
        case .id:
            ["id", "identifiant", "identifier", "code", "ref", "référence", "uid", "key", "clé", "identifiant unique"]
        case .place: ["place", "id lieu", "place id", "site", "structure id", "id structure", "location id"]
        case .name:
            [
                "name", "nom", "nom du service", "service", "intitulé", "titre", "libellé", "dénomination", "title",
                "label",
                "nom de la structure", "structure", "raison sociale",
            ]
        case .placeName: ["place name", "nom du lieu", "lieu", "site name", "location name", "location", "nom du site"]
        case .kind: ["kind", "type de lieu", "place type", "type de structure", "type", "catégorie de lieu"]
        case .address:
            [
                "address", "adresse", "adresse postale", "street", "rue", "voie", "adresse complète", "street address",
                "address 1", "adresse 1", "numéro et voie",
            ]
        case .postcode: ["postcode", "code postal", "cp", "zip", "zip code", "postal code", "codepostal"]
        case .city: ["city", "ville", "commune", "town", "localité", "municipality", "libellé commune"]
        case .latitude: ["latitude", "lat", "y", "coord y", "y wgs84", "geo lat"]
        case .longitude: ["longitude", "lon", "lng", "long", "x", "coord x", "x wgs84", "geo lon"]
        case .phone:
            [
                "phone", "telephone", "téléphone", "tel", "tél", "numéro de téléphone", "phone number", "n tel",
                "contact tel",
            ]
        case .website: ["website", "site web", "site internet", "url", "web", "lien", "link", "site www", "internet"]
        case .description: ["description", "présentation", "descriptif", "détails", "details", "about", "commentaire"]
        case .hours:
            [
                "hours", "horaires", "horaire", "opening hours", "heures d’ouverture", "horaires d’ouverture",
                "ouverture",
                "opening times", "hourstext", "hours text", "jours et horaires", "opening_hours", "opening", "newhours",
            ]
        case .monday: ["lundi", "lun", "mon"]
        case .tuesday: ["mardi", "mar", "tue", "tues"]
        case .wednesday: ["mercredi", "mer", "wed"]
        case .thursday: ["jeudi", "jeu", "thu", "thurs"]
        case .friday: ["vendredi", "ven", "fri"]
        case .saturday: ["samedi", "sam", "sat"]
        case .sunday: ["dimanche", "dim", "sun"]
        case .holidays: ["jours fériés", "jour férié", "fériés", "public holidays", "bank holidays"]
        case .needs: ["needs", "besoins", "besoin", "need", "thème", "thématique", "thématiques", "themes", "activité"]
        case .publics: ["publics", "public", "public accueilli", "audience", "bénéficiaires"]
        case .cost: ["cost", "tarif", "coût", "prix", "frais", "fees", "price"]
        case .conditions: ["conditions", "conditions d’accès", "access conditions"]
        case .languages: ["languages", "langues", "langues parlées", "langue", "languages spoken"]
        case .accessibility: ["accessibility", "accessibilité", "pmr", "handicap"]
        case .amenities: ["amenities", "équipements", "facilities"]
        case .confirmed:
            [
                "confirmed", "mis à jour", "date de mise à jour", "mise à jour", "last updated", "updated", "date maj",
                "maj",
            ]
        }
    }

    /// Folded heading → meaning.
    static let byHeading: [String: SpreadsheetMeaning] = {
        var meanings: [String: SpreadsheetMeaning] = [:]
        for meaning in allCases {
            for heading in [meaning.rawValue] + meaning.headings where meanings[NameFolding.folded(heading)] == nil {
                meanings[NameFolding.folded(heading)] = meaning
            }
        }
        return meanings
    }()

    /// Folded words for a part of the day → how mappings call it.
    private static let partsOfDay = [
        "matin": "morning", "matinee": "morning", "morning": "morning", "apres midi": "afternoon", "aprem": "afternoon",
        "afternoon": "afternoon", "soir": "evening", "soiree": "evening", "evening": "evening",
    ]
    /// Words around the name of a day that add nothing.
    private static let aroundDays: Set<String> = [
        "horaires", "horaire", "heures", "hours", "opening", "ouverture", "ouvertures", "d", "de", "du", "le", "on",
    ]

    /// «Horaires lundi», «Lundi après-midi».
    /// - Parameter heading: folded.
    static func ofDay(_ heading: String) -> (meaning: SpreadsheetMeaning, part: String?)? {
        let words = heading.split(separator: " ").map(String.init).filter { !aroundDays.contains($0) }
        for count in 1...2 where words.count >= count {
            let (name, rest) = (words.prefix(count), words.dropFirst(count).joined(separator: " "))
            guard let meaning = byHeading[name.joined(separator: " ")], meaning.day != nil else { continue }
            if rest.isEmpty { return (meaning, nil) }
            if let part = partsOfDay[rest] { return (meaning, part) }
        }
        return nil
    }
}

/// Which column of a table holds what.
struct SpreadsheetMapping: Sendable, Hashable {
    struct Column: Sendable, Hashable {
        var meaning: SpreadsheetMeaning
        /// Of a text its language, `nil`: the mapping's own; of a day a part of it, `nil`: the whole day.
        var detail: String?
        var heading: String

        var name: String { meaning.rawValue + (detail.map { ":\($0)" } ?? "") }
    }

    var columns: [Column] = []
    /// Headings that no meaning was found for.
    var unused: [String] = []
    /// Of texts whose column names none; `nil`: proper names, the same in all languages.
    var language: String?
    /// Keys of needs, for rows that say none.
    var needs: [String] = []
    var kind: String?
    var separator: Character?

    /// What the headings of a table mean: the first column that fits takes a meaning.
    init(proposingFor headings: [String]) {
        var taken: Set<String> = []
        for heading in headings {
            let parts = heading.split(separator: ":", omittingEmptySubsequences: false)
            let (words, tag) =
                parts.count == 2 && parts[1].utf8.count <= 10 ? (String(parts[0]), String(parts[1])) : (heading, nil)
            let folded = NameFolding.folded(words.replacing("_", with: " "))
            // `address.street`: a property inside another one.
            let inner = words.split(separator: ".").last.map { NameFolding.folded(String($0)) } ?? folded
            let column: Column
            if let meaning = SpreadsheetMeaning.byHeading[folded] ?? SpreadsheetMeaning.byHeading[inner] {
                column = Column(
                    meaning: meaning, detail: tag.flatMap { meaning.takes(detail: $0) ? $0 : nil }, heading: heading)
            } else if let (meaning, part) = SpreadsheetMeaning.ofDay(folded) {
                column = Column(meaning: meaning, detail: part, heading: heading)
            } else {
                if !heading.isEmpty { unused.append(heading) }
                continue
            }
            if taken.insert(column.name).inserted { columns.append(column) } else { unused.append(heading) }
        }
    }

    /// - Parameter reading: is told what is wrong with the mapping.
    init?(path: String, _ reading: Reading) {
        guard let record = YAMLFile.read(path: path, name: path, reading: reading)?.record() else { return nil }
        for (name, value) in record.needed("columns")?.pairs() ?? [] {
            let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
            guard let meaning = parts.first.flatMap({ SpreadsheetMeaning(rawValue: $0) }),
                parts.count == 1 || meaning.takes(detail: parts[1])
            else {
                let known = SpreadsheetMeaning.allCases.map(\.rawValue).joined(separator: ", ")
                value.fault("«\(name)» is no meaning of a column", mend: "one of \(known)")
                continue
            }
            guard let heading = value.string() else { continue }
            columns.append(Column(meaning: meaning, detail: parts.count == 2 ? parts[1] : nil, heading: heading))
        }
        language = record.string("language")
        needs = record.strings("needs")
        kind = record.string("kind")
        separator = record.string("separator")?.first
        record.finish()
    }

    /// The mapping as its file, to be corrected by hand.
    var text: String {
        func quoted(_ words: String) -> String {
            "\"\(words.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
        }
        var lines = ["columns:"] + columns.map { "  \(quoted($0.name)): \(quoted($0.heading))" }
        if let language { lines.append("language: \(language)") }
        lines.append("# For rows that name no need, and places whose kind is not said:")
        let known = needs.joined(separator: ", ")
        lines.append(needs.isEmpty ? "# needs: [food]" : "needs: [\(known)]")
        lines.append(kind.map { "kind: \($0)" } ?? "# kind: other")
        lines += unused.map { "# not used: \(quoted($0))" }
        return lines.joined(separator: "\n") + "\n"
    }
}
