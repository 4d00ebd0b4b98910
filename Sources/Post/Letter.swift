/// A letter that can be sent: everything in it was checked when it was made.
///
/// Its text is a function of its values alone, so that a second attempt sends the same bytes with the same Message-ID, and a server
/// that has the letter already can tell.
public struct Letter: Sendable, Hashable {
    /// Made once with the letter, kept at every attempt; becomes the Message-ID.
    public let id: String
    /// Each sees the others' addresses. A letter reaches all of them or none.
    public let to: [EmailAddress]
    public let subject: String
    public let text: String
    public let html: String?
    /// BCP 47.
    public let language: String
    /// UTC milliseconds since 1970.
    public let date: Int64
    /// Where the reader stops such letters (RFC 2369).
    public let unsubscribe: String?

    public static let recipientLimit = 50
    /// UTF-8 bytes.
    public static let subjectLimit = 800
    /// UTF-8 bytes of each body.
    public static let bodyLimit = 1 << 20

    public init(
        id: String, to: [EmailAddress], subject: String, text: String, html: String? = nil, language: String,
        date: Int64,
        unsubscribe: String? = nil
    ) throws(LetterError) {
        guard Self.isID(id) else { throw .wrongID }
        guard (1...Self.recipientLimit).contains(to.count) else { throw .wrongNumberOfRecipients }
        try HeaderText.check(subject, as: .subject, limit: Self.subjectLimit)
        try Self.checkBody(text, as: .text)
        if let html { try Self.checkBody(html, as: .html) }
        guard Self.isLanguage(language) else { throw .wrongLanguage }
        guard (0..<253_402_300_800_000).contains(date) else { throw .wrongDate }
        if let unsubscribe, !Self.isWebAddress(unsubscribe) { throw .wrongUnsubscribeAddress }
        self.id = id
        self.to = to
        self.subject = subject
        self.text = text
        self.html = html
        self.language = language
        self.date = date
        self.unsubscribe = unsubscribe
    }

    private static func isID(_ id: String) -> Bool {
        (1...64).contains(id.utf8.count) && id.utf8.allSatisfy(isTagByte)
    }

    private static func checkBody(_ body: String, as field: LetterError.HeaderField) throws(LetterError) {
        guard !body.isEmpty else { throw .empty(field) }
        guard body.utf8.count <= bodyLimit else { throw .tooLong(field) }
    }

    private static func isLanguage(_ tag: String) -> Bool {
        let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
        return tag.utf8.count <= 35 && (parts.first?.utf8.count ?? 0) >= 2
            && parts.allSatisfy { (1...8).contains($0.utf8.count) && $0.utf8.allSatisfy(isTagByte) }
    }

    private static func isTagByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private static func isWebAddress(_ address: String) -> Bool {
        (address.hasPrefix("https://") || address.hasPrefix("http://")) && address.utf8.count <= 900
            && address.utf8.allSatisfy {
                (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">")
            }
    }
}

extension Letter: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "letter \(id)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["id": id]) }
}
