internal import Crypto
internal import Foundation

/// The keys of one city: those that seal fields, one of which is current, and those that find, sign and mark, which stay as they are.
///
/// Whoever holds the ring and the database reads everything; whoever holds one of them reads nothing.
public struct KeyRing: Sendable {
    /// Id of the key that seals from now on.
    public let current: String
    /// Master keys by id, 32 bytes each.
    let masters: [String: [UInt8]]
    /// For blind indexes and for hashes of codes: does not turn with the others, or nothing would be found any more.
    let index: [UInt8]

    static let keyBytes = 32

    init(current: String, masters: [String: [UInt8]], index: [UInt8]) throws {
        guard masters[current] != nil else { throw KeyRingError.currentIsMissing(current) }
        for (id, key) in masters {
            guard Self.isID(id) else { throw KeyRingError.wrongName(id) }
            guard key.count == Self.keyBytes else { throw KeyRingError.wrongLength(id) }
        }
        guard index.count == Self.keyBytes else { throw KeyRingError.wrongLength("index") }
        guard Set(masters.values + [index]).count == masters.count + 1 else { throw KeyRingError.sameKeyTwice }
        self.current = current
        self.masters = masters
        self.index = index
    }

    /// Ids of all keys, in order.
    public var ids: [String] { masters.keys.sorted() }

    /// A ring with one new key.
    public static func fresh(id: String) throws -> KeyRing {
        try KeyRing(current: id, masters: [id: randomKey()], index: randomKey())
    }

    /// The same ring with a new key that becomes the current one.
    public func adding(id: String) throws -> KeyRing {
        guard masters[id] == nil else { throw KeyRingError.nameIsTaken(id) }
        return try KeyRing(
            current: id, masters: masters.merging([id: Self.randomKey()], uniquingKeysWith: { old, _ in old }),
            index: index)
    }

    /// The same ring without a key that is not current.
    public func removing(id: String) throws -> KeyRing {
        guard masters[id] != nil else { throw KeyRingError.noSuchKey(id) }
        guard id != current else { throw KeyRingError.isCurrent(id) }
        return try KeyRing(current: current, masters: masters.filter { $0.key != id }, index: index)
    }

    /// 1 to 16 of `a-z 0-9 -`: short, because it stands in every value.
    static func isID(_ id: String) -> Bool {
        (1...16).contains(id.utf8.count)
            && id.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") }
    }

    static func randomKey() -> [UInt8] { SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) } }

    /// What a master key is used for; each use has a key of its own (HKDF-SHA256, RFC 5869).
    enum Use: String {
        case sealing, audit
    }

    func key(_ id: String, for use: Use) throws -> SymmetricKey {
        guard let master = masters[id] else { throw VaultError.unknownKey(id) }
        return Self.derived(master, "master/\(use.rawValue)")
    }

    /// Keys that do not turn.
    func steadyKey(for use: String) -> SymmetricKey { Self.derived(index, "steady/\(use)") }

    private static func derived(_ key: [UInt8], _ use: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: key), info: Data("ville-refuge/1/\(use)".utf8),
            outputByteCount: keyBytes)
    }
}

/// A ring never shows what is in it.
extension KeyRing: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "ring of \(masters.count) keys, current \(current)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["current": current]) }
}

public enum KeyRingError: Error, Sendable, Hashable, CustomStringConvertible {
    case unreadable(String)
    case isOpenToOthers(String)
    case exists(String)
    case cannotWrite(String)
    case notARing
    case currentIsMissing(String)
    case wrongName(String)
    case nameIsTaken(String)
    case noSuchKey(String)
    case isCurrent(String)
    case wrongLength(String)
    case sameKeyTwice

    public var description: String {
        switch self {
        case .unreadable(let path): "The keys in \(path) cannot be read: check the path and the rights of this user."
        case .isOpenToOthers(let path): "The keys in \(path) can be read by others: run chmod 600 \(path)."
        case .exists(let path): "There is a file \(path) already: it was left as it is."
        case .cannotWrite(let path): "The keys cannot be written to \(path): check that the folder exists and is yours."
        case .notARing: #"The keys must be {"current": "k1", "index": "…", "keys": {"k1": "32 bytes in base64"}}."#
        case .currentIsMissing(let id): "The current key «\(id)» is not among the keys."
        case .wrongName(let id): "«\(id.prefix(20))» is not the name of a key: 1 to 16 of a-z, 0-9 and -."
        case .nameIsTaken(let id): "There is a key «\(id)» already: choose another name."
        case .noSuchKey(let id): "There is no key «\(id)» in the ring."
        case .isCurrent(let id):
            "The key «\(id)» is the current one: add another with `keys add`, then run `keys rotate`, then retire it."
        case .wrongLength(let id): "The key «\(id)» is not 32 bytes in base64."
        case .sameKeyTwice: "Two names stand for the same key."
        }
    }
}
