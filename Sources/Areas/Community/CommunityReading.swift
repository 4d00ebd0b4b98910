internal import Files
internal import Rules

/// Reads `organisations.yaml`.
enum CommunityReading {
    static func read(_ folder: DataFolder, _ reading: Reading) -> [Organisation] {
        var names: [String: (key: String, place: Field)] = [:]
        return folder.records("organisations.yaml", reading, mayBeAbsent: true).compactMap { record in
            let organisation = organisation(record)
            if let organisation { refuseDoubles(organisation, record, &names) }
            return organisation
        }
    }

    private static func organisation(_ record: Record) -> Organisation? {
        let key = record.ownKey(of: "organisation")
        // The model has one name: the source language's. Names in other languages are found as aliases.
        let names = record.needed("name")?.text(mayBeProperName: true)
        let order = record.reading.requiredLanguages + (names?.languages ?? [])
        let name = order.lazy.compactMap { names?[$0] }.first
        let fullName = record.string("fullName")
        let translations = (names?.byLanguage ?? [:]).sorted { $0.key < $1.key }.map(\.value).filter { $0 != name }
        let aliases = record.strings("aliases") + translations
        let kind = record.needed("kind")?.mention(of: "organisation-kinds")
        let parent = record.mention("parent", of: "organisation")
        let website = record.webAddress("website")
        let description = record.prose("description")
        let themes = record.mentions("themes", of: "theme")
        let member = record.field("member")?.items().compactMap { $0.integer() } ?? []
        let sources = record.sources()
        record.finish()
        if let parent, parent == key {
            record.fault("\(parent) is its own parent", mend: "name another, or remove it", at: "parent")
        }
        guard let key, let name, let kind else { return nil }
        return Organisation(
            key: key, name: name, fullName: fullName, aliases: aliases, kind: kind, parent: parent, website: website,
            description: description, themes: themes, member: member, sources: sources)
    }

    /// One organisation under two names, or two under one, is a fault.
    private static func refuseDoubles(
        _ organisation: Organisation, _ record: Record, _ names: inout [String: (key: String, place: Field)]
    ) {
        for name in Set(
            ([organisation.name] + [organisation.fullName].compactMap { $0 } + organisation.aliases).map(
                NameFolding.folded))
        where !name.isEmpty {
            if let first = names[name], first.key != organisation.key {
                record.fault(
                    "\(organisation.key) has the name «\(name)» of \(first.key) (\(first.place.file):\(first.place.line))",
                    mend: "merge the two, or remove the alias")
            } else {
                names[name] = (organisation.key, record.place)
            }
        }
    }
}
