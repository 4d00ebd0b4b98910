import Rules
import Store
import Vault
import Web

/// Files taken out, in an archive that a passphrase opens, that lies ready for a day.
struct ExportRoutes {
    let room: CaseworkRoom

    var all: [DeskRoute] {
        [
            DeskRoute(.get, "exports", .rule(.person, .export), "One's own exports that lie ready", handler: list),
            DeskRoute(
                .post, "exports", says: .silent(because: "the page shows the password, once"), .rule(.person, .export),
                "Take out the files of one's organisation",
                fields: [.init("id", "UUID version 7")], handler: make),
            DeskRoute(.get, "exports/{id}", .rule(.person, .export), "Download an export", handler: download),
        ]
    }

    private func list(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let exports = try await room.work { connection in
            try room.workplace.note(connection, AuditEntry(caller, .list, "export", nil), now: call.now)
            return try ExportRecord.list(connection, caller, now: call.now)
        }
        let words = CaseworkWords(visit: call.visit, city: try room.city())
        return .show(
            ExportPage(words: words, exports: exports).page,
            data: JSONText(members: [("items", JSONText(exports.map(\.json)))]))
    }

    /// Answers with the passphrase itself rather than leading to a page: it is kept nowhere, so it can be shown only here.
    private func make(_ call: DeskCall) async throws -> DeskAnswer {
        let (caller, city) = (try call.member(), try room.city())
        guard let folder = room.exports else { throw Problem(.unavailable, "This installation makes no exports.") }
        let asked = call.form.recordID
        let passphrase = Passphrase.fresh()
        let outcome = try await room.work { connection -> (exports: [ExportRecord], id: String, isNew: Bool) in
            let own = try ExportRecord.list(connection, caller, now: call.now)
            if own.contains(where: { $0.id == asked }) { return (own, asked, false) }
            let isTaken = try connection.row("SELECT id FROM person_export WHERE id = \(asked)") != nil
            let id = isTaken ? UUIDv7().description : asked
            let persons = try PersonQueries(seals: room.seals()).all(
                connection, PersonScope(caller: caller, now: call.now).condition(.export))
            let files = try persons.map {
                try PersonFile.load(connection, $0, caller: caller, room: room, now: call.now)
            }
            let bytes = try SealedArchive.seal(
                [
                    .init(name: "files.csv", bytes: Array(PersonCSV.text(files).utf8)),
                    .init(name: "files.json", bytes: JSONText(files.map(PersonJSON.whole)).bytes),
                ], passphrase: passphrase, modified: call.now.milliseconds / 1_000)
            let path = "\(folder)/\(id).zip"
            try connection.execute(
                """
                INSERT INTO person_export (id, account, organisation, persons, made_at, expires_at, file)
                VALUES (\(id), \(caller.account), \(try caller.acting()), \(persons.count), \(call.now.milliseconds),
                    \(call.now.adding(milliseconds: Retention.exportLife).milliseconds), \(path))
                """)
            for person in persons {
                try connection.execute(
                    "INSERT INTO person_export_content (export, person) VALUES (\(id), \(person.id))")
                try room.workplace.note(connection, AuditEntry(caller, .export, "person", person.id), now: call.now)
            }
            try room.workplace.note(connection, AuditEntry(caller, .export, "export", id), now: call.now)
            try ExportFiles.write(bytes, to: path)
            return (try ExportRecord.list(connection, caller, now: call.now), id, true)
        }
        let shown = outcome.isNew ? passphrase : nil
        let words = CaseworkWords(visit: call.visit, city: city)
        return .show(
            ExportPage(words: words, exports: outcome.exports, passphrase: shown).page,
            data: JSONText(members: [
                ("id", JSONText(outcome.id)), ("passphrase", shown.map { JSONText($0) } ?? .null),
            ]))
    }

    private func download(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let bytes = try await room.work { connection -> [UInt8] in
            guard
                let export = try ExportRecord.list(connection, caller, now: call.now).first(where: {
                    $0.id == call["id"]
                }), let bytes = ExportFiles.read(export.path)
            else { throw Problem.nothing }
            try room.workplace.note(connection, AuditEntry(caller, .export, "export", export.id), now: call.now)
            return bytes
        }
        return .file(bytes, type: "application/zip", name: "export-\(call["id"].suffix(8)).zip")
    }
}

struct ExportRecord: Sendable, Hashable {
    var id: String
    var persons: Int
    var madeAt: Instant
    var expiresAt: Instant
    var path: String

    /// Those that the very same member made for the organisation that they act for, and that still lie ready.
    static func list(_ connection: Connection, _ caller: Caller, now: Instant) throws -> [ExportRecord] {
        try connection.rows(
            """
            SELECT id, persons, made_at, expires_at, file FROM person_export WHERE account = \(caller.account)
            AND organisation = \(caller.organisation ?? "") AND file IS NOT NULL AND expires_at > \(now.milliseconds)
            ORDER BY id DESC
            """
        ).map {
            ExportRecord(
                id: try $0.get("id"), persons: try $0.get("persons"), madeAt: try $0.instant("made_at"),
                expiresAt: try $0.instant("expires_at"), path: try $0.get("file"))
        }
    }

    var json: JSONText {
        JSONText(members: [
            ("id", JSONText(id)), ("persons", JSONText(persons)), ("madeAt", JSONText(madeAt.rfc3339)),
            ("expiresAt", JSONText(expiresAt.rfc3339)),
        ])
    }
}

struct ExportPage {
    let words: CaseworkWords
    let exports: [ExportRecord]
    var passphrase: String?

    var page: Page {
        let visit = words.visit
        let say = visit.say
        let title = say("casework.exports.title")
        let items = exports.map { export in
            """
            <li>\(visit.link(SitePath("work", "exports", export.id), HTML(words.moment(export.madeAt)))): \
            \(say("casework.exports.count", count: export.persons)), \
            \(say("casework.exports.until", ["moment": words.moment(export.expiresAt)]))</li>
            """ as HTML
        }
        let shown = passphrase.map {
            """
            <div class="notice success"><h2>\(say("casework.exports.passphrase"))</h2><p><code dir="ltr">\($0)</code></p>\
            <p>\(say("casework.exports.once"))</p></div>
            """ as HTML
        }
        let form = FormView(visit, action: .personExports)
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1><p class="lead">\(say("casework.exports.lead"))</p>\(shown)
                <ul>\(items)</ul>\(form.button("casework.exports.make", hidden: [("id", UUIDv7().description)]))
                """)
    }
}

/// Files as a table.
enum PersonCSV {
    static func text(_ files: [PersonFile]) -> String {
        let head = ["reference", "purpose", "firstName", "languages", "needs", "household", "note", "lastContact"]
        return CSVText.text(
            [head]
                + files.map(\.person).map { person in
                    [
                        person.reference, person.purpose.rawValue, person.firstName ?? "",
                        person.languages.joined(separator: " "), person.needs.joined(separator: " "),
                        person.household.map(String.init) ?? "", person.note ?? "", person.lastContactAt.rfc3339,
                    ]
                })
    }
}
