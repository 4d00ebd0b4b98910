import Dispatch
import Rules
import Store
import Vault
import Web

/// Takes files out so that nobody waits for it: a row claims the work, a snapshot is read, the archive is sealed outside of any
/// transaction, and the row is finished. What stops in between leaves a claim that ends by itself and is cleaned by the clock of retention.
struct ExportMaking: Sendable {
    let room: CaseworkRoom
    let caller: Caller
    let now: Instant

    /// Milliseconds that a claim holds.
    static let lease: Int64 = 600_000
    /// Lines of the audit book that are written in one transaction.
    static let noteBatch = 100

    enum Claim: Sendable, Equatable {
        case claimed(String)
        /// The same form twice: it lies ready.
        case ready(String)
    }

    /// What hinders it, and what to do then.
    enum Refusal: Error, Sendable, Equatable {
        case beingMade
        case tooManyReady(most: Int)
        case tooManyFiles(count: Int, most: Int)
        case tooLarge(most: Int)
        /// A file in it was erased meanwhile, or it took longer than the claim holds.
        case overtaken

        var fault: Problem.Fault {
            switch self {
            case .beingMade:
                .casework("id", "one of your exports is being made: wait until it is ready", "export-making")
            case .tooManyReady(let most):
                Problem.Fault(
                    name: "id", reason: "\(most) of your exports lie ready: remove one, or wait until it ends",
                    phrase: "casework.fault.export-ready", holes: ["count": String(most)])
            case .tooManyFiles(let count, let most):
                Problem.Fault(
                    name: "from", reason: "these are \(count) files, one export takes \(most): choose a shorter time",
                    phrase: "casework.fault.export-files",
                    holes: ["found": String(count), "most": String(most)])
            case .tooLarge(let most):
                Problem.Fault(
                    name: "from", reason: "one export takes \(most) bytes: choose a shorter time",
                    phrase: "casework.fault.export-large")
            case .overtaken:
                .casework("id", "what was to be taken out has changed meanwhile: try again", "export-overtaken")
            }
        }
    }

    /// - Parameters:
    ///   - asked: id of the form.
    ///   - span: days of the last contact, as a condition on `person_file`.
    func claim(_ asked: String, _ span: SQL) async throws -> Claim {
        let condition: SQL = "\(PersonScope(caller: caller, now: now).condition(.export)) AND \(span)"
        return try await room.work { connection in
            let own = try ExportRecord.list(connection, caller, now: now)
            if own.contains(where: { $0.id == asked }) { return .ready(asked) }
            guard
                try connection.row(
                    """
                    SELECT id FROM person_export WHERE account = \(caller.account)
                    AND organisation = \(try caller.acting()) AND making_until > \(now.milliseconds)
                    """) == nil
            else { throw Refusal.beingMade }
            guard own.count < room.limits.ready else { throw Refusal.tooManyReady(most: room.limits.ready) }
            let count: Int =
                try connection.row("SELECT COUNT(*) AS number FROM person_file WHERE \(condition)")?.get("number") ?? 0
            guard count <= room.limits.files else {
                throw Refusal.tooManyFiles(count: count, most: room.limits.files)
            }
            let isTaken = try connection.row("SELECT id FROM person_export WHERE id = \(asked)") != nil
            let id = isTaken ? UUIDv7().description : asked
            try connection.execute(
                """
                INSERT INTO person_export (id, account, organisation, persons, made_at, expires_at, file, making_until)
                VALUES (\(id), \(caller.account), \(try caller.acting()), \(count), \(now.milliseconds),
                    \(now.adding(milliseconds: Retention.exportLife).milliseconds), NULL,
                    \(now.adding(milliseconds: Self.lease).milliseconds))
                """)
            // Named from the beginning: an erasure reaches an export that is still being made.
            for row in try connection.rows("SELECT id FROM person_file WHERE \(condition) ORDER BY id") {
                try connection.execute(
                    """
                    INSERT INTO person_export_content (export, person) VALUES (\(id), \(try row.get("id", as: String.self)))
                    """)
            }
            return .claimed(id)
        }
    }

    struct Built: Sendable {
        var bytes: [UInt8]
        /// Each file in it, and whether health is shown.
        var persons: [(id: String, showsHealth: Bool)]
    }

    /// Reads one snapshot and seals it; waits for other exports of this server, for no writer.
    /// - Throws: `Refusal.tooLarge`.
    func build(_ id: String, passphrase: String) async throws -> Built {
        let (files, persons) = try await room.workplace.database.read { connection in
            try read(connection, id)
        }
        let modified = now.milliseconds / 1_000
        let bytes: [UInt8] = try await withCheckedThrowingContinuation { continuation in
            Self.sealing.async {
                continuation.resume(
                    with: Result { try SealedArchive.seal(files, passphrase: passphrase, modified: modified) })
            }
        }
        return Built(bytes: bytes, persons: persons)
    }

    private static let sealing = DispatchQueue(label: "exports", qos: .utility)

    private func read(
        _ connection: Connection, _ id: String
    ) throws -> ([SealedArchive.File], [(id: String, showsHealth: Bool)]) {
        let scope = PersonScope(caller: caller, now: now).condition(.export)
        let persons = try PersonQueries(seals: room.seals()).all(
            connection,
            "\(scope) AND id IN (SELECT person FROM person_export_content WHERE export = \(id))")
        var rows = [PersonCSV.head]
        var json: [UInt8] = [UInt8(ascii: "[")]
        var shown: [(id: String, showsHealth: Bool)] = []
        for person in persons {
            let file = try PersonFile.load(connection, person, caller: caller, room: room, now: now)
            if json.count > 1 { json.append(UInt8(ascii: ",")) }
            json += PersonJSON.whole(file).bytes
            rows.append(PersonCSV.row(person))
            shown.append((person.id, file.showsHealth))
            guard json.count <= room.limits.bytes else { throw Refusal.tooLarge(most: room.limits.bytes) }
        }
        json.append(UInt8(ascii: "]"))
        return (
            [.init(name: "files.csv", bytes: Array(CSVText.text(rows).utf8)), .init(name: "files.json", bytes: json)],
            shown
        )
    }

    /// Written down before anything is handed out, a few lines at a time so that other writers come in between; then the archive lies
    /// ready.
    /// - Throws: `Refusal.overtaken`; then there is no archive.
    func finish(_ id: String, _ built: Built, folder: String) async throws {
        for start in stride(from: 0, to: built.persons.count, by: Self.noteBatch) {
            let part = Array(built.persons[start..<min(start + Self.noteBatch, built.persons.count)])
            try await room.work { connection in
                for person in part {
                    try room.note(
                        connection, caller, .export, person: person.id, showsHealth: person.showsHealth, now: now)
                }
            }
        }
        let path = "\(folder)/\(id).zip"
        try ExportFiles.write(built.bytes, to: path)
        let count = built.persons.count
        let isDone = try await room.work { connection in
            let changed = try connection.execute(
                """
                UPDATE person_export SET file = \(path), persons = \(count), making_until = NULL
                WHERE id = \(id) AND making_until IS NOT NULL
                """)
            guard changed == 1 else { return false }
            try room.workplace.note(connection, AuditEntry(caller, .export, "export", id), now: now)
            return true
        }
        guard isDone else {
            try ExportFiles.remove([path])
            throw Refusal.overtaken
        }
    }

    /// The claim ends with nothing taken out.
    func giveUp(_ id: String) async throws {
        try await room.work { connection in
            try ExportRecord.removeClaim(connection, id)
        }
    }
}
