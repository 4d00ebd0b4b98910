internal import Yams

/// A value of a YAML file, with the place where it stands.
public struct Field {
    let node: Node
    public let file: String
    public let line: Int
    /// What faults call it: `phone`, `services[2]`.
    public let label: String
    public let reading: Reading

    /// Adds a fault at this place.
    public func fault(_ what: String, mend: String) {
        reading.add(Fault(file: file, line: line, what: what, mend: mend))
    }

    /// Nothing was written: `key:`, `key: null`, `key: ~`.
    public var isEmpty: Bool {
        guard case .scalar(let scalar) = node, scalar.style == .plain || scalar.style == .any else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    public var isMapping: Bool { node.mapping != nil }
    public var isSequence: Bool { node.sequence != nil }

    /// The words as written, without judging them.
    public var words: String? { node.scalar?.string }

    public func string() -> String? {
        guard let words else {
            fault("\(label) must be a text", mend: "write one value")
            return nil
        }
        return words
    }

    public func number() -> Double? {
        guard let words = string() else { return nil }
        guard let value = Double(words), value.isFinite else {
            fault("\(label) must be a number, not «\(words)»", mend: "write digits, with a point for decimals")
            return nil
        }
        return value
    }

    public func integer() -> Int? {
        guard let words = string() else { return nil }
        guard let value = Int(words) else {
            fault("\(label) must be a whole number, not «\(words)»", mend: "write digits only")
            return nil
        }
        return value
    }

    public func flag() -> Bool? {
        guard let words = string() else { return nil }
        switch words {
        case "true": return true
        case "false": return false
        default:
            fault("\(label) must be true or false, not «\(words)»", mend: "write true or false")
            return nil
        }
    }

    /// One of a closed list.
    public func choice(of lawful: [String]) -> String? {
        guard let words = string() else { return nil }
        if lawful.contains(words) { return words }
        let nearest = Spelling.nearest(to: words, among: lawful)
        fault(
            "«\(words)» is not a value of \(label)",
            mend: nearest.map { "did you mean «\($0)»?" } ?? "use one of: \(lawful.joined(separator: ", "))")
        return nil
    }

    public func items() -> [Field] {
        guard let sequence = node.sequence else {
            fault("\(label) must be a list", mend: "write it as [a, b] or with a dash before each item")
            return []
        }
        return sequence.enumerated().map { index, item in
            Field(
                node: item, file: file, line: item.mark?.line ?? line, label: "\(label)[\(index + 1)]", reading: reading
            )
        }
    }

    public func record() -> Record? {
        guard node.mapping != nil else {
            fault("\(label) must have fields", mend: "write it as «field: value» lines")
            return nil
        }
        return Record(self)
    }

    /// The pairs of a mapping whose names are data (languages, values of another file).
    public func pairs() -> [(name: String, value: Field)] {
        guard let mapping = node.mapping else {
            fault("\(label) must have fields", mend: "write it as «field: value» lines")
            return []
        }
        return mapping.compactMap { key, value in
            guard let name = key.scalar?.string else {
                fault("a field of \(label) has no simple name", mend: "write a text before the colon")
                return nil
            }
            let line = key.mark?.line ?? value.mark?.line ?? line
            return (name, Field(node: value, file: file, line: line, label: name, reading: reading))
        }
    }
}
