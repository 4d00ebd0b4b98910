internal import Crypto
public import Foundation

// Stands in for the real vault until it is merged.
public struct FieldPlace: Sendable, Hashable {
    public let table: String
    public let column: String
    public let row: String
    public init(table: String, column: String, row: String) {
        self.table = table
        self.column = column
        self.row = row
    }
    var data: Data { Data("\(table)|\(column)|\(row)".utf8) }
}
public struct KeyRing: Sendable {
    let key: [UInt8]
    public static func fresh(id: String) throws -> KeyRing {
        KeyRing(key: (0..<32).map { _ in UInt8.random(in: 0...255) })
    }
    public func seal(_ text: String, for place: FieldPlace) throws -> String {
        try AES.GCM.seal(Data(text.utf8), using: SymmetricKey(data: key), authenticating: place.data).combined!
            .base64EncodedString()
    }
    public func open(_ sealed: String, for place: FieldPlace) throws -> String {
        let box = try AES.GCM.SealedBox(combined: Data(base64Encoded: sealed) ?? Data())
        return String(
            decoding: try AES.GCM.open(box, using: SymmetricKey(data: key), authenticating: place.data), as: UTF8.self)
    }
    public func blindIndex(_ text: String, purpose: String) -> String {
        HMAC<SHA256>.authenticationCode(for: Data((purpose + "|" + text).utf8), using: SymmetricKey(data: key)).map {
            String($0, radix: 16)
        }.joined()
    }
}
public struct AuditRecord: Sendable {
    public var sequence: Int, at: Int64, actor, membership, organisation: String?, action: String, kind: String,
        object: String?, outcome: String, note: String?
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
}
public struct AuditChain: Sendable {
    public init(keys: KeyRing) {}
    public func link(previous: [UInt8]?, _ record: AuditRecord) -> (hash: [UInt8], mac: [UInt8], key: String) {
        ([1], [1], "k1")
    }
}
