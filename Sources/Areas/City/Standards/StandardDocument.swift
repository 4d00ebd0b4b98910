internal import Foundation

/// A document of lists of records (`{"services": [ … ], …}`) that is written record by record: a hundred thousand of them never stand in
/// memory together.
struct StandardDocument {
    struct List {
        let name: String
        /// Makes the records one after the other.
        let each: ((StandardRecord) throws -> Void) throws -> Void

        init(_ name: String, each: @escaping ((StandardRecord) throws -> Void) throws -> Void) {
            (self.name, self.each) = (name, each)
        }
    }

    let lists: [List]

    /// The same bytes as of the whole document: members in alphabetical order, nothing between them.
    func write(_ put: (String) throws -> Void) throws {
        var before = "{"
        for list in lists.sorted(by: { $0.name < $1.name }) {
            try put("\(before)\"\(list.name)\":[")
            var between = ""
            try list.each { record in
                try put(between + Facts.text(record))
                between = ","
            }
            try put("]")
            before = ","
        }
        try put(lists.isEmpty ? "{}" : "}")
    }

    func text() throws -> String { String(decoding: try bytes(), as: UTF8.self) }

    func bytes() throws -> [UInt8] {
        var bytes: [UInt8] = []
        try write { bytes += $0.utf8 }
        return bytes
    }
}

/// Where an export goes.
public enum ExportPlace: Sendable {
    /// Whole or not at all: what was there stays until all is written.
    case file(String)
    case standardOutput

    /// The file could not be written; nothing is left of it.
    public struct Failure: Error, Sendable {
        public let path: String
        public let reason: String
    }

    private static let bufferSize = 1 << 16

    func write(_ pieces: ((String) throws -> Void) throws -> Void) throws {
        guard case .file(let path) = self else { return try Self.write(pieces, to: .standardOutput, "-") }
        let part = "\(path).\(UUID().uuidString).part"
        guard FileManager.default.createFile(atPath: part, contents: nil),
            let file = FileHandle(forWritingAtPath: part)
        else { throw Failure(path: path, reason: "its folder cannot be written to") }
        do {
            try Self.write(pieces, to: file, path)
            try Self.told(path) {
                try file.synchronize()
                try file.close()
            }
            guard rename(part, path) == 0 else {
                throw Failure(path: path, reason: String(cString: strerror(errno)))
            }
        } catch {
            // What is left of it is of no use; that it cannot be removed changes nothing.
            try? FileManager.default.removeItem(atPath: part)
            throw error
        }
    }

    private static func write(
        _ pieces: ((String) throws -> Void) throws -> Void, to file: FileHandle, _ path: String
    ) throws {
        var buffer: [UInt8] = []
        buffer.reserveCapacity(bufferSize * 2)
        func flush() throws {
            try told(path) { try file.write(contentsOf: Data(buffer)) }
            buffer.removeAll(keepingCapacity: true)
        }
        try pieces { piece in
            buffer.append(contentsOf: piece.utf8)
            if buffer.count >= bufferSize { try flush() }
        }
        try flush()
    }

    private static func told(_ path: String, _ work: () throws -> Void) throws {
        do { try work() } catch { throw Failure(path: path, reason: error.localizedDescription) }
    }
}
