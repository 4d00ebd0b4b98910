internal import Foundation

/// A JSON object read as a form: texts, numbers, truths, and lists of those.
enum JSONForm {
    static func pairs(_ bytes: [UInt8]) throws -> [(name: String, value: String)] {
        let object: Any
        do {
            object = try JSONSerialization.jsonObject(with: Data(bytes))
        } catch {
            throw Problem(.badRequest, "The body is not JSON.")
        }
        guard let members = object as? [String: Any] else {
            throw Problem(.badRequest, "The body must be one JSON object.")
        }
        guard members.count <= FormValues.mostPairs else {
            throw Problem(.tooLarge, "The object has too many members.")
        }
        var pairs: [(name: String, value: String)] = []
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            if value is NSNull { continue }
            if let list = value as? [Any] {
                guard list.count <= FormValues.mostPairs else { throw Problem(.tooLarge, "A list is too long.") }
                for item in list { pairs.append((name, try text(item, name))) }
            } else {
                pairs.append((name, try text(value, name)))
            }
        }
        for pair in pairs { try FormValues.refuseControl(pair.name, pair.value) }
        return pairs
    }

    private static func text(_ value: Any, _ name: String) throws -> String {
        if let text = value as? String { return text }
        if let number = value as? NSNumber {
            // On Linux a truth is an NSNumber too; its type tells.
            if String(cString: number.objCType) == "c" { return number.boolValue ? "true" : "false" }
            return number.stringValue
        }
        throw Problem(
            .badRequest, "A member cannot be read.",
            faults: [
                .init(name: String(name.prefix(60)), reason: "must be a text, a number, a truth or a list of those")
            ])
    }
}
