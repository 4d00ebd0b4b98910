internal import Files
internal import Rules

/// Reads `initiatives.yaml`.
enum InitiativeReading {
    static func read(_ folder: DataFolder, _ reading: Reading) -> [Initiative] {
        var numbers: Set<Int> = []
        return folder.records("initiatives.yaml", reading, mayBeAbsent: true).compactMap { record in
            let initiative = initiative(record)
            if let initiative, !numbers.insert(initiative.number).inserted {
                record.fault(
                    "two initiatives have the number \(initiative.number)", mend: "give each its own", at: "number")
            }
            return initiative
        }
    }

    private static func initiative(_ record: Record) -> Initiative? {
        let key = record.ownKey(of: "initiative")
        let number = record.needed("number")?.integer()
        let theme = record.needed("theme")?.text(mayBeProperName: false)
        let title = record.needed("title")?.text(mayBeProperName: true)
        var initiative = Initiative(
            key: key ?? "", number: number ?? 0, theme: theme ?? LocalisedText([:]), title: title ?? LocalisedText([:]))
        initiative.place = record.name("place")
        initiative.pilot = parties(record, "pilot")
        initiative.partners = parties(record, "partners")
        initiative.summary = record.prose("summary")
        initiative.publics = record.prose("publics")
        initiative.method = record.prose("method")
        initiative.results = FactReading.facts(record, "results")
        initiative.lessons = record.prose("lessons")
        initiative.since = record.date("since")
        initiative.sources = record.sources()
        record.finish()
        return key == nil || number == nil || theme == nil || title == nil ? nil : initiative
    }

    /// Keys of organisations, or `{name: …}` for one from elsewhere.
    private static func parties(_ record: Record, _ field: String) -> [Initiative.Party] {
        record.field(field)?.items().compactMap { item in
            guard item.isMapping else { return item.mention(of: "organisation").map { .organisation($0) } }
            guard let party = item.record() else { return nil }
            let name = party.needed("name")?.string()
            party.finish()
            return name.map { .named($0) }
        } ?? []
    }
}
