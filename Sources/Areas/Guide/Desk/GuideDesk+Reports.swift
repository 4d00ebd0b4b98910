internal import Files
internal import Rules
internal import Store
internal import Web

extension GuideDesk {
    var reportRoutes: [DeskRoute] {
        [
            DeskRoute(
                .get, "reports", .rule(.report, .read),
                "What visitors said of the organisation's services, newest first.",
                fields: [
                    .init("service", "Key of a service."), .init("state", "open, closed or all; left out: open."),
                    .init("q", "Words of the name of the service."),
                ] + DeskWindow.fields
            ) { try await reports($0) },
            DeskRoute(.get, "reports/{id}", .rule(.report, .read), "One report.") { try await report($0) },
            DeskRoute(
                .post, "reports/{id}/answer", says: "report-answered", .rule(.report, .edit), "Answers a report.",
                fields: [
                    .init("outcome", "corrected, still-true or cannot-say.", isNeeded: true),
                    .init(
                        "note", "For colleagues only (at most 2,000 characters).", label: "upkeep.reports.note"),
                    .init("open", "on: the report stays open."),
                ]
            ) { try await answerReport($0) },
        ]
    }

    private func reports(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let isOpen: Bool? =
            switch call.query["state"] {
            case "closed": false
            case "all": nil
            default: true
            }
        let window = try DeskWindow(call.query)
        let guide = try snapshot()
        let search = NameSearch(call.query["q"])
        // Names are in memory; only of services in the guide can there be reports that one finds by name.
        let named =
            search.isEmpty ? nil : guide.services.filter { search.finds([call.visit.words($0.name)]) }.map(\.key)
        let (entries, count, names) = try await workplace.database.read { connection in
            let book = ReportBook(workplace: workplace, connection: connection)
            let asked = ReportBook.Asked(service: call.query["service"], among: named, isOpen: isOpen)
            let entries = try book.entries(caller, asked, window)
            return (
                entries, try book.count(caller, asked),
                try workplace.names(connection, of: entries.compactMap { $0.answer?.account })
            )
        }
        let page = ReportListPage(entries: entries, total: count, window: window, guide: guide, query: call.query)
        return .show(
            page.page(call.visit),
            data: JSONText(members: window.members(entries.map { Self.json($0, names) }, total: count)))
    }

    private func report(_ call: DeskCall) async throws -> DeskAnswer {
        let (entry, names) = try await entry(call, .read)
        let page = ReportShowPage(
            entry: entry, guide: try snapshot(), names: names,
            mayAnswer: try call.member().may(.edit, .report, owner: entry.owner))
        return .show(page.page(call.visit), data: Self.json(entry, names))
    }

    private func answerReport(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let (entry, names) = try await entry(call, .edit)
        let outcome = call.form["outcome"].flatMap { ReportBook.Outcome(rawValue: $0) }
        let note = call.form["note"]
        var faults: [Problem.Fault] = []
        if outcome == nil {
            faults.append(
                .init(
                    name: "outcome", reason: "must be corrected, still-true or cannot-say",
                    phrase: "upkeep.fault.choice"))
        }
        if let note, note.count > 2_000 {
            faults.append(
                .init(
                    name: "note", reason: "has more than 2000 characters", phrase: "upkeep.fault.tooLong",
                    holes: ["count": String(note.count), "longest": "2000"]))
        }
        guard let outcome, faults.isEmpty else {
            var page = ReportShowPage(entry: entry, guide: try snapshot(), names: names, mayAnswer: true)
            page.faults = faults
            page.values = call.form
            return .mend(page.page(call.visit), faults)
        }
        let closes = !call.form.isTicked("open")
        let id = call["id"]
        try await workplace.database.write { connection in
            let book = ReportBook(workplace: workplace, connection: connection)
            try book.answer(
                book.entry(id, caller, .edit), outcome, note: note, closes: closes, caller, now: call.now)
        }
        return .done(
            SitePath("work", "reports", id),
            data: JSONText(members: [("id", JSONText(id)), ("outcome", JSONText(outcome.rawValue))]))
    }

    private func entry(_ call: DeskCall, _ action: Permission.Action) async throws -> (
        ReportBook.Entry, [String: String]
    ) {
        let caller = try call.member()
        let id = call["id"]
        return try await workplace.database.read { connection in
            let entry = try ReportBook(workplace: workplace, connection: connection).entry(id, caller, action)
            return (entry, try workplace.names(connection, of: [entry.answer?.account].compactMap { $0 }))
        }
    }

    /// `id`, `service`, `matter`, `words`, `language`, `sentAt`, `closedAt`, `wordsErasedAt`, `answer` (`outcome`, `note`, `by`, `at`)
    private static func json(_ entry: ReportBook.Entry, _ names: [String: String]) -> JSONText {
        JSONText(members: [
            ("id", JSONText(entry.id)), ("service", JSONText(entry.service)),
            ("matter", JSONText(entry.matter.rawValue)),
            ("words", UpkeepJSON.text(entry.words)), ("language", JSONText(entry.language)),
            ("sentAt", JSONText(entry.sentAt.rfc3339)), ("closedAt", UpkeepJSON.text(entry.closedAt?.rfc3339)),
            ("wordsErasedAt", UpkeepJSON.text(entry.wordsErasedAt?.rfc3339)),
            (
                "answer",
                entry.answer.map { answer in
                    JSONText(members: [
                        ("outcome", JSONText(answer.outcome.rawValue)), ("note", UpkeepJSON.text(answer.note)),
                        ("by", UpkeepJSON.text(names[answer.account])), ("at", JSONText(answer.at.rfc3339)),
                    ])
                }
            ),
        ])
    }
}
