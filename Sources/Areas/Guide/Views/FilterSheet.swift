import Rules
import Search
import Web

/// The filters: a plain form that works without a script, each choice with the number of results that it would leave.
struct FilterSheet {
    let page: ResultsPage
    let visit: Visit
    private var query: GuideQuery { page.query }
    private var guide: GuideSnapshot { page.guide }

    var html: HTML {
        let say = visit.say
        let kept = (query.items(without: Self.shown) + further).map {
            "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML
        }
        return """
            <details class="filters"><summary>\(say("filter.title"))</summary>
            <form action="\(visit.url(.search))" method="get">\(kept)
            <fieldset><legend>\(say("filter.when"))</legend>
            \(radio("open", "", "filter.open.any", checked: query.open == nil))
            \(radio("open", "now", "filter.open.now", checked: query.open == .now, count: page.answer.facets.map { Int($0.openNow) }))
            \(radio("open", "tonight", "filter.open.tonight", checked: query.open == .tonight))
            \(dayChoice)
            </fieldset>
            <fieldset><legend>\(say("filter.conditions"))</legend>
            \(check("free", "filter.free", checked: query.isFree, count: page.answer.facets.map { Int($0.free) }))
            \(check("noAppointment", "filter.noAppointment", checked: query.noAppointment, count: count(condition: "no-appointment")))
            \(check("accessible", "filter.accessible", checked: query.isAccessible, count: count(accessibility: "wheelchair")))
            \(amenity("pets", "filter.pets"))
            \(label)
            </fieldset>
            \(select("public", "filter.public", publics, chosen: query.publics.first))
            \(select("status", "filter.status", statuses, chosen: query.statuses.first))
            \(select("language", "filter.language", languages, chosen: query.languages.first))
            \(select("district", "filter.district", districts, chosen: query.districts.first))
            \(select("gender", "filter.gender", genders, chosen: query.gender.map(GuideQuery.name)))
            <div class="field"><label for="f-age">\(say("filter.age"))</label>\
            <input id="f-age" name="age" inputmode="numeric" pattern="[0-9]{1,3}" value="\(query.age.map(String.init) ?? "")"></div>
            <button type="submit">\(say("filter.apply"))</button>
            <a class="clear" href="\(visit.url(SitePath("search", query: query.items(without: Self.shown))))">\(say("filter.clear"))</a>
            </form></details>
            """
    }

    private static let shown: Set<String> = [
        "open", "free", "noAppointment", "accessible", "amenity", "label", "public", "status", "language", "district",
        "gender",
        "age",
    ]

    /// Second and third choices of a list, which a plain form cannot show, are kept beside the first.
    private var further: [(name: String, value: String)] {
        query.districts.dropFirst().map { ("district", $0) } + query.publics.dropFirst().map { ("public", $0) }
            + query.statuses.dropFirst().map { ("status", $0) } + query.languages.dropFirst().map { ("language", $0) }
            + query.amenities.filter { $0 != "pets" }.map { ("amenity", $0) }
    }

    private typealias Choice = (value: String, label: String, count: Int?)

    private func radio(_ name: String, _ value: String, _ phrase: String, checked: Bool, count: Int? = nil) -> HTML {
        """
        <label class="choice"><input type="radio" name="\(name)" value="\(value)"\(flag: "checked", checked)>\
        <span>\(visit.say(phrase))\(tally(count))</span></label>
        """
    }

    private func check(_ name: String, _ phrase: String, value: String = "1", checked: Bool, count: Int? = nil) -> HTML
    {
        """
        <label class="choice"><input type="checkbox" name="\(name)" value="\(value)"\(flag: "checked", checked)>\
        <span>\(visit.say(phrase))\(tally(count))</span></label>
        """
    }

    private func amenity(_ key: String, _ phrase: String) -> HTML? {
        guard let id = guide.vocabulary.amenity(key) else { return nil }
        return check(
            "amenity", phrase, value: key, checked: query.amenities.contains(key),
            count: page.answer.facets.map { $0[id] })
    }

    /// Only in a guide that has such places, or when it was asked for.
    private var label: HTML? {
        let id = guide.vocabulary.amenity(GuideVocabulary.label)
        guard id != nil || query.isLabelled else { return nil }
        let count = page.answer.facets.map { facets in id.map { facets[$0] } ?? 0 }
        return check("label", "label.mark", checked: query.isLabelled, count: count)
    }

    /// A day that came in by the address stays chosen.
    private var dayChoice: HTML? {
        switch query.open {
        case .on, .at:
            let value = query.open?.text ?? ""
            return """
                <label class="choice"><input type="radio" name="open" value="\(value)" checked>\
                <span>\(ChipWords(guide: guide, visit: visit).words("open", value))</span></label>
                """
        default: return nil
        }
    }

    private func tally(_ count: Int?) -> HTML? {
        count.map { " <span class=\"tally\">\(visit.say.number($0))</span>" }
    }

    private func select(_ name: String, _ phrase: String, _ choices: [Choice], chosen: String?) -> HTML? {
        guard !choices.isEmpty else { return nil }
        let options = choices.map { choice in
            let count = choice.count.map { " (\(visit.say.number($0)))" } ?? ""
            return
                "<option value=\"\(choice.value)\"\(flag: "selected", choice.value == chosen)>\(choice.label)\(count)</option>"
                as HTML
        }
        return """
            <div class="field"><label for="f-\(name)">\(visit.say(phrase))</label>
            <select id="f-\(name)" name="\(name)"><option value="">\(visit.say("filter.any"))</option>\(options)</select></div>
            """
    }

    private func count(condition: String) -> Int? {
        guard let facets = page.answer.facets, let id = guide.vocabulary.condition(condition) else { return nil }
        return facets[id]
    }

    private func count(accessibility: String) -> Int? {
        guard let facets = page.answer.facets, let id = guide.vocabulary.accessibility(accessibility) else {
            return nil
        }
        return facets[id]
    }

    private var publics: [Choice] {
        guide.taxonomy[.publics].compactMap { term in
            guard let id = guide.vocabulary.public(term.key) else { return nil }
            return (term.key, visit.words(term.label), page.answer.facets.map { $0[id] })
        }
    }

    private var statuses: [Choice] {
        guide.taxonomy[.statuses].compactMap { term in
            guard let id = guide.vocabulary.status(term.key) else { return nil }
            return (term.key, visit.words(term.label), page.answer.facets.map { $0[id] })
        }
    }

    private var districts: [Choice] {
        guide.territory.districts.compactMap { district in
            guard let id = guide.vocabulary.district(district.key) else { return nil }
            return (district.key, visit.words(district.name), page.answer.facets.map { $0[id] })
        }
    }

    private var languages: [Choice] {
        let names = TermList(guide: guide, visit: visit)
        return guide.vocabulary.languages.compactMap { entry -> Choice? in
            guard let id = guide.vocabulary.language(entry.key) else { return nil }
            return (entry.key, names.languageName(entry.key), page.answer.facets.map { $0[id] })
        }.sorted { $0.label < $1.label }
    }

    private var genders: [Choice] {
        ["woman", "man", "other"].map { ($0, visit.say("filter.gender.\($0)"), nil) }
    }
}
