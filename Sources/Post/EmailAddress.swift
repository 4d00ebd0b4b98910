/// The address of a mailbox, checked: ASCII, `local@domain` after RFC 5321 4.1.2 without quoted local parts and address literals.
///
/// It prints as a mask, so that a log never holds it by accident; `text` is the address itself.
public struct EmailAddress: Sendable, Hashable {
    public let text: String
    public var domain: String { String(text[text.index(after: text.lastIndex(of: "@") ?? text.startIndex)...]) }

    /// - Throws: `LetterError.wrongAddress` with what is wrong, without the address.
    public init(_ text: String) throws(LetterError) {
        // An address beyond ASCII needs servers with SMTPUTF8 all along the way, which few are.
        guard text.utf8.allSatisfy({ $0 < 128 }) else { throw .wrongAddress(.beyondASCII) }
        guard text.utf8.count <= 254 else { throw .wrongAddress(.tooLong) }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw .wrongAddress(.notOneAt) }
        guard Self.isLocalPart(parts[0]) else { throw .wrongAddress(.localPart) }
        guard Self.isDomain(parts[1]) else { throw .wrongAddress(.domain) }
        self.text = text
    }

    private static func isLocalPart(_ part: Substring) -> Bool {
        part.utf8.count <= 64
            && part.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
                !atom.isEmpty && atom.utf8.allSatisfy(isAtomByte)
            }
    }

    private static func isAtomByte(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }

    private static func isDomain(_ domain: Substring) -> Bool {
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        let reachable = labels.count > 1 || domain == "localhost"
        return reachable && labels.allSatisfy(isLabel) && !(labels.last?.utf8.allSatisfy(isDigit) ?? true)
    }

    private static func isLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.utf8.count) && label.utf8.first != hyphen && label.utf8.last != hyphen
            && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == hyphen }
    }

    private static let hyphen = UInt8(ascii: "-")

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}

extension EmailAddress: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "(e-mail address)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
