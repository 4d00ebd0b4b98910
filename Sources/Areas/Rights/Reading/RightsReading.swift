internal import Files
internal import Rules

/// What the files say of the law of one country.
struct RightsDraft: Sendable {
    var sheets: [Sheet] = []
    var checklists: [Checklist] = []
    var tree: SituationTree?
}

/// Reads a folder of rights: `rights.yaml`, `sheets/*.yaml`, `checklists/*.yaml`, `questions.yaml`. Several cities of a country share it.
struct RightsReading {
    let folder: DataFolder
    let reading: Reading
    /// Languages of the texts for the person, and of those for social workers.
    let languages: [String]
    let professional: [String]

    /// - Parameters:
    ///   - path: relative to the territory; `nil`: the city has no texts of law.
    ///   - country: of the city: the law of another would mislead.
    static func read(_ path: String?, of territory: DataFolder, country: String?, _ reading: Reading) -> RightsDraft {
        guard let path else { return RightsDraft() }
        let folder = DataFolder(territory.path(of: path))
        guard folder.exists else {
            reading.add(
                Fault(
                    file: territory.path(of: "territory.yaml"), line: 0, what: "there is no folder «\(folder.path)»",
                    mend: "check «rights», or leave it out"))
            return RightsDraft()
        }
        guard let record = folder.read("rights.yaml", reading)?.record() else { return RightsDraft() }
        let languages = record.languages("languages")
        let professional = record.languages("professional")
        let law = record.needed("country")
        if let country, let words = law?.words, words != country {
            law?.fault(
                "this is the law of \(words), and the city is in \(country)", mend: "name another folder in «rights»")
        }
        if languages.isEmpty { record.fault("languages is missing", mend: "add «languages: [fr, fr-simple, en]»") }
        if professional.isEmpty { record.fault("professional is missing", mend: "add «professional: [fr, en]»") }
        record.finish()
        guard !languages.isEmpty, !professional.isEmpty else { return RightsDraft() }
        // The languages of the law's texts, not those of the city, are asked for here.
        let (required, offered) = (reading.requiredLanguages, reading.offeredLanguages)
        defer { (reading.requiredLanguages, reading.offeredLanguages) = (required, offered) }
        (reading.requiredLanguages, reading.offeredLanguages) = (languages, [])
        return RightsReading(folder: folder, reading: reading, languages: languages, professional: professional).all
    }

    private var all: RightsDraft {
        let sheets = records("sheets").compactMap { sheet($0) }
        let checklists = records("checklists").compactMap { checklist($0) }
        let tree = folder.contains("questions.yaml") ? questions() : nil
        return RightsDraft(sheets: sheets, checklists: checklists, tree: tree)
    }

    private func records(_ part: String) -> [(name: String, record: Record)] {
        folder.yamlFiles(in: part).compactMap { name in
            folder.read(name, reading)?.record().map { (name, $0) }
        }
    }

    /// How every text begins.
    struct Head {
        var key: String
        var version: Int
        var lawAsOf: PartialDate
        var pictogram: String?
        var title: LocalisedText
    }

    func head(_ file: (name: String, record: Record), of kind: RightsKind) -> Head? {
        let record = file.record
        let key = ownKey(file.name, record, of: kind)
        let version = version(record)
        let law = record.needed("lawAsOf")?.date()
        let pictogram = pictogram(record)
        let title = record.needed("title")?.text(mayBeProperName: false)
        guard let key, let version, let law, let title else { return nil }
        return Head(key: key, version: version, lawAsOf: law, pictogram: pictogram, title: title)
    }

    /// The key, which is also the file's name: a reader who sees an address finds the file.
    private func ownKey(_ name: String, _ record: Record, of kind: RightsKind) -> String? {
        guard let key = record.ownKey(of: kind.rawValue) else { return nil }
        let file = name.split(separator: "/").last.map { String($0.dropLast(5)) }
        if file != key {
            record.fault("the key «\(key)» is not the name of the file", mend: "name the file \(key).yaml", at: "key")
        }
        return key
    }

    private func version(_ record: Record) -> Int? {
        guard let version = record.needed("version")?.integer() else { return nil }
        if version < 1 { record.fault("versions begin at 1", mend: "write «version: 1»", at: "version") }
        return version
    }

    private func pictogram(_ record: Record) -> String? {
        guard let field = record.field("pictogram"), let key = field.key() else { return nil }
        if !reading.keys.isDeclared("need", key), !reading.keys.isDeclared("theme", key) {
            field.fault("there is no need and no theme «\(key)»", mend: "take a key of the taxonomy, or leave it out")
        }
        return key
    }

    /// Texts of a list.
    func texts(_ record: Record, _ name: String) -> [LocalisedText] {
        record.field(name)?.items().compactMap { $0.text(mayBeProperName: false) } ?? []
    }

    /// A text for social workers, in fewer languages.
    func professionalText(_ record: Record, _ name: String) -> LocalisedText? {
        reading.requiredLanguages = professional
        defer { reading.requiredLanguages = languages }
        return record.needed(name)?.text(mayBeProperName: false)
    }

    /// Articles; none is a fault, unless the writer says that they are not certain.
    func basis(_ record: Record, mustStand: Bool) -> (basis: [String], isUnsure: Bool) {
        let basis = record.strings("basis")
        let isUnsure = record.flag("unsure") ?? false
        if mustStand, basis.isEmpty, !isUnsure {
            record.fault(
                "no legal basis is given",
                mend: "add «basis: [\"CESEDA, art. …\"]», or «unsure: true» if it is not certain")
        }
        return (basis, isUnsure)
    }

    /// Every version tells what it changed, once, and each is later than the one before.
    func changes(_ record: Record, version: Int?) -> [RightsChange] {
        let changes = record.records("changes").compactMap { change -> RightsChange? in
            let number = change.needed("version")?.integer()
            let date = change.needed("date")?.date()
            let text = change.needed("text")?.text(mayBeProperName: false)
            change.finish()
            guard let number, let date, let text else { return nil }
            return RightsChange(version: number, date: date, text: text)
        }.sorted { $0.version < $1.version }
        guard let version, version > 0 else { return changes }
        if changes.map(\.version) != Array(1...version) {
            record.fault(
                "the changes do not tell of version 1 to \(version), each once",
                mend: "add «{version: \(version), date: …, text: …}»", at: "changes")
        }
        for (one, next) in zip(changes, changes.dropFirst()) where next.date < one.date {
            record.fault(
                "version \(next.version) is dated before version \(one.version)", mend: "check the dates", at: "changes"
            )
        }
        return changes
    }

    /// Keys within one text are unique: addresses and pages name them.
    func refuseDoubles(_ keys: [String], _ record: Record, _ field: String) {
        var seen: Set<String> = []
        for key in keys where !seen.insert(key).inserted {
            record.fault("the key «\(key)» stands twice in \(field)", mend: "give each its own", at: field)
        }
    }
}
