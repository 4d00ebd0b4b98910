public import Foundation
public import Search

/// The lexicon as it lies in `Resources/lexicon`: JSON lines, one concept a line.
public enum LexiconFolder {
    public enum Fault: Error, CustomStringConvertible, Equatable {
        case missing(String)
        /// File, line, what is wrong with it.
        case line(String, Int, String)

        public var description: String {
            switch self {
            case .missing(let path):
                "there is no lexicon in \(path); name the folder of the resources with --resources"
            case .line(let file, let number, let what): "\(file):\(number): \(what)"
            }
        }
    }

    /// Reads all files of the folder, in the order of their names.
    public static func read(_ folder: URL) throws -> Lexicon {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let files = names.filter { $0.hasSuffix(".jsonl") }.sorted()
        guard !files.isEmpty else { throw Fault.missing(folder.path) }
        return Lexicon(try files.flatMap { try concepts(folder.appendingPathComponent($0)) })
    }

    static func concepts(_ file: URL) throws -> [Lexicon.Concept] {
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        var concepts: [Lexicon.Concept] = []
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where !line.allSatisfy(\.isWhitespace) {
            func fault(_ what: String) -> Fault { .line(file.lastPathComponent, number + 1, what) }
            guard var record = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] else {
                throw fault("this is no JSON object; each line holds one concept in braces")
            }
            guard let id = record.removeValue(forKey: "id") as? String, !id.isEmpty else {
                throw fault("the concept has no \"id\"; give it a word that no other line has")
            }
            var wordings: [String: [String]] = [:]
            for (language, value) in record {
                guard let words = value as? [String], !words.isEmpty, words.allSatisfy({ !$0.isEmpty }) else {
                    throw fault("\"\(language)\" of \"\(id)\" must be a list of words, such as [\"rent\"]")
                }
                wordings[language] = words
            }
            concepts.append(Lexicon.Concept(id: id, wordings: wordings))
        }
        return concepts
    }
}
