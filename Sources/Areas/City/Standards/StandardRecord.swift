internal import Files
internal import Web

/// A record as a standard of exchange says it. A field that is absent and one that is `null` say the same.
typealias StandardRecord = [String: JSONValue]

extension StandardRecord {
    mutating func put(_ name: String, _ words: String?) {
        self[name] = words.flatMap { $0.isEmpty ? nil : .string($0) }
    }

    mutating func put(_ name: String, _ number: Double?) { self[name] = number.map { .number($0) } }

    /// A value that stands twice is written once; an empty list is left out.
    mutating func put(_ name: String, _ values: [String]) {
        var seen: Set<String> = []
        let lone = values.filter { seen.insert($0).inserted }
        self[name] = lone.isEmpty ? nil : .array(lone.map { .string($0) })
    }

    mutating func put(_ name: String, _ records: [StandardRecord]) {
        self[name] = records.isEmpty ? nil : .array(records.map { .object($0) })
    }

    func words(_ name: String) -> String? { self[name]?.string.flatMap { $0.isEmpty ? nil : $0 } }
    func list(_ name: String) -> [String] { self[name]?.array?.compactMap(\.string) ?? [] }
    func records(_ name: String) -> [StandardRecord] { self[name]?.array?.compactMap(\.object) ?? [] }

    /// Without fields that say nothing, at any depth.
    var withoutNulls: StandardRecord {
        compactMapValues { value in
            switch value {
            case .null: nil
            case .object(let members): .object(members.withoutNulls)
            case .array(let items):
                .array(items.map { if case .object(let members) = $0 { .object(members.withoutNulls) } else { $0 } })
            default: value
            }
        }
    }
}

extension JSONText {
    /// Members in alphabetical order, so that equal records are equal bytes.
    init(_ value: JSONValue) {
        switch value {
        case .null: self = .null
        case .bool(let flag): self.init(flag)
        case .number(let number): self.init(number)
        case .string(let text): self.init(text)
        case .array(let items): self.init(items.map { JSONText($0) })
        case .object(let members):
            self.init(members: members.sorted { $0.key < $1.key }.map { ($0.key, JSONText($0.value)) })
        }
    }
}
