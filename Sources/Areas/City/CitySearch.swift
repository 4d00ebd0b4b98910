public import Rules
internal import Search
internal import Web

extension PublishedCity {
    /// An answer for the command line.
    public struct FoundServices: Sendable {
        public var total: Int
        public var json: String
        /// Name, state, place, distance: one line each.
        public var lines: [String]
    }

    /// The same search as `/api/v1/services`.
    /// - Throws: `Problem` that names the parameters at fault.
    public func search(
        words: String, parameters: [(name: String, value: String)], language: String?, now: Instant
    ) throws -> FoundServices {
        let guide = try snapshot().guide
        let unknown = parameters.filter { !GuideQueryReader.names.contains($0.name) }
        let reader = GuideQueryReader((words.isEmpty ? [] : [("q", words)]) + parameters, guide: guide)
        let faults =
            unknown.map { Problem.Fault(name: $0.name, reason: "is not a parameter of the search") } + reader.faults
        guard faults.isEmpty else { throw Problem(.badRequest, "The search cannot be read.", faults: faults) }
        let answer = try GuideSearch(guide: guide).answer(reader.query, now: now)
        let tag = language ?? guide.settings.languages.preferred
        let json = ServiceJSON(item: ItemJSON(guide: guide, language: tag))
        let lines = answer.hits.map { hit -> String in
            let service = guide.services[Int(hit.id)]
            let site = guide.site(of: service)
            let fallbacks = guide.settings.languages.required
            let name = service.name.read(in: tag, fallbacks: fallbacks).words
            let place = site.protected ? "" : " · " + site.name.read(in: tag, fallbacks: fallbacks).words
            let metres = hit.distance.map { " · \(Int($0.rounded())) m" } ?? ""
            return "\(service.key)  \(name)\(place)\(metres)  [\(state(hit.openState, guide.hours.zone))]"
        }
        let items = JSONText(answer.hits.map { json.hit($0, now: now) })
        return FoundServices(
            total: answer.total,
            json: JSONText(members: [("items", items), ("total", JSONText(answer.total))]).description, lines: lines)
    }

    private func state(_ state: OpenState, _ zone: CivilZone) -> String {
        func local(_ minute: Minute) -> String { "\(zone.local(Instant(minute: minute)))" }
        return switch state {
        case .open(let until): until == .max ? "open" : "open until \(local(until))"
        case .closingSoon(let at): "closes soon, \(local(at))"
        case .opens(let at): "closed, opens \(local(at))"
        case .closed: "closed"
        case .unknown: "hours not known"
        }
    }
}

extension PublishedCity {
    /// How many of these ways to ask find what is meant in this city.
    /// - Throws: `NeedAskUnknown` for a need that the city's lists do not have; `Problem` before the city is loaded.
    public func measured(_ evaluation: NeedEvaluation, now: Instant) throws -> NeedEvaluation.Report {
        try evaluation.measured(try snapshot().guide, now: now)
    }
}
