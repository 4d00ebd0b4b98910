/// XML as we read it: elements, attributes, text. No document types, so that nothing is fetched and nothing grows (XXE, billion laughs).
struct MarkupElement: Sendable {
    enum Child: Sendable {
        case element(MarkupElement)
        case text(String)
    }

    /// Without its prefix.
    var name: String
    var attributes: [String: String]
    var children: [Child] = []
    var line: Int

    var elements: [MarkupElement] {
        children.compactMap {
            guard case .element(let element) = $0 else { return nil }
            return element
        }
    }

    func first(_ name: String) -> MarkupElement? { elements.first { $0.name == name } }

    /// Of this and all inside.
    var text: String {
        children.map {
            switch $0 {
            case .text(let text): text
            case .element(let element): element.text
            }
        }.joined()
    }
}

struct MarkupFault: Error, Sendable, Hashable, CustomStringConvertible {
    var line: Int
    var what: String

    var description: String { "line \(line): \(what)" }
}

struct MarkupReader {
    private static let deepest = 60
    private static let mostElements = 500_000

    private let bytes: [UInt8]
    private var place = 0
    private var line = 1
    private var count = 0

    /// The element at the root.
    static func read(_ bytes: [UInt8]) throws -> MarkupElement {
        var reader = MarkupReader(bytes: bytes)
        return try reader.document()
    }

    private init(bytes: [UInt8]) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        self.bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(3)) : bytes
    }

    private mutating func document() throws -> MarkupElement {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw fault("the file is not UTF-8") }
        try between()
        guard starts("<") else { throw fault("this is not XML") }
        let root = try element(depth: 1)
        try between()
        guard place == bytes.count else { throw fault("something stands behind the last element") }
        return root
    }

    /// White space, comments and instructions outside the root.
    private mutating func between() throws {
        while place < bytes.count {
            if starts("<?") {
                try skip(past: "?>")
            } else if starts("<!--") {
                try skip(past: "-->")
            } else if starts("<!") {
                throw fault("document types are not read: take the line <!DOCTYPE …> out")
            } else if isSpace(bytes[place]) {
                advance()
            } else {
                return
            }
        }
    }

    private mutating func element(depth: Int) throws -> MarkupElement {
        count += 1
        guard depth <= Self.deepest, count <= Self.mostElements else {
            throw fault("the file is too deep or too large")
        }
        let start = line
        advance()
        let full = try name()
        var attributes: [String: String] = [:]
        while true {
            spaces()
            guard place < bytes.count else { throw fault("the element \(full) does not end") }
            if starts("/>") {
                step(2)
                return MarkupElement(name: Self.local(full), attributes: attributes, line: start)
            }
            if starts(">") {
                advance()
                break
            }
            let key = try name()
            spaces()
            guard starts("=") else { throw fault("the attribute \(key) has no value") }
            advance()
            spaces()
            guard attributes.updateValue(try value(), forKey: Self.local(key)) == nil || key.contains(":") else {
                throw fault("the attribute \(key) stands twice")
            }
        }
        var element = MarkupElement(name: Self.local(full), attributes: attributes, line: start)
        var text: [UInt8] = []
        func flush() {
            if !text.isEmpty { element.children.append(.text(String(decoding: text, as: UTF8.self))) }
            text = []
        }
        while place < bytes.count {
            if starts("</") {
                flush()
                step(2)
                guard try name() == full else {
                    throw fault("the end of another element stands where \(full) should end")
                }
                spaces()
                guard starts(">") else { throw fault("the end of \(full) is broken") }
                advance()
                return element
            }
            if starts("<![CDATA[") {
                step(9)
                let begin = place
                try skip(past: "]]>")
                text += bytes[begin..<(place - 3)]
            } else if starts("<!--") {
                try skip(past: "-->")
            } else if starts("<?") {
                try skip(past: "?>")
            } else if starts("<") {
                flush()
                element.children.append(.element(try self.element(depth: depth + 1)))
            } else if starts("&") {
                text += try entity()
            } else {
                text.append(bytes[place])
                advance()
            }
        }
        throw fault("the element \(full) does not end")
    }

    private mutating func name() throws -> String {
        let begin = place
        while place < bytes.count, !isSpace(bytes[place]), !Array("=/><\"'&".utf8).contains(bytes[place]) { place += 1 }
        guard place > begin else { throw fault("a name is missing") }
        return String(decoding: bytes[begin..<place], as: UTF8.self)
    }

    private mutating func value() throws -> String {
        guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") || bytes[place] == UInt8(ascii: "'") else {
            throw fault("a value has no quotes")
        }
        let quote = bytes[place]
        advance()
        var text: [UInt8] = []
        while place < bytes.count, bytes[place] != quote {
            if starts("&") {
                text += try entity()
            } else if starts("<") {
                throw fault("a value holds <")
            } else {
                text.append(bytes[place])
                advance()
            }
        }
        guard place < bytes.count else { throw fault("a value does not end") }
        advance()
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func entity() throws -> [UInt8] {
        guard let end = bytes[place...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else {
            throw fault("& stands alone")
        }
        let name = String(decoding: bytes[(place + 1)..<end], as: UTF8.self)
        step(end - place + 1)
        switch name {
        case "amp": return Array("&".utf8)
        case "lt": return Array("<".utf8)
        case "gt": return Array(">".utf8)
        case "quot": return Array("\"".utf8)
        case "apos": return Array("'".utf8)
        default:
            let digits = name.dropFirst(name.hasPrefix("#x") ? 2 : 1)
            guard name.hasPrefix("#"), let number = UInt32(digits, radix: name.hasPrefix("#x") ? 16 : 10),
                let scalar = Unicode.Scalar(number), number >= 32 || [9, 10, 13].contains(number)
            else { throw fault("the entity &\(name); is not known") }
            return Array(String(Character(scalar)).utf8)
        }
    }

    // MARK: Steps

    private func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }
    private func starts(_ words: StaticString) -> Bool {
        words.withUTF8Buffer { mark in
            place + mark.count <= bytes.count && bytes[place..<(place + mark.count)].elementsEqual(mark)
        }
    }

    private mutating func advance() {
        if bytes[place] == 10 { line += 1 }
        place += 1
    }

    private mutating func step(_ count: Int) { for _ in 0..<count { advance() } }
    private mutating func spaces() { while place < bytes.count, isSpace(bytes[place]) { advance() } }

    private mutating func skip(past words: StaticString) throws {
        while place < bytes.count {
            if starts(words) {
                step(words.utf8CodeUnitCount)
                return
            }
            advance()
        }
        throw fault("something does not end")
    }

    private static func local(_ name: String) -> String { name.split(separator: ":").last.map(String.init) ?? name }
    private func fault(_ what: String) -> MarkupFault { MarkupFault(line: line, what: what) }
}
