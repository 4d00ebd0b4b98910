import Rules
import Web

/// For who hangs the screen up: where, in which languages, for which needs. The form only makes an address; nothing is kept.
struct ScreenComposer {
    let guide: GuideSnapshot
    let visit: Visit

    var page: Page {
        let say = visit.say
        return Page(
            title: say("screen.title"), description: say("screen.lead"), isIndexed: false,
            body: """
                <h1>\(say("screen.title"))</h1><p class="lead">\(say("screen.lead"))</p>
                <form class="desk-form" action="\(visit.url(.screen))" method="get"><input type="hidden" name="show" value="1">
                \(place)\(district)
                \(ticks("languages", "screen.languages", languages))
                \(ticks("needs", "search.label", needs))
                <p class="buttons"><button type="submit">\(say("screen.show"))</button></p></form>
                """)
    }

    /// Places that the city describes itself; those of open data are too many to choose from.
    private var place: HTML {
        let sites = guide.sites.filter { !$0.protected && guide.origin(.site, $0.key) == nil }
            .map { (key: $0.key, name: visit.words($0.name), language: language($0.name)) }
            .sorted { ($0.name, $0.key) < ($1.name, $1.key) }
        return select("place", "screen.place", sites)
    }

    private var district: HTML? {
        guard !guide.territory.districts.isEmpty else { return nil }
        return select(
            "district", "filter.district",
            guide.territory.districts.map { ($0.key, visit.words($0.name), language($0.name)) })
    }

    /// In which a name is to be spoken (WCAG 3.1.2): a proper name in the city's own.
    private func language(_ name: LocalisedText) -> String? {
        let written =
            name.isProperName
            ? visit.settings.languages.preferred : name.read(in: visit.language, fallbacks: visit.fallbacks).written
        return written == visit.language ? nil : written
    }

    private func select(_ name: String, _ phrase: String, _ choices: [(key: String, name: String, language: String?)])
        -> HTML
    {
        let options = choices.map {
            "<option value=\"\($0.key)\"\(attribute: "lang", $0.language)>\($0.name)</option>" as HTML
        }
        return """
            <p class="field"><label for="f-\(name)">\(visit.say(phrase))</label><select id="f-\(name)" name="\(name)">\
            <option value="">\(visit.say("map.whole"))</option>\(options)</select></p>
            """
    }

    private var languages: [(key: String, words: HTML, isTicked: Bool)] {
        visit.settings.languages.offered.map { tag in
            (tag, visit.foreign(visit.books.book(tag).language.name, in: tag), tag == visit.language)
        }
    }

    private var needs: [(key: String, words: HTML, isTicked: Bool)] {
        let met = Set(guide.services.flatMap(\.needs))
        return guide.taxonomy.needs.filter { met.contains($0.key) }.map { need in
            (
                need.key,
                "\(visit.pictogram(need.pictogram, class: "sign"))<span>\(visit.text(need.short ?? need.label))</span>",
                false
            )
        }
    }

    private func ticks(_ name: String, _ phrase: String, _ choices: [(key: String, words: HTML, isTicked: Bool)])
        -> HTML
    {
        let items = choices.map { choice in
            """
            <label class="tick"><input type="checkbox" name="\(name)" value="\(choice.key)"\(flag: "checked", choice.isTicked)>\
            <span>\(choice.words)</span></label>
            """ as HTML
        }
        return """
            <fieldset class="field"><legend>\(visit.say(phrase))</legend><div class="ticks">\(items)</div></fieldset>
            """
    }
}
