/// What may hang on a file. Told from its first bytes: the name and the type that a sender gives prove nothing.
public enum AttachmentKind: String, Sendable, Hashable, Codable, CaseIterable {
    case pdf, jpeg, png

    public static let largest = 5 * 1_048_576
    /// Papers of one file.
    public static let mostOfFile = 60
    /// Bytes of all papers of one file.
    public static let largestOfFile = 100 * 1_048_576

    public enum Refusal: Error, Sendable, Hashable {
        case empty, tooLarge, otherKind
    }

    /// - Throws: `Refusal`.
    public static func sniff(_ bytes: [UInt8]) throws -> AttachmentKind {
        guard !bytes.isEmpty else { throw Refusal.empty }
        guard bytes.count <= largest else { throw Refusal.tooLarge }
        for kind in allCases where bytes.starts(with: kind.signature) { return kind }
        throw Refusal.otherKind
    }

    private var signature: [UInt8] {
        switch self {
        case .pdf: Array("%PDF-".utf8)
        case .jpeg: [0xFF, 0xD8, 0xFF]
        case .png: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        }
    }

    public var type: String {
        switch self {
        case .pdf: "application/pdf"
        case .jpeg: "image/jpeg"
        case .png: "image/png"
        }
    }

    public var suffix: String { self == .jpeg ? "jpg" : rawValue }
}
