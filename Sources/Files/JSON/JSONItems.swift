internal import Foundation

/// Walks through the items of a long JSON text one by one, without holding the text or its values in memory: those of a list
/// at the top, or those of each list that is a member of the object at the top.
public struct JSONItems: Sendable {
    public struct Item: Sendable {
        /// Name of the list; empty for a list at the top.
        public var list: String
        /// Where it begins, from 1.
        public var line: Int
        public var file: TextFile
    }

    private enum Place: Sendable {
        case before, object
        case list(String, isTop: Bool)
        case end
    }

    private let data: Data
    private let name: String
    private var position = 0
    private var line = 1
    private var place = Place.before

    /// - Throws: `Fault` when the file cannot be opened.
    public init(path: String, name: String? = nil) throws(Fault) {
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
        } catch {
            throw Fault(
                file: name ?? path, line: 0, what: "the file cannot be read", mend: "check the path and the permissions"
            )
        }
        self.name = name ?? path
    }

    /// The next item; `nil` at the end.
    /// - Throws: `Fault` when the text is not JSON there, or ends in the middle.
    public mutating func next() throws(Fault) -> Item? {
        while true {
            skipSpace()
            switch place {
            case .before:
                if data.starts(with: [0xEF, 0xBB, 0xBF]), position == 0 { position = 3 }
                skipSpace()
                switch byte {
                case UInt8(ascii: "["): place = .list("", isTop: true)
                case UInt8(ascii: "{"): place = .object
                default: throw fault("neither «[» nor «{» stands at the beginning")
                }
                position += 1
            case .object:
                if byte == UInt8(ascii: "}") {
                    place = .end
                    position += 1
                    continue
                }
                if byte == UInt8(ascii: ",") {
                    position += 1
                    continue
                }
                let member = try text(of: try value())
                skipSpace()
                guard byte == UInt8(ascii: ":") else { throw fault("«:» is missing after «\(member)»") }
                position += 1
                skipSpace()
                if byte == UInt8(ascii: "[") {
                    position += 1
                    place = .list(member, isTop: false)
                } else {
                    _ = try value()
                }
            case .list(let list, let isTop):
                if byte == UInt8(ascii: "]") {
                    place = isTop ? .end : .object
                    position += 1
                    continue
                }
                if byte == UInt8(ascii: ",") {
                    position += 1
                    continue
                }
                let start = line
                let range = try value()
                return Item(
                    list: list, line: start, file: try TextFile(name: name, bytes: [UInt8](data[range])))
            case .end:
                if byte != nil { throw fault("something follows the end of the JSON text") }
                return nil
            }
        }
    }

    private var byte: UInt8? { position < data.count ? data[data.startIndex + position] : nil }

    private mutating func skipSpace() {
        while let byte, byte == 32 || byte == 10 || byte == 13 || byte == 9 {
            if byte == 10 { line += 1 }
            position += 1
        }
    }

    /// Goes past one value; its range in the data.
    private mutating func value() throws(Fault) -> Range<Data.Index> {
        let start = position
        let found: (position: Int, line: Int)? = data.withUnsafeBytes { bytes in
            Self.end(of: bytes, from: start, line: line)
        }
        guard let found, found.position > start else { throw fault("the file ends in the middle, or is not JSON") }
        (position, line) = found
        return (data.startIndex + start)..<(data.startIndex + position)
    }

    private static func end(of bytes: UnsafeRawBufferPointer, from start: Int, line: Int) -> (Int, Int)? {
        var (position, line, depth, inText) = (start, line, 0, false)
        while position < bytes.count {
            let byte = bytes[position]
            if byte == 10 { line += 1 }
            if inText {
                if byte == UInt8(ascii: "\\") {
                    position += 1
                } else if byte == UInt8(ascii: "\"") {
                    inText = false
                    if depth == 0 { return (position + 1, line) }
                }
            } else {
                switch byte {
                case UInt8(ascii: "\""): inText = true
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    if depth == 0 { return (position, line) }
                    depth -= 1
                    if depth == 0 { return (position + 1, line) }
                case UInt8(ascii: ","), UInt8(ascii: ":"), 10, 13, 32, 9:
                    if depth == 0 { return (position, line) }
                default: break
                }
            }
            position += 1
        }
        return nil
    }

    private func text(of range: Range<Data.Index>) throws(Fault) -> String {
        let file = try TextFile(name: name, bytes: [UInt8](data[range]))
        guard case .string(let text) = try JSONReader.parse(file).value else {
            throw fault("a name in quotes is missing")
        }
        return text
    }

    private func fault(_ what: String) -> Fault {
        Fault(file: name, line: line, what: what, mend: "check that the file is whole: fetch it again")
    }
}
