public import Rules

/// One reading of a city's files: gathers the faults, and what is only worth a remark.
///
/// It runs on one thread, and every file of the reading shares it: hence a class, and not `Sendable`.
public final class Reading {
    public private(set) var faults: [Fault] = []
    /// Languages that every text needs; a text that lacks one is a fault.
    public var requiredLanguages: [String] = []
    /// Languages that the city offers; a text that lacks one is counted in `remarks`.
    public var offeredLanguages: [String] = []
    /// Where every point must be, once the settings are read.
    public var bounds: Bounds?
    /// What is wrong with an expression of opening hours, and where in it (in characters, from 0).
    public var hoursProblem: (String) -> (message: String, position: Int?)?
    /// Remark → how many times.
    public private(set) var remarks: [String: Int] = [:]
    public let keys = KeyLedger()

    public init(hoursProblem: @escaping (String) -> (message: String, position: Int?)? = { _ in nil }) {
        self.hoursProblem = hoursProblem
    }

    public func add(_ fault: Fault) {
        faults.append(fault)
    }

    public func remark(_ words: String) {
        remarks[words, default: 0] += 1
    }

    /// Adds the faults of keys that name nothing. To be called once, when everything is read.
    public func settleKeys() {
        keys.settle { add($0) }
    }

    /// - Throws: `FileFaults` when there is at least one.
    public func throwIfAny() throws {
        if !faults.isEmpty { throw FileFaults(faults) }
    }
}

/// Who has which key, and who names whom. Files may name records of files that are read later.
public final class KeyLedger {
    private struct Mention {
        let kind: String
        let key: String
        let file: String
        let line: Int
    }

    private var declared: [String: [String: Mention]] = [:]
    private var mentions: [Mention] = []

    /// Says that a record exists. A second record of the same kind and key is a fault.
    public func declare(_ kind: String, _ key: String, at place: Field) {
        let mention = Mention(kind: kind, key: key, file: place.file, line: place.line)
        if let first = declared[kind]?[key] {
            place.fault(
                "the \(kind) key «\(key)» is already used in \(first.file):\(first.line)",
                mend: "choose another, or merge the two records")
        } else {
            declared[kind, default: [:]][key] = mention
        }
    }

    /// Says that a record exists outside the files that are read now.
    public func declare(_ kind: String, _ key: String) {
        declared[kind, default: [:]][key] = Mention(kind: kind, key: key, file: "", line: 0)
    }

    public func isDeclared(_ kind: String, _ key: String) -> Bool {
        declared[kind]?[key] != nil
    }

    /// Says that a record names another.
    public func mention(_ kind: String, _ key: String, at place: Field) {
        mentions.append(Mention(kind: kind, key: key, file: place.file, line: place.line))
    }

    fileprivate func settle(_ report: (Fault) -> Void) {
        for mention in mentions where declared[mention.kind]?[mention.key] == nil {
            let nearest = Spelling.nearest(to: mention.key, among: (declared[mention.kind] ?? [:]).keys.sorted())
            let mend = nearest.map { "did you mean «\($0)»?" } ?? "add that \(mention.kind), or remove the mention"
            report(
                Fault(
                    file: mention.file, line: mention.line, what: "there is no \(mention.kind) «\(mention.key)»",
                    mend: mend))
        }
        mentions = []
    }
}

extension Record {
    /// The key of this record, declared as one of `kind`.
    public func ownKey(of kind: String) -> String? {
        guard let field = needed("key"), let key = field.key() else { return nil }
        reading.keys.declare(kind, key, at: field)
        return key
    }

    /// The key of another record, of `kind`.
    public func mention(_ name: String, of kind: String) -> String? {
        field(name).flatMap { $0.mention(of: kind) }
    }

    public func mentions(_ name: String, of kind: String) -> [String] {
        field(name)?.items().compactMap { $0.mention(of: kind) } ?? []
    }
}

extension Field {
    public func mention(of kind: String) -> String? {
        guard let key = key() else { return nil }
        reading.keys.mention(kind, key, at: self)
        return key
    }
}
