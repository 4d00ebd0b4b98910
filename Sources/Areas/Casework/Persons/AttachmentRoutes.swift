import Rules
import Store
import Web

/// Papers of a file: taken by their bytes, kept sealed, given back as a download and never shown in a page.
struct AttachmentRoutes {
    let room: CaseworkRoom

    var all: [DeskRoute] {
        [
            DeskRoute(
                .post, "persons/{id}/attachments", says: "paper-added", .rule(.person, .edit),
                "Add a paper: PDF, JPEG or PNG, 5 MB at most",
                fields: [
                    .init("id", "UUID version 7"), .init("file", "the paper", isNeeded: true),
                    .init("title", "what it is"), .init("isHealth", "touches health: for the ward alone"),
                ], largestBody: AttachmentKind.largest + 65_536, handler: add),
            DeskRoute(
                .get, "persons/{id}/attachments/{attachment}", .rule(.person, .read), "Download a paper",
                handler: download),
            DeskRoute(
                .get, "persons/{id}/attachments/{attachment}/removal", .rule(.person, .edit),
                "Asks once more before a paper is removed", faces: [.page], handler: ask),
            DeskRoute(
                .post, "persons/{id}/attachments/{attachment}/removal", says: "paper-removed", .rule(.person, .edit),
                "Remove a paper",
                handler: remove),
        ]
    }

    private func queries() -> AttachmentQueries { AttachmentQueries(seals: room.seals()) }

    private func find(
        _ connection: Connection, _ call: DeskCall, _ caller: Caller, _ action: Permission.Action
    ) throws -> (person: PersonRecord, attachment: AttachmentRecord) {
        let person = try PersonQueries(seals: room.seals()).find(
            connection, call["id"], PersonScope(caller: caller, now: call.now).condition(action))
        let withHealth = try HealthQueries(seals: room.seals()).mayKnow(connection, person, caller, now: call.now)
        guard
            let attachment = try queries().list(connection, person.id, withHealth: withHealth).first(where: {
                $0.id == call["attachment"]
            })
        else { throw Problem.nothing }
        return (person, attachment)
    }

    private func add(_ call: DeskCall) async throws -> DeskAnswer {
        let (caller, city) = (try call.member(), try room.city())
        let outcome = try await room.work { connection -> (file: PersonFile, faults: [Problem.Fault], id: String) in
            let person = try PersonQueries(seals: room.seals()).find(
                connection, call["id"], PersonScope(caller: caller, now: call.now).condition(.edit))
            let isHealth = call.form.isTicked("isHealth")
            var faults: [Problem.Fault] = []
            var kind: AttachmentKind?
            do {
                kind = try AttachmentKind.sniff(call.form.file("file")?.bytes ?? [])
            } catch let refusal as AttachmentKind.Refusal {
                faults.append(Self.fault(refusal))
            }
            if isHealth, !caller.wards.contains(.health) {
                faults.append(.casework("isHealth", "needs the ward health", "list"))
            }
            if let title = call.form["title"], title.count > PersonDraft.longestName {
                faults += [Problem.Fault.long("title", title, most: PersonDraft.longestName)].named([
                    "title": "casework.paper.title"
                ])
            }
            faults += try Self.bounds(
                connection, person.id, except: call.form.recordID, adding: call.form.file("file")?.bytes.count ?? 0)
            let load = { try PersonFile.load(connection, person, caller: caller, room: room, now: call.now) }
            guard let kind, faults.isEmpty else {
                let file = try load()
                try room.note(connection, caller, .read, file, now: call.now)
                return (file, faults, "")
            }
            let asked = call.form.recordID
            if try load().attachments.contains(where: { $0.id == asked }) { return (try load(), [], asked) }
            let isTaken = try connection.row("SELECT id FROM person_attachment WHERE id = \(asked)") != nil
            let id = isTaken ? UUIDv7().description : asked
            let bytes = call.form.file("file")?.bytes ?? []
            let attachment = AttachmentRecord(
                id: id, kind: kind, size: bytes.count, title: call.form["title"], isHealth: isHealth, addedAt: call.now)
            try queries().insert(
                connection, attachment, person: person.id, bytes: bytes, account: caller.account)
            try room.note(connection, caller, .create, attachment, now: call.now)
            return (try load(), [], id)
        }
        guard outcome.faults.isEmpty else {
            let words = CaseworkWords(visit: call.visit, city: city)
            let page = PersonShow(
                words: words, caller: caller, file: outcome.file, now: call.now, values: call.form,
                faults: outcome.faults)
            return .mend(page.page, outcome.faults)
        }
        return .done(
            .person(outcome.file.person.id), data: JSONText(members: [("id", JSONText(outcome.id))]))
    }

    /// A file holds what serves the help, and its copy has to fit on a phone: at most so many papers, so large together. A paper that
    /// was sent twice counts once.
    private static func bounds(_ connection: Connection, _ person: String, except asked: String, adding size: Int)
        throws -> [Problem.Fault]
    {
        let sizes = try connection.rows(
            "SELECT size FROM person_attachment WHERE person = \(person) AND id <> \(asked)"
        ).map {
            try $0.get("size", as: Int.self)
        }
        if sizes.count >= AttachmentKind.mostOfFile {
            return [.casework("file", "the file holds 60 papers", "file-many")]
        }
        if sizes.reduce(size, +) > AttachmentKind.largestOfFile {
            return [.casework("file", "the papers of the file are over 100 MB together", "file-sum")]
        }
        return []
    }

    private static func fault(_ refusal: AttachmentKind.Refusal) -> Problem.Fault {
        switch refusal {
        case .empty: .casework("file", "has no bytes", "file-empty")
        case .tooLarge: .casework("file", "must be at most 5 MB", "file-large")
        case .otherKind: .casework("file", "must be a PDF, a JPEG or a PNG", "file-kind")
        }
    }

    /// The name is ours: what the sender called it could say whose it is, or hold a path.
    private func download(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let (attachment, bytes) = try await room.work { connection in
            let (_, attachment) = try find(connection, call, caller, .read)
            try room.note(connection, caller, .read, attachment, now: call.now)
            return (attachment, try queries().content(connection, attachment.id))
        }
        return .file(
            bytes, type: attachment.kind.type, name: "paper-\(attachment.id.suffix(8)).\(attachment.kind.suffix)")
    }

    private func ask(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let (person, paper) = try await room.work { connection in
            let found = try find(connection, call, caller, .edit)
            try room.note(connection, caller, .list, found.attachment, now: call.now)
            return found
        }
        let words = CaseworkWords(visit: call.visit, city: try room.city())
        let page = AskOncePage(
            visit: call.visit, title: "casework.paper.ask", follows: "casework.paper.ask.follows",
            subject: "<bdi>\(paper.title ?? call.visit.say("casework.paper"))</bdi>, \(words.day(paper.addedAt))",
            form: FormView(call.visit, action: .person(person.id, "attachments", paper.id, "removal")),
            button: "casework.paper.ask.do", back: .person(person.id))
        return .show(page.page, data: .null)
    }

    private func remove(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let person = try await room.work { connection in
            let (person, attachment) = try find(connection, call, caller, .edit)
            try connection.execute("DELETE FROM person_attachment WHERE id = \(attachment.id)")
            try room.note(connection, caller, .erase, attachment, now: call.now)
            return person
        }
        return .done(.person(person.id), data: JSONText(members: [("id", JSONText(person.id))]))
    }
}
