import Files
import Rules
import Search
import Web

/// A page of results with what can be changed about the question.
struct ResultsPage {
    let guide: GuideSnapshot
    let query: GuideQuery
    let answer: SearchAnswer
    /// Up to `mapLimit` results for the map, whatever the page.
    let mapped: [SearchHit]
    let faults: [Problem.Fault]
    /// Sheets and checklists that the words ask for.
    let laws: [RightsFound]
    /// Words of offices that the search names.
    let words: [Glossary.Word]
    let glossary: Glossary
    let now: Instant

    static let mapLimit = 100

    init(
        _ reader: GuideQueryReader, guide: GuideSnapshot, rights: RightsSnapshot, now: Instant,
        glossary: Glossary = Glossary()
    ) throws {
        self.guide = guide
        self.glossary = glossary
        words = reader.query.cursor == nil ? glossary.find(reader.query.text) : []
        self.now = now
        var query = reader.query
        faults = reader.faults
        laws = reader.query.cursor == nil ? rights.finder.find(reader.query.text, needs: reader.query.needs) : []
        let search = GuideSearch(guide: guide)
        // Who is in danger is given the services for it: such words are neither corrected nor left out.
        let typed = NameFolding.folded(query.text)
        if let danger = guide.settings.emergency.first(where: { $0.isAsked(for: typed) }) {
            query.text = ""
            query.needs = danger.needs ?? []
            query.themes = []
        }
        var answer = try search.answer(query, now: now, facets: true, relaxations: true)
        // A need that is typed while another one is chosen, and that nothing offers together with it, takes its place.
        if answer.total == 0, !answer.needsMeant.isEmpty, !(query.needs.isEmpty && query.themes.isEmpty) {
            (query.needs, query.themes) = ([], [])
            answer = try search.answer(query, now: now, facets: true, relaxations: true)
        }
        var wide = query
        query.text = reader.query.text
        self.query = query
        self.answer = answer
        wide.limit = Self.mapLimit
        wide.cursor = nil
        mapped = try search.answer(wide, now: now).hits
    }

    /// Signs without a letter or a digit ask for nothing: the list of everything would be no answer.
    var isMeaningless: Bool { !query.text.isEmpty && !query.text.contains { $0.isLetter || $0.isNumber } }

    var total: Int { isMeaningless ? 0 : answer.total }

    /// What the question is about, in the reader's words: "Shower · 18th district".
    func subject(_ visit: Visit) -> String {
        var parts: [String] = []
        if !query.text.isEmpty { parts.append(visit.say("results.quoted", ["words": query.text])) }
        parts += query.needs.compactMap { guide.taxonomy.need($0) }.map { visit.words($0.label) }
        parts += query.themes.compactMap { guide.taxonomy.theme($0) }.map { visit.words($0.term.label) }
        parts += query.districts.compactMap { guide.district($0) }.map { visit.words($0.name) }
        if let organisation = guide.organisation(query.organisation) { parts.append(organisation.name) }
        return parts.isEmpty ? visit.say("results.all") : parts.joined(separator: " · ")
    }
}
