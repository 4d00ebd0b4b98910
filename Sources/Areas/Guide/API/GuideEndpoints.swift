import Rules
import Search
import Web

/// The guide's part of the API.
struct GuideEndpoints {
    /// The guide as it is published now; throws `Problem(.unavailable)` before the first load.
    let guide: @Sendable () throws -> GuideSnapshot

    var all: [Endpoint] {
        [services, service, suggestions, sites, site, organisations, organisation, taxonomy, districts]
    }

    private var services: Endpoint {
        Endpoint(
            "services", operation: "searchServices",
            summary: "Search the services that are open to people now or later",
            parameters: GuideParameters.search, answer: Schema.list(of: "Service"), hasGeoJSON: true
        ) { call in
            let guide = try guide()
            let reader = GuideQueryReader(call.query, guide: guide)
            guard reader.faults.isEmpty else {
                throw Problem(.badRequest, "The search cannot be read.", faults: reader.faults)
            }
            let answer = try GuideSearch(guide: guide).answer(reader.query, now: call.now)
            let json = ServiceJSON(item: ItemJSON(guide: guide, language: call.language))
            if call.wantsGeoJSON { return GeoJSONFeatures(guide: guide, json: json).collection(answer, now: call.now) }
            return JSONText(members: [
                ("items", JSONText(answer.hits.map { json.hit($0, now: call.now) })), ("total", JSONText(answer.total)),
                ("next", answer.next.map { JSONText($0.description) } ?? .null),
            ])
        }
    }

    private var service: Endpoint {
        Endpoint(
            "services/{id}", operation: "getService", summary: "One service, past ones included",
            answer: Schema.reference("Service"), canMiss: true
        ) { call in
            let guide = try guide()
            guard let service = guide.service(call.path["id"] ?? "") else {
                throw Problem(.notFound, "There is no such service.")
            }
            return ServiceJSON(item: ItemJSON(guide: guide, language: call.language)).whole(service, now: call.now)
        }
    }

    private var suggestions: Endpoint {
        Endpoint(
            "suggestions", operation: "suggest",
            summary: "Words that begin as typed: needs, districts, organisations, names",
            parameters: [
                .init("q", "What was typed so far", Schema.string(), example: "dou"),
                .init("limit", "How many", Schema.integer(from: 1, to: 20, preset: 8)),
            ], answer: Schema.list(of: "Suggestion")
        ) { call in
            let limit = call["limit"].map { Int($0) ?? 0 } ?? 8
            let typed = call["q"] ?? ""
            var faults: [Problem.Fault] = []
            if !(1...20).contains(limit) {
                faults.append(.init(name: "limit", reason: "must be a whole number from 1 to 20"))
            }
            if typed.unicodeScalars.count > GuideQuery.longestText {
                faults.append(.init(name: "q", reason: "is longer than \(GuideQuery.longestText) characters"))
            }
            guard faults.isEmpty else { throw Problem(.badRequest, "Nothing can be suggested.", faults: faults) }
            let found = typed.isEmpty ? [] : try guide().index.suggest(typed, language: call.language, limit: limit)
            let items = found.map { JSONText(members: [("text", JSONText($0.text)), ("count", JSONText($0.count))]) }
            return JSONText(members: [("items", JSONText(items)), ("total", JSONText(items.count)), ("next", .null)])
        }
    }

    private var sites: Endpoint {
        Endpoint(
            "sites", operation: "listSites", summary: "Places, closed ones included",
            parameters: [
                .init("q", "Words of the name", Schema.string(), example: "halte"),
                .init("kind", "Key of the taxonomy's site-kinds", Schema.string(), example: "day-centre"),
                .init("district", "Key of a district", Schema.string()),
                .init("status", "State of the place", Schema.string(allowed: Site.Status.allCases.map(\.rawValue))),
                .init(
                    "origin", "“territory” for the city's own files, or the key of an open-data source", Schema.string()
                ),
            ] + ListWindow.parameters, answer: Schema.list(of: "Site")
        ) { call in
            let guide = try guide()
            let window = try ListWindow(call)
            let status = try GuideParameters.status(call["status"])
            try GuideParameters.district(call["district"], guide)
            let words = call["q"].map(Alphabet.fold)
            let shown = guide.sites.filter { site in
                (call["kind"].map { site.kind == $0 } ?? true) && (status.map { site.status == $0 } ?? true)
                    && (call["district"].map { site.district == $0 && !site.protected } ?? true)
                    && (call["origin"].map { (guide.origin(.site, site.key) ?? GuideSnapshot.ownSource) == $0 } ?? true)
                    && (words.map { words in site.name.byLanguage.values.contains { Alphabet.fold($0).contains(words) }
                    } ?? true)
            }
            let json = SiteJSON(item: ItemJSON(guide: guide, language: call.language))
            return window.answer(shown) { json.whole($0) }
        }
    }

    private var site: Endpoint {
        Endpoint(
            "sites/{id}", operation: "getSite", summary: "One place", answer: Schema.reference("Site"), canMiss: true
        ) { call in
            let guide = try guide()
            guard let site = guide.site(call.path["id"] ?? "") else {
                throw Problem(.notFound, "There is no such place.")
            }
            return SiteJSON(item: ItemJSON(guide: guide, language: call.language)).whole(site)
        }
    }

    private var organisations: Endpoint {
        Endpoint(
            "organisations", operation: "listOrganisations", summary: "The directory of organisations",
            parameters: [
                .init("q", "Words of a name or alias", Schema.string(), example: "croix-rouge"),
                .init("kind", "Key of the taxonomy's organisation-kinds", Schema.string()),
                .init("member", "Year of a member list", Schema.integer(from: 1900, to: 2100), example: JSONText(2019)),
            ] + ListWindow.parameters, answer: Schema.list(of: "Organisation")
        ) { call in
            let guide = try guide()
            let window = try ListWindow(call)
            let words = call["q"].map(Alphabet.fold)
            let year = call["member"].map { Int($0).flatMap { (1900...2100).contains($0) ? $0 : nil } }
            if case .some(nil) = year {
                throw Problem(
                    .badRequest, "The list cannot be read.",
                    faults: [.init(name: "member", reason: "must be a year such as 2019")])
            }
            let shown = guide.organisations.filter { organisation in
                let names = [organisation.name, organisation.fullName].compactMap { $0 } + organisation.aliases
                return (call["kind"].map { organisation.kind == $0 } ?? true)
                    && ((year ?? nil).map { organisation.member.contains($0) } ?? true)
                    && (words.map { words in names.contains { Alphabet.fold($0).contains(words) } } ?? true)
            }
            let json = OrganisationJSON(item: ItemJSON(guide: guide, language: call.language))
            return window.answer(shown) { json.whole($0) }
        }
    }

    private var organisation: Endpoint {
        Endpoint(
            "organisations/{id}", operation: "getOrganisation", summary: "One organisation",
            answer: Schema.reference("Organisation"), canMiss: true
        ) { call in
            let guide = try guide()
            guard let organisation = guide.organisation(call.path["id"]) else {
                throw Problem(.notFound, "There is no such organisation.")
            }
            return OrganisationJSON(item: ItemJSON(guide: guide, language: call.language)).whole(organisation)
        }
    }

    private var taxonomy: Endpoint {
        Endpoint(
            "taxonomy", operation: "getTaxonomy",
            summary: "Themes, needs and closed lists with their words and pictograms",
            answer: Schema.reference("Taxonomy")
        ) { call in
            TaxonomyJSON(item: ItemJSON(guide: try guide(), language: call.language)).whole
        }
    }

    private var districts: Endpoint {
        Endpoint(
            "districts", operation: "listDistricts", summary: "Districts with their outlines",
            parameters: ListWindow.parameters, answer: Schema.list(of: "District"), hasGeoJSON: true
        ) { call in
            let guide = try guide()
            let json = DistrictJSON(item: ItemJSON(guide: guide, language: call.language))
            if call.wantsGeoJSON { return json.collection }
            return try ListWindow(call).answer(guide.territory.districts) { json.whole($0) }
        }
    }
}
