/// Reads JSON (RFC 8259) strictly and tells the line of what it finds.
///
/// Foundation's decoder cannot say on which line a record stands, accepts a name written twice, and has no limit of
/// depth that we choose: a city's clerk needs the first, and files from elsewhere need the others.
public struct JSONReader {
    /// Deepest nesting that is read.
    public static let depthLimit = 64

    /// The value of the whole text, and for each list that is a member of the top object, the line of each item.
    public static func parse(_ file: TextFile) throws(Fault) -> (value: JSONValue, itemLines: [String: [Int]]) {
        var reader = JSONReader(bytes: Array(file.text.utf8), file: file.name)
        let value = try reader.document()
        return (value, reader.itemLines)
    }

    private let bytes: [UInt8]
    private let file: String
    private var position = 0
    private var line = 1
    private var path: [String] = []
    private var itemLines: [String: [Int]] = [:]

    private init(bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
    }

    private func fault(_ what: String) -> Fault {
        Fault(file: file, line: line, what: what, mend: "check that the file is whole: fetch it again")
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func document() throws(Fault) -> JSONValue {
        skipSpace()
        guard next != nil else { throw fault("the file is empty") }
        let value = try value(depth: 0)
        skipSpace()
        if next != nil { throw fault("something follows the end of the JSON text") }
        return value
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 32 || byte == 10 || byte == 13 || byte == 9 {
            if byte == 10 { line += 1 }
            position += 1
        }
    }

    private mutating func value(depth: Int) throws(Fault) -> JSONValue {
        if depth > Self.depthLimit { throw fault("nested deeper than \(Self.depthLimit)") }
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case nil: throw fault("the file ends in the middle")
        default: return .number(try number())
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(Fault) -> JSONValue {
        let count = word.utf8CodeUnitCount
        let matches =
            position + count <= bytes.count && (0..<count).allSatisfy { bytes[position + $0] == word.utf8Start[$0] }
        guard matches else { throw fault("this is not JSON") }
        position += count
        return value
    }

    private mutating func object(depth: Int) throws(Fault) -> JSONValue {
        position += 1
        var members: [String: JSONValue] = [:]
        skipSpace()
        if take("}") { return .object(members) }
        while true {
            skipSpace()
            guard next == UInt8(ascii: "\"") else {
                throw fault(next == nil ? "the file ends in the middle" : "a name in quotes is missing")
            }
            let name = try string()
            skipSpace()
            guard take(":") else {
                throw fault(next == nil ? "the file ends in the middle" : "«:» is missing after «\(name)»")
            }
            path.append(name)
            let item = try value(depth: depth + 1)
            path.removeLast()
            guard members.updateValue(item, forKey: name) == nil else {
                throw fault("«\(name)» is written twice in one object")
            }
            skipSpace()
            if take(",") { continue }
            if take("}") { return .object(members) }
            throw fault(next == nil ? "the file ends in the middle" : "«,» or «}» is missing")
        }
    }

    private mutating func array(depth: Int) throws(Fault) -> JSONValue {
        position += 1
        var items: [JSONValue] = []
        skipSpace()
        if take("]") { return .array(items) }
        let list = depth == 1 ? path.first : nil
        while true {
            skipSpace()
            if let list { itemLines[list, default: []].append(line) }
            items.append(try value(depth: depth + 1))
            skipSpace()
            if take(",") { continue }
            if take("]") { return .array(items) }
            throw fault(next == nil ? "the file ends in the middle" : "«,» or «]» is missing")
        }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard let byte = next, byte == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func number() throws(Fault) -> Double {
        let start = position
        while let byte = next, (48...57).contains(byte) || [43, 45, 46, 69, 101].contains(byte) { position += 1 }
        let digits = String(decoding: bytes[start..<position], as: UTF8.self)
        let unsigned = digits.hasPrefix("-") ? digits.dropFirst() : digits[...]
        let leadingZero =
            unsigned.utf8.count > 1 && unsigned.hasPrefix("0") && unsigned.dropFirst().first?.isNumber == true
        guard let first = unsigned.first, first.isNumber, !leadingZero, let number = Double(digits), number.isFinite
        else {
            throw fault(digits.isEmpty ? "this is not JSON" : "«\(digits)» is not a number")
        }
        return number
    }

    private mutating func string() throws(Fault) -> String {
        position += 1
        var text: [UInt8] = []
        while true {
            guard let byte = next else { throw fault("the file ends in the middle of a text") }
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<32: throw fault("a line ends inside a text")
            default: text.append(byte)
            }
        }
    }

    private mutating func escape(into text: inout [UInt8]) throws(Fault) {
        guard let byte = next else { throw fault("the file ends in the middle of a text") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "u"):
            var code = try unit()
            if (0xD800...0xDBFF).contains(code), take("\\"), take("u") {
                let low = try unit()
                guard (0xDC00...0xDFFF).contains(low) else { throw fault("half a character (\\u surrogate)") }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw fault("half a character (\\u surrogate)") }
            text.append(contentsOf: Array(String(Character(scalar)).utf8))
        default: throw fault("an unknown escape \\\(Character(Unicode.Scalar(byte)))")
        }
    }

    private mutating func unit() throws(Fault) -> UInt32 {
        guard position + 4 <= bytes.count,
            let code = UInt32(String(decoding: bytes[position..<(position + 4)], as: UTF8.self), radix: 16)
        else { throw fault("\\u needs four hexadecimal digits") }
        position += 4
        return code
    }
}
