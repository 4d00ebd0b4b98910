/// Looks at the raw text before any parser does: libYAML recurses, and resolves aliases, without limits of its own.
enum YAMLShape {
    struct Danger {
        let line: Int
        let what: String
        let mend: String
    }

    /// Anchors (every alias bomb needs one), and nesting deeper than any honest file.
    static func danger(in text: String) -> Danger? {
        var line = 1
        var depth = 0
        var indent = 0
        var dashes = 0
        var atStart = true
        var previous: UInt8 = 10
        var iterator = text.utf8.makeIterator()
        var current = iterator.next()
        while let byte = current {
            let following = iterator.next()
            switch byte {
            case 10:
                line += 1
                (indent, dashes, atStart) = (0, 0, true)
            case 32 where atStart: indent += 1
            case 45 where atStart && following == 32: dashes += 1
            case 91, 123: depth += 1  // [ {
            case 93, 125: depth = max(0, depth - 1)  // ] }
            default: break
            }
            if depth > 100 || indent > 200 || dashes > 40 {
                return Danger(line: line, what: "nested too deep", mend: "write the values less deep")
            }
            if byte == 38, startsToken(after: previous), following.map(isNameByte) == true {  // &
                return Danger(
                    line: line, what: "YAML anchors (&name) are not read",
                    mend: "write the value out, or put the text in quotes")
            }
            if byte != 32, byte != 45, byte != 10 { atStart = false }
            previous = byte
            current = following
        }
        return nil
    }

    private static func startsToken(after byte: UInt8) -> Bool {
        [10, 32, 9, 91, 123, 44].contains(byte)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95
    }
}
