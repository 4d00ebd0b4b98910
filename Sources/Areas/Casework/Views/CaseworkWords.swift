import Rules
import Web

/// Keys and codes as words of the reader's language.
struct CaseworkWords {
    let visit: Visit
    let city: CaseworkCity

    func need(_ key: String) -> String { city.taxonomy.need(key).map { visit.words($0.label) } ?? key }
    func needs(_ keys: [String]) -> String { keys.map(need).joined(separator: visit.say("casework.list")) }

    func language(_ tag: String) -> String {
        let words = visit.say("language.\(tag)")
        return words.hasPrefix("[") ? tag : words
    }

    func languages(_ tags: [String]) -> String { tags.map(language).joined(separator: visit.say("casework.list")) }
    func wards(_ wards: Set<Ward>) -> String {
        wards.sorted().map { visit.say("casework.ward.\($0.rawValue)") }.joined(separator: visit.say("casework.list"))
    }
    func day(_ instant: Instant) -> String { day(city.zone.date(instant)) }
    func day(_ date: LocalDate) -> String {
        visit.date(PartialDate(date))
    }
    func moment(_ instant: Instant) -> String {
        visit.say("casework.moment", ["day": day(instant), "time": city.zone.local(instant).time.description])
    }
    /// Whom a consent names.
    func parties(_ consent: ConsentRecord) -> String {
        (consent.members.map { city.name($0) } + consent.partners).sorted().joined(
            separator: visit.say("casework.list"))
    }

    /// Tags that have a name in the language files.
    static func languageTags(_ visit: Visit) -> [String] {
        let start = "language" + "."
        return visit.books.book(visit.books.fallbackTag).keys.filter { $0.hasPrefix(start) }.map {
            String($0.dropFirst(start.count))
        }
    }

    /// - Parameter phrase: of a code.
    func options<Code: RawRepresentable & CaseIterable>(
        _ codes: Code.Type, _ phrase: (String) -> String
    ) -> [FormView.Option] where Code.RawValue == String {
        codes.allCases.map { FormView.Option($0.rawValue, visit.say(phrase($0.rawValue))) }
    }

    var needOptions: [FormView.Option] { options(needs: city.ordinaryNeeds) }
    var healthOptions: [FormView.Option] { options(needs: city.healthNeeds) }

    func options(needs keys: Set<String>) -> [FormView.Option] {
        city.taxonomy.needs.filter { keys.contains($0.key) }.map { FormView.Option($0.key, visit.words($0.label)) }
    }

    var languageOptions: [FormView.Option] {
        Self.languageTags(visit).map { FormView.Option($0, language($0)) }.sorted { $0.words < $1.words }
    }

    func organisationOptions(_ keys: [String]) -> [FormView.Option] {
        keys.map { FormView.Option($0, city.name($0)) }.sorted { $0.words < $1.words }
    }

    /// The same, each with whether a consent covers it.
    func organisationOptions(_ keys: [String], _ coverage: ConsentCoverage) -> [FormView.Option] {
        organisationOptions(keys).map {
            let state = visit.say("casework.coverage.\(coverage.state($0.value).rawValue)")
            return FormView.Option($0.value, "\($0.words)\(visit.say("casework.colon"))\(state)")
        }
    }

    /// Services of organisations, told apart by who runs them, where they are and in which part of the city.
    func serviceOptions(of organisations: Set<String>) -> [FormView.Option] {
        city.services.values.filter { organisations.contains($0.organisation) }.map { service in
            let place = [service.place, service.district].compactMap { $0 }.map { visit.words($0) }
            let name = "\(city.name(service.organisation))\(visit.say("casework.colon"))\(visit.words(service.name))"
            return FormView.Option(
                service.key, ([name] + place.filter { !$0.isEmpty }).joined(separator: visit.say("casework.list")))
        }.sorted { ($0.words, $0.value) < ($1.words, $1.value) }
    }

    /// A term and what stands beside it; nothing when there is nothing to say.
    func fact(_ phrase: String, _ words: String?) -> HTML {
        guard let words, !words.isEmpty else { return HTML() }
        return "<dt>\(visit.say(phrase))</dt><dd><bdi>\(words)</bdi></dd>"
    }
}
