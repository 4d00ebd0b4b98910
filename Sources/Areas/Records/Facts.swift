internal import Files
internal import Foundation

/// The nested facts of a record as one JSON text: members in alphabetical order, so that equal facts are equal texts.
enum Facts {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func value<Value: Decodable>(_ type: Value.Type = Value.self, from text: String) throws -> Value {
        try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    }

    /// The facts of a record of `table`. Members that a later version of the program added are taken from `blank`.
    static func value<Value: Codable>(_ text: String, table: String, key: String, blank: Value?) throws -> Value {
        do {
            return try value(from: text)
        } catch {
            guard let blank, case .object(let stored) = try? value(JSONValue.self, from: text),
                case .object(let defaults)? = try? value(JSONValue.self, from: self.text(blank)),
                let completed = try? self.text(JSONValue.object(defaults.merging(stored, uniquingKeysWith: { $1 }))),
                let whole: Value = try? value(from: completed)
            else { throw RecordError.unreadable(table: table, key: key, reason: "\(error)") }
            return whole
        }
    }
}
