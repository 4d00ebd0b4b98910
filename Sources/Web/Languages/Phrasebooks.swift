public import Foundation

/// The languages that the interface speaks, read once at the start.
public struct Phrasebooks: Sendable {
    public enum Fault: Error, CustomStringConvertible {
        case missing(String)
        case unreadable(file: String, reason: String)

        public var description: String {
            switch self {
            case .missing(let path): "no language files in \(path): give the folder with --resources"
            case .unreadable(let file, let reason): "\(file): \(reason)"
            }
        }
    }

    private let books: [String: Phrasebook]
    /// Where a missing sentence is borrowed from: plain English, then French.
    public let fallbackTag: String

    /// - Parameter folder: `Resources/languages`, with one folder a language.
    public init(folder: URL, fallback: String = "en") throws {
        let manager = FileManager.default
        guard let tags = try? manager.contentsOfDirectory(atPath: folder.path).sorted(), !tags.isEmpty else {
            throw Fault.missing(folder.path)
        }
        var languages: [String: Phrasebook.Language] = [:]
        var phrases: [String: [String: Phrase]] = [:]
        for tag in tags where !tag.hasPrefix(".") {
            let directory = folder.appendingPathComponent(tag)
            var found: [String: Phrase] = [:]
            let files = (try? manager.contentsOfDirectory(atPath: directory.path).sorted()) ?? []
            for name in files where name.hasSuffix(".json") {
                let file = directory.appendingPathComponent(name)
                if name == "language.json" {
                    languages[tag] = try Self.decode(Phrasebook.Language.self, file)
                } else {
                    found.merge(try Self.decode([String: Phrase].self, file)) { _, new in new }
                }
            }
            phrases[tag] = found
        }
        fallbackTag = phrases[fallback] == nil ? phrases.keys.sorted().first ?? fallback : fallback
        let borrowed = phrases[fallbackTag] ?? [:]
        var books: [String: Phrasebook] = [:]
        for (tag, language) in languages {
            books[tag] = Phrasebook(
                language: language, phrases: phrases[tag] ?? [:], fallback: borrowed, fallbackTag: fallbackTag)
        }
        guard !books.isEmpty else { throw Fault.missing(folder.path) }
        self.books = books
    }

    public var tags: [String] { books.keys.sorted() }
    public subscript(tag: String) -> Phrasebook? { books[tag] }

    /// The phrasebook of `tag`, or of the language that missing sentences are borrowed from.
    public func book(_ tag: String) -> Phrasebook {
        if let book = books[tag] ?? books[fallbackTag] { return book }
        let unknown = Phrasebook.Language(tag: tag, name: tag, direction: "ltr", state: "draft")
        return books.first?.value ?? Phrasebook(language: unknown, phrases: [:], fallback: [:], fallbackTag: nil)
    }

    private static func decode<Value: Decodable>(_ type: Value.Type, _ file: URL) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(contentsOf: file))
        } catch {
            throw Fault.unreadable(file: file.path, reason: "\(error)")
        }
    }
}

extension Phrase: Decodable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .plain(text)
            return
        }
        let forms = try container.decode([String: String].self)
        var plural: [PluralCategory: String] = [:]
        for (name, words) in forms {
            guard let category = PluralCategory(rawValue: name) else {
                throw DecodingError.dataCorruptedError(
                    in: container,
                    debugDescription: "“\(name)” is not a plural category (zero, one, two, few, many, other)")
            }
            plural[category] = words
        }
        self = .plural(plural)
    }
}
