internal import Rules
internal import Store
public import Web

/// The desk at which places ask for the label of welcome, and coordinators visit, decide and take back.
public struct LabelDesk: Sendable {
    let workplace: Workplace
    let snapshot: @Sendable () throws -> GuideSnapshot

    init(workplace: Workplace, snapshot: @escaping @Sendable () throws -> GuideSnapshot) {
        self.workplace = workplace
        self.snapshot = snapshot
    }

    static let longestContact = 200
    static let longestOffice = 120
    static let longestWords = 1_000

    public var routes: [DeskRoute] {
        let lines = (1...LabelScheme.mostCriteria).flatMap { number -> [DeskRoute.Field] in
            [
                .init("finding-\(number)", "Of criterion \(number) of the version: met, not-met or not-seen."),
                .init("remark-\(number)", "On criterion \(number), for colleagues; names nobody."),
            ]
        }
        let words = DeskRoute.Field("words", "Why, in a few words; the organisation reads it.")
        return [
            DeskRoute(
                .get, "labels", .rule(.label, .read), "Requests for the label, those that wait first.",
                fields: [
                    .init("state", "One of \(LabelRequest.State.allCases.map(\.rawValue).joined(separator: ", ")).")
                ]
                    + DeskWindow.fields
            ) { try await list($0) },
            DeskRoute(
                .get, "label-form", .rule(.label, .edit), "The form of a request.",
                fields: [.init("site", "Key of a place.")], faces: [.page]
            ) { try await form($0) },
            DeskRoute(
                .post, "labels", says: "label-asked", .rule(.label, .edit),
                "Asks for the label for a place; a place has one request that waits.",
                fields: [
                    .init("site", "Key of a place.", isNeeded: true),
                    .init("criteria", "Keys of criteria that the place says it meets.", isList: true),
                    .init("contact", "Whom the visitor calls, at work; never shown to the public.", isNeeded: true),
                ]
            ) { try await ask($0) },
            DeskRoute(
                .get, "label-figures", .rule(.figures, .read), "Asked, visited, granted, withdrawn, by year."
            ) { try await figures($0) },
            DeskRoute(.get, "labels/{id}", .rule(.label, .read), "One request with its history.") {
                try await show($0)
            },
            DeskRoute(
                .post, "labels/{id}/plan", says: "label-planned", .rule(.label, .decide), "Sets the day of the visit.",
                fields: [
                    .init("day", "YYYY-MM-DD, today or later.", isNeeded: true),
                    .init("office", "Which office visits; no name of a person.", isNeeded: true),
                ]
            ) { try await plan($0) },
            DeskRoute(
                .post, "labels/{id}/visit", says: "label-visited", .rule(.label, .decide),
                "Writes down what was seen, criterion by criterion.",
                fields: [.init("seen", "The day of the visit: YYYY-MM-DD, today or before.", isNeeded: true)] + lines
            ) { try await record($0) },
            DeskRoute(
                .post, "labels/{id}/grant", says: "label-granted", .rule(.label, .decide),
                "Gives the label, when every required criterion was seen to be met.",
                fields: [.init("until", "Its last day: YYYY-MM-DD; left out: what the city's rule says.")]
            ) { try await grant($0) },
            DeskRoute(
                .post, "labels/{id}/refusal", says: "label-refused", .rule(.label, .decide), "Refuses, with a reason.",
                fields: [
                    .init(
                        "reason", "One of \(LabelRequest.Refusal.allCases.map(\.rawValue).joined(separator: ", ")).",
                        isNeeded: true), words,
                ]
            ) { try await refuse($0) },
            DeskRoute(
                .post, "labels/{id}/withdrawal", says: "label-withdrawn", .rule(.label, .decide),
                "Takes the label back, with a reason; it disappears from the guide at once.",
                fields: [
                    .init(
                        "reason",
                        "One of \(LabelRequest.Withdrawal.allCases.map(\.rawValue).joined(separator: ", ")).",
                        isNeeded: true), words,
                ]
            ) { try await withdraw($0) },
            DeskRoute(
                .post, "labels/{id}/end", says: "label-given-up", .rule(.label, .edit), "Gives the request up."
            ) { try await step($0, .edit) { _ in .giveUp } },
        ]
    }

    // MARK: Steps

    /// One step of a request: read, decided by the rules, written, in one transaction.
    func step(
        _ call: DeskCall, _ action: Permission.Action, remarks: [String: String]? = nil, words: String? = nil,
        _ move: @Sendable @escaping (StoredLabel) -> LabelMove
    ) async throws -> DeskAnswer {
        let caller = try call.member()
        let today = call.visit.zone.date(call.now)
        let id = call["id"]
        do {
            try await workplace.database.write { connection in
                let book = LabelBook(workplace: workplace, connection: connection)
                let stored = try book.find(id, caller, action)
                let next = try stored.request.after(
                    move(stored), scheme: stored.scheme, isProtected: try Self.isGuarded(connection, stored.site),
                    today: today)
                try book.put(stored, next, remarks: remarks, words: words, caller, today: today, now: call.now)
            }
        } catch let fault as LabelFault {
            return try await showing(call, faults: [Self.fault(fault, call.visit)])
        }
        return .done(.deskLabel(id), data: JSONText(members: [("id", JSONText(id))]))
    }

    /// It is a place whose address must not be known, or no place of the guide.
    static func isGuarded(_ connection: Connection, _ site: String) throws -> Bool {
        try UpkeepQueries.record(connection, .site, site)?.isGuarded ?? true
    }

    static func fault(_ fault: LabelFault, _ visit: Visit) -> Problem.Fault {
        let (name, code, reason) =
            switch fault {
            case .notNow(let state): ("state", "now", "this cannot be done while the request is \(state.rawValue)")
            case .dayPassed: ("day", "passed", "is over: choose today or a later day")
            case .dayAhead: ("seen", "ahead", "is still to come: write down what was seen after the visit")
            case .unsaid(let keys): ("finding-1", "unsaid", "say of every criterion what was seen: \(keys.first ?? "")")
            case .notMet(let keys):
                ("until", "not-met", "a required criterion was not seen to be met: \(keys.first ?? "")")
            case .endTooSoon: ("until", "soon", "must be after today")
            case .endTooLate: ("until", "late", "must be within \(LabelRequest.mostYears) years")
            case .ended: ("state", "ended", "the label has ended already")
            case .protectedPlace: ("site", "protected", "a protected place is never named in public")
            }
        return Problem.Fault(
            name: name, reason: reason, phrase: "label.desk.fault.\(code)",
            holes: ["years": visit.say.number(LabelRequest.mostYears)])
    }
}
