internal import Foundation

/// The text of a file, fit for reading: UTF-8 without a byte-order mark, lines ended by `\n`.
public struct TextFile: Sendable {
    /// As faults name it.
    public let name: String
    public let text: String

    /// Largest file that is read, in bytes.
    public static let limit = 64 * 1024 * 1024

    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }

    /// - Throws: `Fault` when the file is missing, too large or not UTF-8 text.
    public init(path: String, name: String? = nil, limit: Int = TextFile.limit) throws(Fault) {
        let name = name ?? path
        func fault(_ line: Int, _ what: String, _ mend: String) -> Fault {
            Fault(file: name, line: line, what: what, mend: mend)
        }

        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw fault(0, "there is no such file", "check the path")
        }
        if isFolder.boolValue { throw fault(0, "this is a folder, not a file", "give the path of a file") }
        let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        if size > limit {
            throw fault(
                0, "the file has \(size) bytes, more than the \(limit) that are read",
                "split it, or check that it is the right file")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw fault(0, "the file cannot be read", "check the permissions")
        }
        try self.init(name: name, bytes: [UInt8](data))
    }

    /// - Throws: `Fault` with the line of the first byte that is not UTF-8 text.
    public init(name: String, bytes: [UInt8]) throws(Fault) {
        var bytes = bytes[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw Fault(file: name, line: 1, what: "the file is in UTF-16", mend: "save it as UTF-8")
        }
        if let position = Self.firstFault(in: bytes) {
            let line = 1 + bytes[..<position].count { $0 == 10 }
            let byte = String(bytes[position], radix: 16, uppercase: true)
            let what = bytes[position] == 0 ? "a NUL byte" : "the byte 0x\(byte) is not UTF-8"
            throw Fault(file: name, line: line, what: what, mend: "save the file as UTF-8 text")
        }
        var lines: [UInt8] = []
        lines.reserveCapacity(bytes.count)
        var previous: UInt8 = 0
        for byte in bytes {
            if byte == 10, previous == 13 { lines.removeLast() }
            lines.append(byte)
            previous = byte
        }
        self.name = name
        self.text = String(decoding: lines, as: UTF8.self)
    }

    /// Position of the first NUL or of the first byte that breaks UTF-8 (RFC 3629).
    private static func firstFault(in bytes: ArraySlice<UInt8>) -> Int? {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let lead = bytes[index]
            let length: Int
            let second: ClosedRange<UInt8>
            switch lead {
            case 0: return index
            case 1...0x7F: (length, second) = (1, 0x80...0xBF)
            case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
            case 0xE0: (length, second) = (3, 0xA0...0xBF)
            case 0xED: (length, second) = (3, 0x80...0x9F)
            case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
            case 0xF0: (length, second) = (4, 0x90...0xBF)
            case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
            case 0xF4: (length, second) = (4, 0x80...0x8F)
            default: return index
            }
            guard index + length <= bytes.endIndex else { return index }
            if length > 1, !second.contains(bytes[index + 1]) { return index }
            if length > 2, !bytes[(index + 2)..<(index + length)].allSatisfy({ (0x80...0xBF).contains($0) }) {
                return index
            }
            index += length
        }
        return nil
    }
}
