internal import Crypto
internal import Foundation

/// One line of the audit book, as it is chained.
public struct AuditRecord: Sendable, Hashable {
    public var sequence: Int
    /// UTC milliseconds.
    public var at: Int64
    public var actor: String?
    public var membership: String?
    public var organisation: String?
    public var action: String
    public var kind: String
    public var object: String?
    public var outcome: String
    public var note: String?

    public init(
        sequence: Int, at: Int64, actor: String?, membership: String?, organisation: String?, action: String,
        kind: String, object: String?, outcome: String, note: String?
    ) {
        self.sequence = sequence
        self.at = at
        self.actor = actor
        self.membership = membership
        self.organisation = organisation
        self.action = action
        self.kind = kind
        self.object = object
        self.outcome = outcome
        self.note = note
    }

    /// The line that closes what a key has signed.
    public static let keyKind = "master-key"
    public static let retired = "retired"

    /// The key that this line retires. It is signed with another one, over the hash of all that stands before it.
    var retiredKey: String? {
        action == "change" && kind == Self.keyKind && note == Self.retired && outcome == "done" ? object : nil
    }

    /// Each field with its length before it: no two records are the same bytes.
    func write(to bytes: inout [UInt8]) {
        Self.append(UInt64(bitPattern: Int64(sequence)), &bytes)
        Self.append(UInt64(bitPattern: at), &bytes)
        for field in [actor, membership, organisation, action, kind, object, outcome, note] {
            guard let field else {
                bytes.append(0)
                continue
            }
            bytes.append(1)
            Self.append(UInt64(field.utf8.count), &bytes)
            bytes.append(contentsOf: field.utf8)
        }
    }

    private static func append(_ number: UInt64, _ bytes: inout [UInt8]) {
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}

/// Chains lines: each holds the hash of the one before it, and a signature that only the keys can make. Who alters, removes or reorders
/// one in the database alone is found out; who holds the keys as well is not, unless an anchor was kept elsewhere.
public struct AuditChain: Sendable {
    public struct Link: Sendable, Hashable {
        public var hash: [UInt8]
        public var mac: [UInt8]
        /// Id of the key that signed.
        public var key: String
    }

    /// Before the first line there is nothing.
    public static let beginning = [UInt8](repeating: 0, count: 32)

    private let keys: KeyRing
    private let current: SymmetricKey?

    public init(keys: KeyRing) {
        self.keys = keys
        self.current = try? keys.key(keys.current, for: .audit)
    }

    /// - Parameter previous: hash of the line before; `nil` for the first.
    public func link(previous: [UInt8]?, _ record: AuditRecord) throws -> Link {
        guard let current else { throw VaultError.unknownKey(keys.current) }
        let hash = Self.hash(previous ?? Self.beginning, record)
        return Link(hash: hash, mac: Self.mac(hash, current), key: keys.current)
    }

    static func hash(_ previous: [UInt8], _ record: AuditRecord) -> [UInt8] {
        var bytes = previous
        bytes.reserveCapacity(320)
        record.write(to: &bytes)
        return Array(SHA256.hash(data: bytes))
    }

    static func mac(_ hash: [UInt8], _ key: SymmetricKey) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: hash, using: key))
    }
}

/// Where the book stood at a moment, signed: kept elsewhere (printed, even), it shows that the end was not cut off and that nobody
/// wrote the book anew.
public struct AuditAnchor: Sendable, Hashable {
    public let sequence: Int
    public let hash: [UInt8]

    public init(sequence: Int, hash: [UInt8]) {
        self.sequence = sequence
        self.hash = hash
    }

    public func text(keys: KeyRing) -> String {
        let body = "\(sequence):\(Hexadecimal.text(hash))"
        return "\(body):\(Self.signature(body, keys))"
    }

    /// `nil` when the text is not an anchor of these keys.
    public init?(_ text: String, keys: KeyRing) {
        let parts = text.trimmingCharacters(in: .whitespacesAndNewlines).split(separator: ":").map(String.init)
        guard parts.count == 3, let sequence = Int(parts[0]), parts[1].utf8.count == 64,
            ConstantTime.areEqual(
                Array(Self.signature("\(parts[0]):\(parts[1])", keys).utf8), Array(parts[2].utf8))
        else { return nil }
        var hash: [UInt8] = []
        var rest = Substring(parts[1])
        while !rest.isEmpty {
            guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
            hash.append(byte)
            rest = rest.dropFirst(2)
        }
        self.init(sequence: sequence, hash: hash)
    }

    private static func signature(_ body: String, _ keys: KeyRing) -> String {
        Hexadecimal.text(
            HMAC<SHA256>.authenticationCode(for: Data(body.utf8), using: keys.steadyKey(for: "audit-anchor")).prefix(16)
        )
    }
}

/// Reads the book line by line, in order, and stops at the first that is not as it was written. Holds one hash, whatever the length.
public struct AuditVerifier {
    public enum Fault: Sendable, Hashable, CustomStringConvertible {
        /// The line is there, and is not what was written (or the one before it is not).
        case altered(Int)
        /// Lines are missing before this one.
        case missing(before: Int)
        /// Signed by nobody who holds the keys.
        case forged(Int)
        case unknownKey(Int, String)
        /// Signed with a key after the book had closed what it signs.
        case retiredKey(Int, String)
        /// The book ends before a line that an anchor has seen.
        case cutOff(after: Int, seen: Int)
        /// The line that an anchor has seen was another one.
        case rewritten(Int)

        public var description: String {
            switch self {
            case .altered(let line): "line \(line) is not what was written"
            case .missing(let line): "lines are missing before line \(line)"
            case .forged(let line): "line \(line) was not signed with these keys"
            case .unknownKey(let line, let key):
                "line \(line) was signed with the key «\(key)», which the ring does not hold"
            case .retiredKey(let line, let key):
                "line \(line) was signed with the key «\(key)» after that key was retired"
            case .cutOff(let last, let seen): "the book ends at line \(last); line \(seen) was seen before"
            case .rewritten(let line): "line \(line) is another one than the anchor has seen"
            }
        }
    }

    /// Lines that were read and are right.
    public private(set) var count = 0
    public private(set) var fault: Fault?

    private let keys: KeyRing
    private let anchor: AuditAnchor?
    private var previous: [UInt8]
    private var next: Int
    private var signers: [String: SymmetricKey] = [:]
    /// Keys that the book has retired, and those that the ring lacks and no line has retired yet, with the first line that they signed.
    private var retired: Set<String> = []
    private var unproven: [String: Int] = [:]

    /// - Parameters:
    ///   - start: where the book begins since its old part was cut off; `nil`: at line 1.
    ///   - anchor: a moment that was kept elsewhere.
    public init(keys: KeyRing, start: AuditAnchor? = nil, anchor: AuditAnchor? = nil) {
        self.keys = keys
        self.anchor = anchor
        self.previous = start?.hash ?? AuditChain.beginning
        self.next = (start?.sequence ?? 0) + 1
    }

    /// - Returns: whether to go on.
    public mutating func read(_ record: AuditRecord, hash: [UInt8], mac: [UInt8], key: String) -> Bool {
        guard fault == nil else { return false }
        fault = found(record, hash: hash, mac: mac, key: key)
        guard fault == nil else { return false }
        previous = hash
        next += 1
        count += 1
        return true
    }

    /// After the last line.
    public mutating func finish() -> Fault? {
        // No line signed with a key that is here stands after those: anyone may have written them.
        if fault == nil, let first = unproven.min(by: { $0.value < $1.value }) {
            fault = .unknownKey(first.value, first.key)
        }
        if fault == nil, let anchor, anchor.sequence >= next { fault = .cutOff(after: next - 1, seen: anchor.sequence) }
        return fault
    }

    /// Where the book stands after the lines that were read.
    public var anchorNow: AuditAnchor { AuditAnchor(sequence: next - 1, hash: previous) }

    private mutating func found(_ record: AuditRecord, hash: [UInt8], mac: [UInt8], key: String) -> Fault? {
        if record.sequence > next { return .missing(before: record.sequence) }
        guard record.sequence == next, AuditChain.hash(previous, record) == hash else {
            return .altered(record.sequence)
        }
        if signers[key] == nil { signers[key] = try? keys.key(key, for: .audit) }
        if retired.contains(key) { return .retiredKey(record.sequence, key) }
        if let signer = signers[key] {
            guard ConstantTime.areEqual(AuditChain.mac(hash, signer), mac) else { return .forged(record.sequence) }
            if let closed = record.retiredKey {
                retired.insert(closed)
                unproven[closed] = nil
            }
        } else if unproven[key] == nil {
            // Its own signature cannot be checked any more. The line that retires the key stands on the hash of this one.
            unproven[key] = record.sequence
        }
        if let anchor, anchor.sequence == record.sequence, anchor.hash != hash { return .rewritten(record.sequence) }
        return nil
    }
}
