internal import Files
internal import Rules

/// The words of one language for the closed lists that all cities share, and for one city: two files of the folder
/// `Resources/languages/<tag>/words`, beside the sentences of the interface, so that a native reader reviews one folder.
///
/// `taxonomy.json`: `{"needs": {"shower": {"label": "…", "short": "…", "plain": "…", "synonyms": ["…"]}}, "themes": …}`.
/// `cities/<key>.json`: `{"name": "…", "slogan": "…", "publisher": "…", "emergency": {"115": {"name": "…", "when": "…"}},
/// "districts": {"paris-10": "…"}, "schoolHolidays": {"Vacances d’été": "…"}}`. Holidays are named by their first language.
struct LanguagePack {
    static let fields = ["label", "short", "plain", "synonyms"]

    let tag: String
    private let folder: DataFolder
    private let reading: Reading

    init(tag: String, folder: DataFolder, reading: Reading) {
        self.tag = tag
        self.folder = folder
        self.reading = reading
    }

    /// Gives `taxonomy` what this language calls its words. What a city's own files say stays.
    func fill(_ taxonomy: inout Taxonomy) {
        guard let lists = members(of: "taxonomy.json") else { return }
        let known = Set(Taxonomy.List.allCases.map(\.rawValue) + ["themes", "needs"])
        for list in lists.keys.sorted() where !known.contains(list) {
            fault("taxonomy.json", "there is no list «\(list)»", "One of \(known.sorted().joined(separator: ", "))")
        }
        for index in taxonomy.themes.indices {
            fill(&taxonomy.themes[index].term, lists["themes"])
            for need in taxonomy.themes[index].needs.indices {
                fill(&taxonomy.themes[index].needs[need], lists["needs"])
            }
        }
        for list in taxonomy.lists.keys {
            guard var terms = taxonomy.lists[list] else { continue }
            for index in terms.indices { fill(&terms[index], lists[list]) }
            taxonomy.lists[list] = terms
        }
    }

    /// Gives the city's settings and districts their words.
    func fill(_ settings: inout TerritorySettings, _ districts: inout [District]) {
        let file = "cities/\(settings.key).json"
        guard let city = members(of: file) else { return }
        let known = ["districts", "emergency", "name", "publisher", "schoolHolidays", "slogan"]
        for name in city.keys.sorted() where !known.contains(name) {
            fault(file, "there is no field «\(name)»", "One of \(known.joined(separator: ", "))")
        }
        settings.name.fill(tag, city["name"]?.string)
        settings.slogan?.fill(tag, city["slogan"]?.string)
        settings.publisherName.fill(tag, city["publisher"]?.string)
        for index in settings.emergency.indices {
            let words = city["emergency"]?[settings.emergency[index].number]
            settings.emergency[index].name.fill(tag, words?["name"]?.string)
            settings.emergency[index].when.fill(tag, words?["when"]?.string)
        }
        let source = settings.languages.required.first ?? settings.languages.preferred
        for index in settings.schoolHolidays.indices {
            guard let name = settings.schoolHolidays[index].name[source] else { continue }
            settings.schoolHolidays[index].name.fill(tag, city["schoolHolidays"]?[name]?.string)
        }
        for index in districts.indices {
            districts[index].name.fill(tag, city["districts"]?[districts[index].key]?.string)
        }
        if settings.emergency.contains(where: { $0.when[tag] == nil || $0.name[tag] == nil }) {
            reading.remark("languages that lack a text of the emergency numbers, «\(tag)» among them")
        }
    }

    private func fill(_ term: inout Term, _ list: JSONValue?) {
        let words = list?[term.key]
        term.label.fill(tag, words?["label"]?.string)
        term.short?.fill(tag, words?["short"]?.string)
        term.plain?.fill(tag, words?["plain"]?.string)
        if term.synonyms[tag] == nil, let typed = words?["synonyms"]?.array?.compactMap(\.string), !typed.isEmpty {
            term.synonyms[tag] = typed
        }
        if term.label[tag] == nil { reading.remark("words of the taxonomy without «\(tag)»") }
    }

    private func members(of file: String) -> [String: JSONValue]? {
        guard folder.contains(file) else { return nil }
        do throws(Fault) {
            let text = try TextFile(path: folder.path(of: file))
            guard let members = try JSONReader.parse(text).value.object else {
                fault(file, "this is not a JSON object", "write {\"…\": …}")
                return nil
            }
            return members
        } catch {
            reading.add(error)
            return nil
        }
    }

    private func fault(_ file: String, _ what: String, _ mend: String) {
        reading.add(Fault(file: folder.path(of: file), line: 0, what: what, mend: mend))
    }
}

extension LocalisedText {
    /// Adds the words of a language, unless the text has them or is a proper name.
    fileprivate mutating func fill(_ tag: String, _ words: String?) {
        guard let words, !words.isEmpty, self[tag] == nil else { return }
        self = LocalisedText(byLanguage.merging([tag: words]) { own, _ in own })
    }
}
