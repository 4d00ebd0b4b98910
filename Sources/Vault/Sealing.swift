internal import Crypto
internal import Foundation

/// Where a sealed value stands. It opens there and nowhere else.
public struct FieldPlace: Sendable, Hashable {
    public let table: String
    public let column: String
    /// What names the row: its primary key.
    public let row: String

    public init(table: String, column: String, row: String) {
        self.table = table
        self.column = column
        self.row = row
    }

    /// Each part with its length before it, so that no two places are the same bytes.
    var bytes: [UInt8] {
        var bytes = Array("ville-refuge/field/1".utf8)
        for part in [table, column, row] {
            let words = Array(part.utf8)
            bytes += withUnsafeBytes(of: UInt32(words.count).bigEndian, Array.init) + words
        }
        return bytes
    }
}

public enum VaultError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The ring has no key of that id.
    case unknownKey(String)
    /// Not what was sealed here: altered, cut off, or moved from another place.
    case damaged
    /// Other than UTF-8 where a text was sealed.
    case notText

    public var description: String {
        switch self {
        case .unknownKey(let id): "A value is sealed with the key «\(id)», which the ring does not hold."
        case .damaged: "A sealed value cannot be opened: it was altered, or it does not belong there."
        case .notText: "A sealed value is not a text."
        }
    }
}

/// AES-256-GCM (NIST SP 800-38D), a random nonce of 96 bits each time. A sealed value is: 1 byte of version, 1 byte of length of the
/// key's id, the id, nonce, ciphertext, tag. Texts are padded to multiples of 16 bytes first, so that a short name is as long as
/// another, and stand as base64 in the database.
extension KeyRing {
    private static let version: UInt8 = 1
    private static let grain = 16

    public func seal(_ text: String, for place: FieldPlace) throws -> String {
        var bytes = Array(text.utf8) + [0x80]
        while bytes.count % Self.grain != 0 { bytes.append(0) }
        return Data(try seal(bytes, for: place)).base64EncodedString()
    }

    public func seal(optional text: String?, for place: FieldPlace) throws -> String? {
        guard let text else { return nil }
        return try seal(text, for: place)
    }

    public func seal(_ bytes: [UInt8], for place: FieldPlace) throws -> [UInt8] {
        let box = try AES.GCM.seal(
            bytes, using: key(current, for: .sealing), authenticating: place.bytes + Array(current.utf8))
        return [Self.version, UInt8(current.utf8.count)] + Array(current.utf8) + Array(box.nonce)
            + Array(box.ciphertext) + Array(box.tag)
    }

    public func open(_ sealed: String, for place: FieldPlace) throws -> String {
        guard let data = Data(base64Encoded: sealed) else { throw VaultError.damaged }
        var bytes = try open([UInt8](data), for: place)
        while bytes.last == 0 { bytes.removeLast() }
        guard bytes.popLast() == 0x80 else { throw VaultError.damaged }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw VaultError.notText }
        return text
    }

    public func open(optional sealed: String?, for place: FieldPlace) throws -> String? {
        guard let sealed else { return nil }
        return try open(sealed, for: place)
    }

    public func open(_ sealed: [UInt8], for place: FieldPlace) throws -> [UInt8] {
        let id = try keyID(of: sealed)
        let rest = sealed.dropFirst(2 + id.utf8.count)
        guard rest.count >= 28 else { throw VaultError.damaged }
        let key = try key(id, for: .sealing)
        do {
            let box = try AES.GCM.SealedBox(
                nonce: AES.GCM.Nonce(data: rest.prefix(12)), ciphertext: rest.dropFirst(12).dropLast(16),
                tag: rest.suffix(16))
            return [UInt8](try AES.GCM.open(box, using: key, authenticating: place.bytes + Array(id.utf8)))
        } catch {
            throw VaultError.damaged
        }
    }

    /// Which key sealed the value, without opening it.
    public func keyID(of sealed: [UInt8]) throws -> String {
        guard sealed.count > 2, sealed[0] == Self.version else { throw VaultError.damaged }
        let id = String(decoding: sealed.dropFirst(2).prefix(Int(sealed[1])), as: UTF8.self)
        guard KeyRing.isID(id), id.utf8.count == Int(sealed[1]) else { throw VaultError.damaged }
        return id
    }

    public func keyID(of sealed: String) throws -> String {
        guard let data = Data(base64Encoded: sealed) else { throw VaultError.damaged }
        return try keyID(of: [UInt8](data))
    }

    /// The same value under the current key; `nil` when it is already.
    public func reseal(_ sealed: String, for place: FieldPlace) throws -> String? {
        if try keyID(of: sealed) == current { return nil }
        let text: String = try open(sealed, for: place)
        return try seal(text, for: place)
    }

    public func reseal(_ sealed: [UInt8], for place: FieldPlace) throws -> [UInt8]? {
        if try keyID(of: sealed) == current { return nil }
        let bytes: [UInt8] = try open(sealed, for: place)
        return try seal(bytes, for: place)
    }

    /// What equal texts share and what tells nothing else: HMAC-SHA256, 16 bytes, in hexadecimal. The caller folds case and accents first.
    /// - Parameter purpose: `account.email`: the same text under two purposes has nothing in common.
    public func blindIndex(_ text: String, purpose: String) -> String {
        Hexadecimal.text(
            HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: steadyKey(for: "index/\(purpose)")).prefix(16))
    }

    /// Whether somebody showed the blind index of this text; takes as long whatever they showed.
    public func isBlindIndex(_ shown: String, of text: String, purpose: String) -> Bool {
        ConstantTime.areEqual(Array(shown.utf8), Array(blindIndex(text, purpose: purpose).utf8))
    }
}

enum Hexadecimal {
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
