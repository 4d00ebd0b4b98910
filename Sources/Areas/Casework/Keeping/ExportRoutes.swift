import HTTPTypes
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
                fields: [
                    .init("id", "UUID version 7"), .init("from", "first day of the last contact, YYYY-MM-DD"),
                    .init("until", "last day of the last contact, YYYY-MM-DD"),
                ], handler: make),
            DeskRoute(
                .post, "exports/{id}/removal", says: "export-removed", .rule(.person, .export),
                "Remove an export before its day is over",
                handler: remove),
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
        let (span, faults) = Self.span(call.form, city.zone)
        guard faults.isEmpty else { return try await mend(call, faults, .unprocessableContent) }
        let making = ExportMaking(room: room, caller: caller, now: call.now)
        let (id, passphrase): (String, String?)
        do {
            (id, passphrase) = try await made(making, call.form.recordID, span, folder)
        } catch let refusal as ExportMaking.Refusal {
            switch refusal {
            case .tooManyFiles, .tooLarge: return try await mend(call, [refusal.fault], .unprocessableContent)
            case .beingMade, .tooManyReady, .overtaken: return try await mend(call, [refusal.fault], .conflict)
            }
        }
        let exports = try await ready(caller, call.now)
        return .show(
            ExportPage(
                words: CaseworkWords(visit: call.visit, city: city), exports: exports, passphrase: passphrase
            ).page,
            data: JSONText(members: [
                ("id", JSONText(id)), ("passphrase", passphrase.map { JSONText($0) } ?? .null),
            ]))
    }

    private func made(
        _ making: ExportMaking, _ asked: String, _ span: SQL, _ folder: String
    ) async throws -> (String, String?) {
        guard case .claimed(let id) = try await making.claim(asked, span) else { return (asked, nil) }
        let passphrase = Passphrase.fresh()
        do {
            try await making.finish(id, try await making.build(id, passphrase: passphrase), folder: folder)
        } catch {
            try await making.giveUp(id)
            throw error
        }
        return (id, passphrase)
    }

    /// Days of the last contact.
    private static func span(_ form: FormValues, _ zone: CivilZone) -> (SQL, [Problem.Fault]) {
        var parts: [SQL] = ["1 = 1"]
        var faults: [Problem.Fault] = []
        for (name, days) in [("from", 0), ("until", 1)] {
            guard let typed = form[name] else { continue }
            guard let day = LocalDate(typed) else {
                faults.append(.casework(name, "must be a day, YYYY-MM-DD", "day"))
                continue
            }
            let edge = zone.instant(day.adding(days: days), minutes: 0).milliseconds
            parts.append(
                name == "from" ? "person_file.last_contact_at >= \(edge)" : "person_file.last_contact_at < \(edge)")
        }
        return (SQL(parts, separator: " AND "), faults)
    }

    private func mend(
        _ call: DeskCall, _ faults: [Problem.Fault], _ status: HTTPResponse.Status
    ) async throws -> DeskAnswer {
        let exports = try await ready(try call.member(), call.now)
        let page = ExportPage(
            words: CaseworkWords(visit: call.visit, city: try room.city()), exports: exports, values: call.form,
            faults: faults)
        return .mend(page.page, faults, status: status)
    }

    private func ready(_ caller: Caller, _ now: Instant) async throws -> [ExportRecord] {
        try await room.work { try ExportRecord.list($0, caller, now: now) }
    }

    private func remove(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let path = try await room.work { connection in
            guard
                let export = try ExportRecord.list(connection, caller, now: call.now).first(where: {
                    $0.id == call["id"]
                })
            else { throw Problem.nothing }
            try ExportRecord.end(connection, export.id, now: call.now)
            try room.workplace.note(connection, AuditEntry(caller, .erase, "export", export.id), now: call.now)
            return export.path
        }
        try ExportFiles.remove([path])
        return .done(.personExports, data: JSONText(members: [("id", JSONText(call["id"]))]))
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

    /// Its file is to be removed then.
    static func end(_ connection: Connection, _ id: String, now: Instant) throws {
        try connection.execute(
            """
            UPDATE person_export SET file = NULL, making_until = NULL, expires_at = \(now.milliseconds) WHERE id = \(id)
            """)
        try connection.execute("DELETE FROM person_export_content WHERE export = \(id)")
    }

    /// Nothing was taken out, so no line of it is kept.
    static func removeClaim(_ connection: Connection, _ id: String) throws {
        guard try connection.row("SELECT id FROM person_export WHERE id = \(id) AND making_until IS NOT NULL") != nil
        else { return }
        try connection.execute("DELETE FROM person_export_content WHERE export = \(id)")
        try connection.execute("DELETE FROM person_export WHERE id = \(id)")
    }

    var json: JSONText {
        JSONText(members: [
            ("id", JSONText(id)), ("persons", JSONText(persons)), ("madeAt", JSONText(madeAt.rfc3339)),
            ("expiresAt", JSONText(expiresAt.rfc3339)),
        ])
    }
}
