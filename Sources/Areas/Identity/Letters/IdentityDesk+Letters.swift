internal import Rules
internal import Store
internal import Web

/// Letters that were given up, for the technical administrator: when and of what kind, never to whom.
extension IdentityDesk {
    var letterRoutes: [DeskRoute] {
        [
            DeskRoute(
                .get, "letters", .rule(.system, .read), "Letters that were given up", handler: letterList),
            DeskRoute(
                .post, "letters/{id}/retry", says: "letter-retried", .rule(.system, .edit),
                "Sends a letter again that was given up",
                handler: retryLetter),
        ]
    }

    private func letterList(_ call: DeskCall) async throws -> DeskAnswer {
        let lines = try await workplace.database.read { connection in
            try connection.rows(
                """
                SELECT id, kind, tries, created_at, given_up_at FROM letter
                WHERE given_up_at IS NOT NULL AND sent_at IS NULL AND recipient IS NOT NULL
                ORDER BY given_up_at DESC, id LIMIT 200
                """
            ).map { row in
                LettersPage.Line(
                    id: try row.get("id"), kind: try row.get("kind"), tries: try row.get("tries"),
                    createdAt: Instant(milliseconds: try row.get("created_at")),
                    givenUpAt: Instant(milliseconds: try row.get("given_up_at")))
            }
        }
        let data = JSONText(members: [
            (
                "items",
                JSONText(
                    lines.map { line in
                        JSONText(members: [
                            ("id", JSONText(line.id)), ("kind", JSONText(line.kind)), ("tries", JSONText(line.tries)),
                            ("created_at", JSONText(line.createdAt.rfc3339)),
                            ("given_up_at", JSONText(line.givenUpAt.rfc3339)),
                        ])
                    })
            )
        ])
        return .show(LettersPage.page(call.visit, lines), data: data)
    }

    private func retryLetter(_ call: DeskCall) async throws -> DeskAnswer {
        let (caller, id) = (try call.member(), call["id"])
        try await workplace.database.write { connection in
            let found = try connection.execute(
                """
                UPDATE letter SET given_up_at = NULL, tries = 0, next_at = \(call.now.milliseconds)
                WHERE id = \(id) AND given_up_at IS NOT NULL AND sent_at IS NULL AND recipient IS NOT NULL
                """)
            guard found == 1 else { throw Problem.nothing }
            try workplace.note(connection, AuditEntry(caller, .change, "letter", id, note: "retry"), now: call.now)
        }
        return .done(SitePath("work", "letters"), data: .null)
    }
}

enum LettersPage {
    struct Line: Sendable {
        var id: String
        var kind: String
        var tries: Int
        var createdAt: Instant
        var givenUpAt: Instant
    }

    static func page(_ visit: Visit, _ lines: [Line]) -> Page {
        let say = visit.say
        let items = lines.map { line in
            let retry = FormView(visit, action: SitePath("work", "letters", line.id, "retry"))
            return """
                <li><p><code>\(line.kind)</code> \(DeskSheet.moment(line.createdAt, visit)). \
                \(say("identity.letters.tries", count: line.tries))</p>\(retry.button("identity.letters.retry"))</li>
                """ as HTML
        }
        return DeskSheet.page(
            visit, "identity.letters.title",
            lines.isEmpty
                ? "<p class=\"empty\">\(say("identity.letters.none"))</p>"
                : "<p class=\"lead\">\(say("identity.letters.lead"))</p><ul>\(items)</ul>")
    }
}
