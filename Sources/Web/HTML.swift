/// A piece of a page. Looks like the page that it makes: `"<p>\(name)</p>"`.
///
/// Every `String` that goes in is escaped, text and attribute values alike; only `HTML` goes in as it is.
/// There is no way to switch the escaping off but `HTML(raw:)`, which is for files that we ship.
public struct HTML: Sendable, Hashable, ExpressibleByStringInterpolation {
    public private(set) var text: String

    /// Text that is known to be well-formed HTML: a drawing that we ship, never anything typed.
    public init(raw: String) {
        self.text = raw
    }

    /// A literal of the source code, as it stands.
    public init(stringLiteral value: String) {
        self.text = value
    }

    public init(stringInterpolation: StringInterpolation) {
        self.text = stringInterpolation.text
    }

    public init() {
        self.text = ""
    }

    /// Words, escaped.
    public init(_ words: String) {
        var text = ""
        HTML.escape(words, into: &text)
        self.text = text
    }

    public struct StringInterpolation: StringInterpolationProtocol, Sendable {
        var text: String

        public init(literalCapacity: Int, interpolationCount: Int) {
            text = ""
            text.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        public mutating func appendLiteral(_ literal: String) {
            text += literal
        }

        public mutating func appendInterpolation(_ words: String) {
            HTML.escape(words, into: &text)
        }

        public mutating func appendInterpolation(_ words: Substring) {
            HTML.escape(String(words), into: &text)
        }

        public mutating func appendInterpolation(_ number: Int) {
            text += String(number)
        }

        public mutating func appendInterpolation(_ piece: HTML) {
            text += piece.text
        }

        public mutating func appendInterpolation(_ piece: HTML?) {
            if let piece { text += piece.text }
        }

        public mutating func appendInterpolation(_ pieces: [HTML]) {
            for piece in pieces { text += piece.text }
        }

        /// The piece only when the condition holds: `\(if: isNew, "<b>…</b>")`.
        public mutating func appendInterpolation(if condition: Bool, _ piece: @autoclosure () -> HTML) {
            if condition { text += piece().text }
        }

        /// An attribute with its leading space, or nothing when the value is `nil`: `<a\(attribute: "lang", language)>`.
        public mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            guard let value else { return }
            text += " \(name)=\""
            HTML.escape(value, into: &text)
            text += "\""
        }

        /// An attribute without a value (`checked`, `selected`), when the condition holds.
        public mutating func appendInterpolation(flag name: StaticString, _ condition: Bool) {
            if condition { text += " \(name)" }
        }
    }

    public static func + (left: HTML, right: HTML) -> HTML { HTML(raw: left.text + right.text) }
    public static func += (left: inout HTML, right: HTML) { left.text += right.text }

    public var isEmpty: Bool { text.isEmpty }

    static func escape(_ words: String, into text: inout String) {
        let plain = words.utf8.allSatisfy { byte in
            byte != UInt8(ascii: "&") && byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">")
                && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "'")
        }
        if plain {
            text += words
            return
        }
        for scalar in words.unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}

extension Sequence where Element == HTML {
    public func joined(_ separator: HTML = "") -> HTML {
        HTML(raw: self.map(\.text).joined(separator: separator.text))
    }
}
