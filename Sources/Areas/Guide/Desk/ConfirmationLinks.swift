public import Rules
internal import Store
public import Vault

/// Signs what stands in a link that works without an account.
public protocol ConfirmationSigner: Sendable {
    /// - Returns: letters, digits, `-`, `_` and `.` only.
    func sign(_ content: String, until end: Instant) -> String
    /// The content; `nil` when the signature is not ours or the time is over.
    func content(of text: String, now: Instant) -> String?
}

/// Signs with the city's own keys (HMAC).
public struct KeyedConfirmationSigner: ConfirmationSigner {
    private let keys: KeyRing

    public init(keys: KeyRing) {
        self.keys = keys
    }

    public func sign(_ content: String, until end: Instant) -> String {
        let words = "\(content).\(end.milliseconds)"
        return "\(words).\(Self.compact(mark(words)))"
    }

    public func content(of text: String, now: Instant) -> String? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let end = Int64(parts[1]) else { return nil }
        let wanted = Array(Self.compact(mark("\(parts[0]).\(parts[1])")).utf8)
        let given = Array(parts[2].utf8)
        // Every byte is compared, so that time tells nothing.
        var difference = wanted.count ^ given.count
        for index in wanted.indices {
            difference |= Int(wanted[index] ^ (given.indices.contains(index) ? given[index] : 0))
        }
        guard difference == 0, now.milliseconds < end else { return nil }
        return parts[0]
    }

    private func mark(_ words: String) -> String { keys.blindIndex(words, purpose: "confirmation-link") }

    /// The mark with the signs that an address can hold as they are.
    private static func compact(_ mark: String) -> String {
        String(mark.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 }.filter { $0 != "=" && $0 != "." && $0 != ":" })
    }
}

/// Links with which whoever reads a reminder says that a service is still true: once, for a month.
struct ConfirmationLinks {
    static let days = 30

    struct Link: Sendable {
        var id: String
        var service: String
        var organisation: String
        var usedAt: Instant?
    }

    let signer: any ConfirmationSigner
    let connection: Connection

    /// - Returns: the last part of its address.
    func make(service: String, organisation: String, now: Instant) throws -> String {
        let id = UUIDv7().description
        let end = Instant(milliseconds: now.milliseconds + Int64(Self.days) * 86_400_000)
        try connection.execute(
            """
            INSERT INTO confirmation_link (id, service, organisation, made_at, expires_at)
            VALUES (\(id), \(service), \(organisation), \(now.milliseconds), \(end.milliseconds))
            """)
        return signer.sign(id, until: end)
    }

    /// `nil` when it is forged, too old, or of a service that another organisation keeps by now.
    func read(_ text: String, now: Instant) throws -> (link: Link, record: UpkeepRecord)? {
        guard let id = signer.content(of: text, now: now),
            let row = try connection.row(
                """
                SELECT service, organisation, used_at FROM confirmation_link
                WHERE id = \(id) AND expires_at > \(now.milliseconds)
                """)
        else { return nil }
        let link = Link(
            id: id, service: try row.get("service"), organisation: try row.get("organisation"),
            usedAt: try row.optional("used_at").map { Instant(milliseconds: $0) })
        guard let record = try UpkeepQueries.record(connection, .service, link.service),
            record.owner == link.organisation, record.isPublished
        else { return nil }
        return (link, record)
    }

    /// - Returns: false when someone was faster.
    func use(_ link: Link, now: Instant) throws -> Bool {
        try connection.execute(
            "UPDATE confirmation_link SET used_at = \(now.milliseconds) WHERE id = \(link.id) AND used_at IS NULL") == 1
    }
}
