internal import Foundation
public import Search

/// A file of pages, of questions about pages, or of both: `{"pages": [{"id", "text": {language: text}}],
/// "questions": [{"id", "page", "question": {language: text}, "answer_lines": [0]}]}`. Other fields are left alone.
public struct PageQuestionFile: Sendable {
    public struct Question: Sendable {
        public let id: String
        public let page: String
        public let texts: [String: String]
        /// False when the page named does not answer it.
        public let isAnswered: Bool
    }

    public private(set) var pages: [PageDocument] = []
    public private(set) var questions: [Question] = []

    public init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else { throw PageQuestionFault.missing(path) }
        let whole: Any
        do { whole = try JSONSerialization.jsonObject(with: data) } catch {
            throw PageQuestionFault.notJSON(path)
        }
        guard let object = whole as? [String: Any] else {
            throw PageQuestionFault.shape(path, "the whole file", "must be an object with \"pages\" or \"questions\"")
        }
        guard object["pages"] != nil || object["questions"] != nil else {
            throw PageQuestionFault.shape(path, "the whole file", "has neither \"pages\" nor \"questions\"")
        }
        for (number, record) in try Self.records(object, "pages", path).enumerated() {
            let fields = Fields(record, path, "pages[\(number)]")
            pages.append(PageDocument(id: try fields.name("id"), texts: try fields.texts("text")))
        }
        for (number, record) in try Self.records(object, "questions", path).enumerated() {
            let fields = Fields(record, path, "questions[\(number)]")
            questions.append(
                Question(
                    id: try fields.name("id"), page: try fields.name("page"), texts: try fields.texts("question"),
                    isAnswered: try fields.isAnswered()))
        }
    }

    private static func records(_ object: [String: Any], _ key: String, _ path: String) throws -> [[String: Any]] {
        guard let value = object[key] else { return [] }
        guard let list = value as? [Any] else { throw PageQuestionFault.shape(path, "\"\(key)\"", "must be a list") }
        return try list.enumerated().map { number, each in
            guard let record = each as? [String: Any] else {
                throw PageQuestionFault.shape(path, "\(key)[\(number)]", "must be an object")
            }
            return record
        }
    }

    /// One record, read field by field so that a fault names its place.
    private struct Fields {
        let record: [String: Any]
        let path: String
        let place: String

        init(_ record: [String: Any], _ path: String, _ place: String) {
            self.record = record
            self.path = path
            self.place = place
        }

        func name(_ key: String) throws -> String {
            if let text = record[key] as? String, !text.isEmpty { return text }
            if let number = record[key] as? Int { return String(number) }
            throw PageQuestionFault.shape(path, "\(place).\(key)", "must be a name or a whole number")
        }

        func texts(_ key: String) throws -> [String: String] {
            guard let texts = record[key] as? [String: String], !texts.isEmpty else {
                throw PageQuestionFault.shape(
                    path, "\(place).\(key)", "must hold a text by language, such as {\"en\": \"…\"}")
            }
            return texts
        }

        /// Without `answer_lines` the question counts.
        func isAnswered() throws -> Bool {
            guard let value = record["answer_lines"] else { return true }
            guard let lines = value as? [Any] else {
                throw PageQuestionFault.shape(path, "\(place).answer_lines", "must be a list of line numbers")
            }
            return !lines.isEmpty
        }
    }
}

/// Why files of pages and questions cannot be measured, and what to do.
public enum PageQuestionFault: Error, Equatable, CustomStringConvertible {
    case missing(String)
    case notJSON(String)
    /// File, place within it, what it must be.
    case shape(String, String, String)
    /// Question, page.
    case unknownPage(String, String)
    case pageTwice(String)
    case noQuestions

    public var isMissing: Bool { if case .missing = self { true } else { false } }

    public var description: String {
        switch self {
        case .missing(let path): "\(path): there is no such file"
        case .notJSON(let path): "\(path): this is not JSON; it must be one object with \"pages\" or \"questions\""
        case .shape(let path, let place, let what): "\(path): \(place) \(what)"
        case .unknownPage(let question, let page):
            "question \(question) is about page \(page), which no file holds; add its file with --pages"
        case .pageTwice(let page): "page \(page) stands twice with different texts; give each page its own id"
        case .noQuestions: "no question has an answer on a page: nothing can be measured"
        }
    }
}
