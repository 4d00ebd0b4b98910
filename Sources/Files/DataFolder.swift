internal import Foundation

/// A folder of data files on the disk: a territory, a taxonomy.
public struct DataFolder: Sendable {
    /// As the person typed it, without a slash at the end: faults name files by it.
    public let path: String

    public init(_ path: String) {
        self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    public var exists: Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// The path of a file or folder named relative to this one; `../taxonomy` becomes its neighbour.
    public func path(of name: String) -> String {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        for step in name.split(separator: "/") {
            if step == ".", parts.count > 0 { continue }
            if step == "..", let last = parts.last, last != "..", last != ".", !last.isEmpty {
                parts.removeLast()
            } else {
                parts.append(String(step))
            }
        }
        return parts.isEmpty ? "." : parts.joined(separator: "/")
    }

    public func contains(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: path(of: name))
    }

    /// The YAML files of a folder within this one, in the order of their names.
    public func yamlFiles(in name: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path(of: name))) ?? []
        return names.filter { $0.hasSuffix(".yaml") }.sorted().map { "\(name)/\($0)" }
    }

    /// The top of a file; a fault when it cannot be read.
    public func read(_ name: String, _ reading: Reading) -> Field? {
        YAMLFile.read(path: path(of: name), name: path(of: name), reading: reading)
    }

    /// The records of a file that is a list; none when the file is absent and may be.
    public func records(_ name: String, _ reading: Reading, mayBeAbsent: Bool = false) -> [Record] {
        if mayBeAbsent, !contains(name) { return [] }
        return read(name, reading)?.items().compactMap { $0.record() } ?? []
    }
}
