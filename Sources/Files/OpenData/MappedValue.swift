public import Rules

/// One record of the file, as the mapping sees it.
public struct MappedRecord {
    public let record: DataRecord
    let readable: ReadableWords?

    /// The words of a field, made readable when the mapping says so; `nil` when absent or empty. `$id` is the
    /// identifier beside the fields.
    public func words(_ field: String) -> String? {
        let words = field == "$id" ? record.id : record.fields[field]?.words
        guard let words, !words.isEmpty else { return nil }
        return readable?.readable(words, field: field) ?? words
    }

    public func list(_ field: String) -> [String] {
        record.fields[field]?.array?.compactMap(\.words) ?? words(field).map { [$0] } ?? []
    }
}

/// What is wrong with a record, in the eyes of a mapping.
public struct MappingProblem: Error {
    public let what: String
    public let mend: String

    public init(what: String, mend: String) {
        self.what = what
        self.mend = mend
    }
}

/// A rule that draws a value from a record: a constant, a template, a field looked up in a map, or the first that works.
public struct MappedValue<Value> {
    /// `nil`: nothing is known. Throws `MappingProblem`.
    public let draw: (MappedRecord) throws -> Value?

    public static func constant(_ value: Value?) -> MappedValue { MappedValue { _ in value } }

    /// `{first: […]}`, `{field: …, map: …, default: …}` and `{field: …, startsWith: {…}, default: …}`, which every type of value knows.
    fileprivate static func read(
        _ field: Field, plain: @escaping (Field) -> MappedValue?, target: (Field) -> Value?,
        unmapped: @escaping (String) -> Value?
    ) -> MappedValue? {
        guard field.isMapping else { return plain(field) }
        let names = field.pairs().map(\.name)
        if names == ["first"], let record = field.record() {
            let rules = record.needed("first")?.items().compactMap {
                read($0, plain: plain, target: target, unmapped: unmapped)
            }
            return MappedValue { record in
                for rule in rules ?? [] { if let value = try rule.draw(record) { return value } }
                return nil
            }
        }
        guard names.contains("field"), let record = field.record() else { return plain(field) }
        let name = record.needed("field")?.string() ?? ""
        var map: [String: Value?] = [:]
        for (word, value) in record.field("map")?.pairs() ?? [] {
            map[word] = .some(value.isEmpty ? nil : target(value))
        }
        let hasMap = record.field("map") != nil
        let prefixes = (record.field("startsWith")?.pairs() ?? []).map { (prefix: $0.name, value: target($0.value)) }
        let otherwise = record.field("default").flatMap { target($0) }
        let hasDefault = names.contains("default")
        record.finish()
        let table = map
        return MappedValue { record in
            let words = record.words(name)
            if let value = table[words ?? ""] { return value }
            guard let words else { return hasDefault ? otherwise : nil }
            if !prefixes.isEmpty { return prefixes.first { words.hasPrefix($0.prefix) }?.value ?? otherwise }
            // Who gives a default has said what an unnamed value means, even where the value could be taken as it is.
            if hasDefault { return otherwise }
            if let value = unmapped(words) { return value }
            throw MappingProblem(
                what: "the value «\(words)» of «\(name)» is not in the mapping",
                mend: hasMap ? "add it to the map of «\(name)», or give a default" : "give a map for «\(name)»")
        }
    }
}

extension MappedValue<String> {
    /// Words: a template such as `"{address}"`, or a field. A value that the map does not name is taken as it is.
    public static func string(_ field: Field) -> MappedValue? {
        read(field, plain: { template($0) }, target: { $0.string() }, unmapped: { $0 })
    }

    /// A word of a closed list: a constant, or a field whose every value is in the map.
    public static func word(_ field: Field, of kind: String) -> MappedValue? {
        read(
            field, plain: { .constant($0.mention(of: kind)) }, target: { $0.mention(of: kind) }, unmapped: { _ in nil })
    }

    /// One of an enum's words.
    public static func choice(_ field: Field, of lawful: [String]) -> MappedValue? {
        read(
            field, plain: { .constant($0.choice(of: lawful)) }, target: { $0.choice(of: lawful) },
            unmapped: { _ in nil })
    }

    private static func template(_ field: Field) -> MappedValue? {
        field.string().map { words in
            let template = Template(words)
            return MappedValue { template.filled($0) }
        }
    }
}

extension MappedValue<[String]> {
    /// Words of a closed list.
    public static func words(_ field: Field, of kind: String) -> MappedValue? {
        let target = { (field: Field) in field.items().compactMap { $0.mention(of: kind) } }
        return read(field, plain: { .constant(target($0)) }, target: target, unmapped: { _ in nil })
    }
}

extension MappedValue<LocalisedText> {
    /// A text: templates by language, a template that is the same in all, or a field.
    public static func text(_ field: Field) -> MappedValue? {
        read(
            field, plain: { templates($0) }, target: { $0.text(mayBeProperName: true) },
            unmapped: { LocalisedText(name: $0) })
    }

    private static func templates(_ field: Field) -> MappedValue? {
        guard let text = field.text(mayBeProperName: true) else { return nil }
        let templates = text.byLanguage.mapValues(Template.init)
        return MappedValue { record in
            let filled = templates.compactMapValues { $0.filled(record) }
            return filled.count == templates.count ? LocalisedText(filled) : nil
        }
    }
}

/// Words with fields in braces: `Toilettes, {address}`.
struct Template {
    private var pieces: [(words: String, isField: Bool)] = []

    init(_ text: String) {
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            if open > rest.startIndex { pieces.append((String(rest[..<open]), false)) }
            pieces.append((String(rest[rest.index(after: open)..<close]), true))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append((String(rest), false)) }
    }

    /// `nil` when a field is absent.
    func filled(_ record: MappedRecord) -> String? {
        var text = ""
        for piece in pieces {
            guard piece.isField else {
                text += piece.words
                continue
            }
            guard let words = record.words(piece.words) else { return nil }
            text += words
        }
        return text
    }
}

/// `{field: status, equals: closed}`, `in: […]`, `missing: true`, `startsWith: […]`; with `not: true` the contrary.
public struct MappedCondition {
    public let isTrue: (MappedRecord) -> Bool

    public static func read(_ record: Record) -> MappedCondition? {
        let name = record.needed("field")?.string()
        let equals = record.string("equals")
        let among = record.field("in")?.items().compactMap { $0.string() }
        let missing = record.flag("missing")
        let starts = record.field("startsWith")?.items().compactMap { $0.string() }
        let holds = record.flag("not") != true
        record.finish()
        guard let name else { return nil }
        let raw = { (record: MappedRecord) in name == "$id" ? record.record.id : record.record.fields[name]?.words }
        if let equals { return MappedCondition { (raw($0) == equals) == holds } }
        if let among { return MappedCondition { among.contains(raw($0) ?? "") == holds } }
        if let missing { return MappedCondition { ((raw($0) ?? "").isEmpty == missing) == holds } }
        if let starts {
            return MappedCondition { record in starts.contains { raw(record)?.hasPrefix($0) == true } == holds }
        }
        record.fault("a condition says nothing of «\(name)»", mend: "add equals, in, missing or startsWith")
        return nil
    }
}
