/// JSON written straight to bytes (RFC 8259), for answers whose items are encoded once and served many times.
public struct JSONText: Sendable, Hashable {
    public private(set) var bytes: [UInt8]

    public init(bytes: [UInt8] = []) {
        self.bytes = bytes
    }

    public static let null = JSONText(bytes: Array("null".utf8))

    public init(_ value: String) {
        bytes = []
        bytes.reserveCapacity(value.utf8.count + 2)
        append(string: value)
    }

    public init(_ value: Int) { bytes = Array(String(value).utf8) }
    public init(_ value: Bool) { bytes = Array((value ? "true" : "false").utf8) }

    /// Whole numbers without a fraction; anything that JSON cannot say becomes `null`.
    public init(_ value: Double) {
        let text = value.isFinite ? Int(exactly: value).map { String($0) } ?? value.description : "null"
        bytes = Array(text.utf8)
    }

    public init(_ items: [JSONText]) {
        bytes = [UInt8(ascii: "[")]
        for (index, item) in items.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += item.bytes
        }
        bytes.append(UInt8(ascii: "]"))
    }

    public init(_ strings: [String]) {
        self.init(strings.map { JSONText($0) })
    }

    /// Members in the order given; those that are `nil` are left out.
    public init(members: [(String, JSONText?)]) {
        bytes = [UInt8(ascii: "{")]
        var first = true
        for (name, value) in members {
            guard let value else { continue }
            if !first { bytes.append(UInt8(ascii: ",")) }
            first = false
            append(string: name)
            bytes.append(UInt8(ascii: ":"))
            bytes += value.bytes
        }
        bytes.append(UInt8(ascii: "}"))
    }

    /// The members of an object without its braces, so that others can be written beside them.
    public var openMembers: ArraySlice<UInt8> { bytes.dropFirst().dropLast() }

    private mutating func append(string value: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "\"")]
            case UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "\\")]
            case 0x0A: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
            case 0x0D: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
            case 0x09: bytes += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                bytes += Array("\\u00".utf8) + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

extension JSONText: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self.init(value) }
}

extension JSONText: CustomStringConvertible {
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}
