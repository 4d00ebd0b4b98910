internal import Files
internal import Rules

/// Reads the themes, needs and closed lists from one or several folders. A later folder adds to, replaces or hides words.
enum TaxonomyReading {
    static func read(_ territory: DataFolder, folders: [String], _ reading: Reading) -> Taxonomy {
        var draft = TaxonomyDraft(pictograms: DataFolder(territory.path(of: "../../Resources/static/pictograms")))
        for name in folders {
            let folder = DataFolder(territory.path(of: name))
            guard folder.exists else {
                reading.add(
                    Fault(
                        file: territory.path(of: "territory.yaml"), line: 0,
                        what: "there is no taxonomy folder \(folder.path)", mend: "check «taxonomy»"))
                continue
            }
            for record in folder.records("themes.yaml", reading, mayBeAbsent: true) { draft.addTheme(record) }
            for list in Taxonomy.List.allCases {
                for record in folder.records("\(list.rawValue).yaml", reading, mayBeAbsent: true) {
                    draft.addTerm(record, to: list)
                }
            }
        }
        draft.taxonomy.declare(in: reading)
        return draft.taxonomy
    }
}

extension Taxonomy {
    /// Makes the words known, so that records may name them.
    func declare(in reading: Reading) {
        for theme in themes {
            reading.keys.declare("theme", theme.term.key)
            for need in theme.needs { reading.keys.declare("need", need.key) }
        }
        for (list, terms) in lists { for term in terms { reading.keys.declare(list, term.key) } }
    }
}

/// The words gathered so far.
private struct TaxonomyDraft {
    let pictograms: DataFolder
    var taxonomy = Taxonomy()
    private var seen: Set<String> = []

    init(pictograms: DataFolder) {
        self.pictograms = pictograms
    }

    mutating func addTheme(_ record: Record) {
        let isHidden = record.flag("hidden") ?? false
        let label = record.name("label")
        let term = term(record, label: label, standing: [])
        var needs: [(term: Term, isHidden: Bool)] = []
        for need in record.records("needs") {
            let isHidden = need.flag("hidden") ?? false
            let label = isHidden ? need.name("label") : need.needed("label")?.text(mayBeProperName: true)
            if let term = self.term(need, label: label, standing: DataInclusionValues.themes) {
                needs.append((term, isHidden))
            }
            need.finish()
        }
        record.finish()
        guard let term, isLone(record, "theme", term.key) else { return }
        for need in needs { refuseDouble(record, "need", need.term.key) }
        if isHidden {
            taxonomy.themes.removeAll { $0.term.key == term.key }
            return
        }
        if let index = taxonomy.themes.firstIndex(where: { $0.term.key == term.key }) {
            if label != nil { taxonomy.themes[index].term = term }
            for need in needs { Self.merge(need.term, isHidden: need.isHidden, into: &taxonomy.themes[index].needs) }
        } else {
            if label == nil { record.fault("label is missing", mend: "add «label: …»") }
            taxonomy.themes.append(Theme(term: term, needs: needs.filter { !$0.isHidden }.map(\.term)))
        }
    }

    mutating func addTerm(_ record: Record, to list: Taxonomy.List) {
        let isHidden = record.flag("hidden") ?? false
        let label = isHidden ? record.name("label") : record.needed("label")?.text(mayBeProperName: true)
        let term = term(record, label: label, standing: DataInclusionValues.allowed(for: list))
        record.finish()
        guard let term, isLone(record, list.rawValue, term.key) else { return }
        Self.merge(term, isHidden: isHidden, into: &taxonomy.lists[list.rawValue, default: []])
    }

    /// - Parameter allowed: values of data.inclusion that the word may stand for.
    private func term(_ record: Record, label: LocalisedText?, standing allowed: Set<String>) -> Term? {
        let key = record.needed("key")?.key()
        let short = record.name("short")
        let plain = record.prose("plain")
        let pictogram = record.string("pictogram")
        let synonyms = synonyms(record)
        let dataInclusion = record.strings("dataInclusion")
        let incoming = record.strings("fromDataInclusion")
        for value in dataInclusion + incoming where !allowed.contains(value) {
            record.fault(
                "«\(value)» is not a value of data.inclusion 1 for this list",
                mend: "look it up in the standard, or leave it out")
        }
        let hsds = record.field("hsds").flatMap { hsdsTerm($0) }
        if let pictogram, !pictograms.contains("\(pictogram).svg") {
            record.reading.remark("pictograms that are named but not drawn")
        }
        guard let key else { return nil }
        return Term(
            key: key, label: label ?? LocalisedText(name: key), short: short, plain: plain, pictogram: pictogram,
            synonyms: synonyms, dataInclusion: dataInclusion, fromDataInclusion: incoming.isEmpty ? nil : incoming,
            hsds: hsds)
    }

    private func synonyms(_ record: Record) -> [String: [String]] {
        guard let field = record.field("synonyms") else { return [:] }
        let pairs = field.pairs().map { ($0.name, $0.value.isEmpty ? [] : $0.value.items().compactMap { $0.string() }) }
        return Dictionary(pairs, uniquingKeysWith: +)
    }

    private func hsdsTerm(_ field: Field) -> String? {
        guard let record = field.record() else { return nil }
        let term = record.needed("term")?.string()
        _ = record.string("code")
        record.finish()
        return term
    }

    /// The same key twice in one file is a fault; in a later folder it is a change.
    private mutating func isLone(_ record: Record, _ kind: String, _ key: String) -> Bool {
        guard seen.insert("\(record.file) \(kind) \(key)").inserted else {
            record.fault("the \(kind) «\(key)» is there twice", mend: "merge the two")
            return false
        }
        return true
    }

    private mutating func refuseDouble(_ record: Record, _ kind: String, _ key: String) {
        _ = isLone(record, kind, key)
    }

    private static func merge(_ term: Term, isHidden: Bool, into terms: inout [Term]) {
        let index = terms.firstIndex { $0.key == term.key }
        switch (index, isHidden) {
        case (let index?, true): terms.remove(at: index)
        case (let index?, false): terms[index] = term
        case (nil, true): break
        case (nil, false): terms.append(term)
        }
    }
}
