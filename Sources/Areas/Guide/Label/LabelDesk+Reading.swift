internal import Rules
internal import Store
internal import Web

extension LabelDesk {
    func list(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let window = try DeskWindow(call.query)
        let state = call.query["state"].flatMap { LabelRequest.State(rawValue: $0) }
        let all = try await workplace.database.read { connection in
            var condition = LabelBook.scope(caller, .label, .read)
            if let state { condition = "\(condition) AND state = \(state.rawValue)" }
            return try LabelBook(workplace: workplace, connection: connection).all(condition)
        }
        let guide = try snapshot()
        let page = LabelDeskListPage(
            guide: guide, requests: window.slice(all), total: all.count, window: window, query: call.query,
            state: state, mayAsk: caller.scope(.label, .edit) != nil && guide.labels.scheme != nil,
            mayReadFigures: caller.scope(.figures, .read) != nil, today: call.visit.zone.date(call.now))
        let json = LabelDeskJSON(guide: guide, visit: call.visit)
        return .show(
            page.page(call.visit),
            data: JSONText(members: window.members(window.slice(all).map { json.head($0) }, total: all.count)))
    }

    func show(_ call: DeskCall) async throws -> DeskAnswer { try await showing(call, faults: []) }

    /// The page of a request; with faults: its form again.
    func showing(
        _ call: DeskCall, _ action: Permission.Action = .read, faults: [Problem.Fault]
    ) async throws -> DeskAnswer {
        let caller = try call.member()
        let id = call["id"]
        let (stored, steps) = try await workplace.database.read { connection in
            let book = LabelBook(workplace: workplace, connection: connection)
            return (try book.find(id, caller, action), try book.history(id))
        }
        let guide = try snapshot()
        let page = LabelDeskPage(
            guide: guide, stored: stored, steps: steps,
            mayDecide: caller.may(.decide, .label, owner: stored.organisation),
            mayEdit: caller.may(.edit, .label, owner: stored.organisation), faults: faults, values: call.form,
            today: call.visit.zone.date(call.now))
        if !faults.isEmpty { return .mend(page.page(call.visit), faults) }
        return .show(page.page(call.visit), data: LabelDeskJSON(guide: guide, visit: call.visit).whole(stored, steps))
    }

    func figures(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let figures = try await workplace.database.read {
            try LabelBook(workplace: workplace, connection: $0).figures(caller)
        }
        let guide = try snapshot()
        return .show(
            LabelFiguresPage(guide: guide, figures: figures).page(call.visit), data: LabelDeskJSON.figures(figures))
    }
}

/// Requests as programs of the desk read them.
struct LabelDeskJSON {
    let guide: GuideSnapshot
    let visit: Visit

    private func members(_ stored: StoredLabel) -> [(String, JSONText?)] {
        let request = stored.request
        return [
            ("id", JSONText(stored.id)), ("site", JSONText(stored.site)),
            ("organisation", stored.organisation.map { JSONText($0) }), ("state", JSONText(request.state.rawValue)),
            ("version", JSONText(stored.scheme.version)), ("askedAt", JSONText(stored.askedAt.rfc3339)),
            ("claimed", JSONText(stored.claimed)), ("visit", (request.visit?.day.description).map { JSONText($0) }),
            ("from", (request.term?.first.description).map { JSONText($0) }),
            ("until", (request.term?.last.description).map { JSONText($0) }),
            ("reason", request.reason.map { JSONText($0) }),
        ]
    }

    func head(_ stored: StoredLabel) -> JSONText { JSONText(members: members(stored)) }

    func whole(_ stored: StoredLabel, _ steps: [LabelStep]) -> JSONText {
        let criteria = stored.scheme.criteria.map { criterion in
            JSONText(members: [
                ("key", JSONText(criterion.key)), ("text", JSONText(visit.words(criterion.text))),
                ("required", JSONText(criterion.isRequired)),
                ("finding", (stored.request.findings[criterion.key]?.rawValue).map { JSONText($0) }),
                ("remark", stored.remarks[criterion.key].map { JSONText($0) }),
            ])
        }
        let history = steps.map { step in
            JSONText(members: [
                ("state", JSONText(step.state.rawValue)), ("at", JSONText(step.at.rfc3339)),
                ("by", step.name.map { JSONText($0) }), ("words", step.words.map { JSONText($0) }),
            ])
        }
        return JSONText(
            members: members(stored) + [
                ("office", (stored.request.visit?.office).map { JSONText($0) }),
                ("contact", stored.contact.map { JSONText($0) }), ("criteria", JSONText(criteria)),
                ("history", JSONText(history)),
            ])
    }

    static func figures(_ figures: LabelFigures) -> JSONText {
        JSONText(members: [
            (
                "years",
                JSONText(
                    figures.years.map { year in
                        JSONText(members: [
                            ("year", JSONText(year.year)), ("asked", JSONText(year.asked)),
                            ("visited", JSONText(year.visited)), ("granted", JSONText(year.granted)),
                            ("refused", JSONText(year.refused)), ("withdrawn", JSONText(year.withdrawn)),
                        ])
                    })
            )
        ])
    }
}
