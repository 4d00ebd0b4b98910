internal import Crypto

/// An identifier drawn from a name: the same name in the same namespace is the same identifier everywhere (RFC 9562, version 5).
public struct UUIDv5: Sendable, Hashable, CustomStringConvertible {
    private let bytes: [UInt8]

    /// The namespace of web addresses (RFC 9562, 6.6).
    public static let addresses = UUIDv5(bytes: [
        0x6B, 0xA7, 0xB8, 0x11, 0x9D, 0xAD, 0x11, 0xD1, 0x80, 0xB4, 0x00, 0xC0, 0x4F, 0xD4, 0x30, 0xC8,
    ])

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    public init(_ name: String, in namespace: UUIDv5) {
        // SHA-1 is what the norm asks for; nothing here is a secret.
        var hash = Insecure.SHA1()
        hash.update(data: namespace.bytes)
        hash.update(data: Array(name.utf8))
        var bytes = Array(hash.finalize().prefix(16))
        bytes[6] = 0x50 | bytes[6] & 0x0F
        bytes[8] = 0x80 | bytes[8] & 0x3F
        self.bytes = bytes
    }

    public var description: String {
        var text = ""
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text += "-" }
            if byte < 16 { text += "0" }
            text += String(byte, radix: 16)
        }
        return text
    }
}
