import Rules
import Web

/// The closed lists as the API says them.
struct TaxonomyJSON {
    let item: ItemJSON

    var whole: JSONText {
        let taxonomy = item.guide.taxonomy
        let lists = Taxonomy.List.allCases.map { list in
            (list.rawValue, Optional(JSONText(taxonomy[list].map { term($0) })))
        }
        let themes = taxonomy.themes.map { theme in
            term(theme.term, more: [("needs", JSONText(theme.needs.map { term($0) }))])
        }
        return JSONText(members: [("themes", JSONText(themes))] + lists)
    }

    private func term(_ term: Term, more: [(String, JSONText?)] = []) -> JSONText {
        let synonyms = term.synonyms.sorted { $0.key < $1.key }.map { ($0.key, Optional(JSONText($0.value))) }
        let drawing: JSONText? = term.pictogram.map { JSONText("/static/pictograms/\($0).svg") }
        return JSONText(
            members: [("id", JSONText(term.key))] + item.words.text("label", term.label)
                + item.words.text("short", term.short)
                + item.words.text("plain", term.plain) + [
                    ("pictogram", drawing), ("synonyms", synonyms.isEmpty ? nil : JSONText(members: synonyms)),
                    ("dataInclusion", item.words.strings(term.dataInclusion)), ("hsds", item.words.string(term.hsds)),
                ] + more)
    }
}
