public import Foundation

/// One way to ask for a need, as somebody types it.
public struct NeedAsk: Sendable, Hashable {
    /// BCP 47 tag: the name of its file.
    public var language: String
    public var words: String
    /// Keys of needs, each of which would do.
    public var needs: [String]

    /// Why a list of ways to ask cannot be used.
    public enum Fault: Error, Sendable, Hashable, CustomStringConvertible {
        case noFolder(String)
        case noFiles(String)
        case line(file: String, number: Int, reason: String)

        public var description: String {
            switch self {
            case .noFolder(let path): "\(path): there is no such folder"
            case .noFiles(let path): "\(path): holds no file whose name ends in .tsv, such as fr.tsv"
            case .line(let file, let number, let reason): "\(file), line \(number): \(reason)"
            }
        }
    }

    /// Reads every `<language>.tsv` of a folder: `words<TAB>need,need` a line; empty lines are skipped.
    /// - Throws: `Fault`.
    public static func read(folder: URL) throws -> [NeedAsk] {
        let manager = FileManager.default
        guard let names = try? manager.contentsOfDirectory(atPath: folder.path) else {
            throw Fault.noFolder(folder.path)
        }
        let files = names.filter { $0.hasSuffix(".tsv") }.sorted()
        guard !files.isEmpty else { throw Fault.noFiles(folder.path) }
        return try files.flatMap { name -> [NeedAsk] in
            guard let data = manager.contents(atPath: folder.appendingPathComponent(name).path),
                let text = String(validating: data, as: UTF8.self)
            else { throw Fault.line(file: name, number: 1, reason: "is not text in UTF-8") }
            return try asks(text, name)
        }
    }

    private static func asks(_ text: String, _ name: String) throws -> [NeedAsk] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        return try lines.compactMap { number, line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            if fields.allSatisfy(\.isEmpty) { return nil }
            guard fields.count == 2, !fields[0].isEmpty else {
                throw Fault.line(file: name, number: number + 1, reason: "must be words, a tab, and keys of needs")
            }
            let needs = fields[1].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter {
                !$0.isEmpty
            }
            guard !needs.isEmpty else {
                throw Fault.line(file: name, number: number + 1, reason: "names no need after the tab")
            }
            return NeedAsk(language: String(name.dropLast(4)), words: fields[0], needs: needs)
        }
    }
}
