internal import Yams

/// A YAML file read into fields that remember their line.
public enum YAMLFile {
    /// Deepest nesting that is read.
    static let depthLimit = 40
    /// Most values that one file may hold.
    static let sizeLimit = 1_000_000

    /// The top of the file; `nil` after adding to `reading` the fault that hinders reading. An empty file is a fault.
    public static func read(path: String, name: String, reading: Reading) -> Field? {
        do {
            return read(try TextFile(path: path, name: name, limit: 16 * 1024 * 1024), reading: reading)
        } catch {
            reading.add(error)
            return nil
        }
    }

    public static func read(_ file: TextFile, reading: Reading) -> Field? {
        func fault(_ line: Int, _ what: String, _ mend: String) -> Field? {
            reading.add(Fault(file: file.name, line: line, what: what, mend: mend))
            return nil
        }
        if let danger = YAMLShape.danger(in: file.text) { return fault(danger.line, danger.what, danger.mend) }
        do {
            guard let node = try Yams.compose(yaml: file.text) else {
                return fault(1, "the file is empty", "fill it or remove it")
            }
            var count = 0
            if let line = excess(node, depth: 0, count: &count) {
                return fault(line, "the file is nested too deep or holds too much", "split it")
            }
            return Field(node: node, file: file.name, line: node.mark?.line ?? 1, label: "the file", reading: reading)
        } catch let error as YamlError {
            let (line, what) = explained(error)
            return fault(line, what, "check indentation, quotes and colons there and in the line before")
        } catch {
            return fault(1, "\(error)", "check the file")
        }
    }

    private static func explained(_ error: YamlError) -> (line: Int, what: String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (mark.line, "this is not YAML: \(problem)")
        case .reader(let problem, _, _, _): (1, "this is not YAML: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            (context.mark.line, "a field is written twice: \(keys.joined(separator: ", "))")
        default: (1, "this is not YAML: \(error)")
        }
    }

    /// The line where a limit is passed.
    private static func excess(_ node: Node, depth: Int, count: inout Int) -> Int? {
        count += 1
        if depth > depthLimit || count > sizeLimit { return node.mark?.line ?? 1 }
        switch node {
        case .scalar, .alias: return nil
        case .sequence(let items):
            for item in items { if let line = excess(item, depth: depth + 1, count: &count) { return line } }
        case .mapping(let pairs):
            for (_, value) in pairs { if let line = excess(value, depth: depth + 1, count: &count) { return line } }
        }
        return nil
    }
}
