/// A document as it is asked for, before anyone has looked whether there is such a thing.
public struct PaperRequest: Sendable, Hashable {
    public var kind: PaperOrder.Kind
    public var language: String
    public var beside: String?
    public var theme: String?
    public var need: String?
    public var district: String?
    public var service: String?
    public var sheet: String?
    public var checklist: String?
    /// `2026-W48`.
    public var week: String?
    public var grouping: PaperOrder.Grouping?
    public var isFoldable = false

    public init(_ kind: PaperOrder.Kind, language: String) {
        self.kind = kind
        self.language = language
    }

    /// What it is about, as it was typed: name of the option and key.
    public var subjects: [(name: String, key: String)] {
        [
            ("theme", theme), ("need", need), ("district", district), ("service", service), ("sheet", sheet),
            ("checklist", checklist),
        ].compactMap { name, key in key.map { (name, $0) } }
    }
}

/// Why a document cannot be made, and what would do.
public enum PaperRefusal: Error, Sendable, Hashable, CustomStringConvertible {
    case unknown(what: String, key: String, near: String?)
    case notOffered(language: String, near: String?)
    case sameLanguage(String)
    case severalSubjects([String])
    case wrongSubject(kind: String, takes: [String])
    case wrongWeek(String)
    case notFoldable(String)
    case nothingToPrint

    public var description: String {
        switch self {
        case .unknown(let what, let key, let near):
            "there is no \(what) «\(key)»" + (near.map { "; did you mean «\($0)»?" } ?? "")
        case .notOffered(let language, let near):
            "the guide is not offered in «\(language)»" + (near.map { "; did you mean «\($0)»?" } ?? "")
        case .sameLanguage(let language): "«\(language)» beside itself says nothing more: choose another --with"
        case .severalSubjects(let names):
            "choose one of \(names.map { "--" + $0 }.joined(separator: " and "))"
        case .wrongSubject(let kind, let takes) where takes.isEmpty: "a \(kind) is whole: it is made of no part"
        case .wrongSubject(let kind, let takes):
            "a \(kind) is made with \(takes.map { "--" + $0 }.joined(separator: " or "))"
        case .wrongWeek(let text): "there is no week «\(text)»; write it such as 2026-W48"
        case .notFoldable(let kind): "a \(kind) is not folded; --foldable is for a booklet"
        case .nothingToPrint: "nothing of the guide is in that document"
        }
    }
}
