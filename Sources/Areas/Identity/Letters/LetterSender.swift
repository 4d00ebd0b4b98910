public import Rules
internal import Store
internal import Vault
public import Web

/// A letter on its way out.
public struct OutgoingLetter: Sendable, Hashable {
    /// Of the row: the Message-ID, the same at every attempt, so that a server that has it already can tell.
    public var id: String
    public var to: String
    public var subject: String
    public var text: String
    public var language: String
    public var date: Instant
}

/// Why a letter did not go.
public enum LetterFailure: Error, Sendable, Hashable {
    /// Another attempt may succeed.
    case temporary
    /// Another attempt would end the same.
    case permanent
}

/// Empties the queue of letters. Each is claimed for five minutes before it is handed on, so two servers never carry the same one.
///
/// A server that dies between handing on and marking leaves one letter that is handed on again after the claim, with the same
/// Message-ID: sent at least once, and twice only then.
public struct LetterSender: Sendable {
    /// Throws `LetterFailure`; any other error counts as temporary.
    public typealias Carry = @Sendable (OutgoingLetter) async throws -> Void

    public struct Tally: Sendable, Hashable {
        public var sent = 0
        public var postponed = 0
        public var givenUp = 0

        public init() {}
    }

    let workplace: Workplace
    let books: Phrasebooks
    let now: @Sendable () -> Instant
    let carry: Carry

    public init(
        workplace: Workplace, books: Phrasebooks, now: @escaping @Sendable () -> Instant, carry: @escaping Carry
    ) {
        self.workplace = workplace
        self.books = books
        self.now = now
        self.carry = carry
    }

    /// Sends what is due.
    /// - Parameter most: letters in one go.
    public func sendDue(most: Int = 50) async throws -> Tally {
        var tally = Tally()
        try await ResetRequests(workplace: workplace).answer(now: now())
        for _ in 0..<most {
            guard let (letter, tries) = try await claim() else { break }
            do {
                try await carry(letter)
            } catch let failure {
                let isPermanent = (failure as? LetterFailure) == .permanent
                let pause = isPermanent ? nil : LetterSchedule.pause(after: tries)
                try await postpone(letter.id, pause: pause)
                if pause == nil { tally.givenUp += 1 } else { tally.postponed += 1 }
                continue
            }
            // It has gone: when this cannot be written down, the lease keeps it from going again for a while.
            try await mark(letter.id, sent: now())
            tally.sent += 1
        }
        return tally
    }

    private func claim() async throws -> (OutgoingLetter, tries: Int)? {
        let moment = now()
        let claimed = try await workplace.database.claim { connection -> (OutgoingLetter, Int)? in
            let row = try connection.row(
                """
                SELECT id, recipient, language, kind, holes, tries, created_at FROM letter
                WHERE sent_at IS NULL AND given_up_at IS NULL AND next_at <= \(moment.milliseconds)
                    AND (claimed_until IS NULL OR claimed_until <= \(moment.milliseconds)) AND recipient IS NOT NULL
                ORDER BY next_at, id LIMIT 1 \(connection.skipLocked)
                """)
            guard let row else { return nil }
            let id: String = try row.get("id")
            let taken = try connection.execute(
                """
                UPDATE letter SET claimed_until = \(moment.milliseconds + LetterSchedule.lease), tries = tries + 1
                WHERE id = \(id) AND sent_at IS NULL AND (claimed_until IS NULL OR claimed_until <= \(moment.milliseconds))
                """)
            return taken == 1 ? (try letter(row, id), try row.get("tries", as: Int.self) + 1) : nil
        }
        return claimed.map { ($0.0, tries: $0.1) }
    }

    private func letter(_ row: Row, _ id: String) throws -> OutgoingLetter {
        func open(_ column: String) throws -> String {
            try workplace.keys.open(
                row.get(column, as: String.self), for: FieldPlace(table: "letter", column: column, row: id))
        }
        let language: String = try row.get("language")
        let words = LetterWords(say: books.book(language), origin: workplace.origin)
        let (subject, text) = words.compose(
            kind: try row.get("kind"), holes: LetterWords.holes(try open("holes")), language: language)
        return OutgoingLetter(
            id: id, to: try open("recipient"), subject: subject, text: text, language: language,
            date: Instant(milliseconds: try row.get("created_at")))
    }

    private func mark(_ id: String, sent: Instant) async throws {
        try await workplace.database.write { connection in
            try connection.execute(
                "UPDATE letter SET sent_at = \(sent.milliseconds), claimed_until = NULL WHERE id = \(id)")
        }
    }

    private func postpone(_ id: String, pause: Int64?) async throws {
        let moment = now().milliseconds
        try await workplace.database.write { connection in
            if let pause {
                try connection.execute(
                    "UPDATE letter SET next_at = \(moment + pause), claimed_until = NULL WHERE id = \(id)")
            } else {
                try connection.execute(
                    "UPDATE letter SET given_up_at = \(moment), claimed_until = NULL WHERE id = \(id)")
            }
        }
    }
}
