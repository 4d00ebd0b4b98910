internal import Rules
internal import Web

/// Two people decided on one thing: whoever comes second sees within the desk who did what and when, keeps what they typed, and goes on.
extension GuideDesk {
    func tellingWhoWasFaster(_ routes: [DeskRoute], _ kind: RecordName.Kind) -> [DeskRoute] {
        routes.map { route in
            let handler = route.handler
            var told = route
            told.handler = { call in
                do {
                    return try await handler(call)
                } catch let problem as Problem where problem.kind == .conflict && call.face == .page {
                    return try await overtaken(call, kind, problem, labels: Self.labels(route))
                }
            }
            return told
        }
    }

    private static func labels(_ route: DeskRoute) -> [String: String] {
        Dictionary(route.fields.compactMap { field in field.label.map { (field.name, $0) } }) { first, _ in first }
    }

    private func overtaken(
        _ call: DeskCall, _ kind: RecordName.Kind, _ problem: Problem, labels: [String: String]
    ) async throws -> DeskAnswer {
        let sight = try await sight(call, kind, call["key"])
        var page = UpkeepShowPage(
            sight: sight, guide: try snapshot(), now: call.now, approval: call.visit.settings.approval ?? .none)
        page.values = call.form
        page.overtaken = TypedWords(call.form, labels: labels)
        let reason = problem.faults.first { $0.name == Problem.overtakenName }
        let fault = reason ?? Problem.overtaken(problem.detail, "changed").faults[0]
        return .mend(try page.page(call.visit), [fault], status: .conflict)
    }
}

extension Problem {
    static let overtakenName = "overtaken"

    /// What was to be decided stands otherwise now.
    /// - Parameter phrase: the last part of `upkeep.overtaken.…`.
    static func overtaken(_ detail: String, _ phrase: String) -> Problem {
        Problem(
            .conflict, detail,
            faults: [.init(name: overtakenName, reason: detail, phrase: "upkeep.overtaken.\(phrase)")])
    }
}

/// What somebody else did last, and when.
struct UpkeepOvertaking {
    let sight: UpkeepSight
    let guide: GuideSnapshot

    /// «Sent back: Exemple M., 21 November 2026, 10:00», with the words that went with it.
    func view(_ visit: Visit) -> HTML {
        let words = UpkeepWords(guide: guide, visit: visit)
        func moment(_ revision: UpkeepRevision) -> Instant { revision.decidedAt ?? revision.madeAt }
        guard
            let last = sight.record.revisions.filter({ $0.state != .source }).max(by: {
                (moment($0), $0.number) < (moment($1), $1.number)
            })
        else { return HTML() }
        let who = (last.decidedBy ?? last.account).flatMap { sight.names[$0] } ?? visit.say("upkeep.history.nobody")
        let done = visit.say(
            "upkeep.overtaken.by",
            [
                "state": visit.say("upkeep.state.\(last.state.rawValue)"), "name": who,
                "date": words.moment(moment(last)),
            ])
        let said = last.words.map { "<blockquote><bdi>\($0)</bdi></blockquote>" as HTML }
        return "<p><bdi>\(done)</bdi></p>\(said)"
    }

    /// To the record itself and to the list that it stands in.
    func ways(_ visit: Visit) -> HTML {
        let record = sight.record
        let list = SitePath("work", GuideDesk.folder(record.kind))
        let name = visit.text(UpkeepShowPage.name(record.working))
        let title = visit.say(record.kind == .service ? "upkeep.list.title" : "upkeep.places.title")
        return """
            <p>\(visit.link(GuideDesk.path(record.kind, record.key), name)) · \(visit.link(list, HTML(title)))</p>
            """
    }
}
