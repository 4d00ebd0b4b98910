/// The text of a table, whatever program saved it: UTF-8 or UTF-16, or the Windows-1252 of a French Excel. Lines end with `\n`.
public struct TableText: Sendable {
    public enum Encoding: String, Sendable {
        case utf8 = "UTF-8"
        case utf16 = "UTF-16"
        case windows = "Windows-1252"
    }

    /// The bytes are no text.
    public struct Fault: Error, Sendable, Hashable {
        /// From 1; `nil`: of the whole file.
        public var line: Int?
        /// The format that it is instead (`XLSX`), or the byte that no text has (`0x0`).
        public var found: String
    }

    public let text: String
    public let encoding: Encoding

    /// - Throws: `TableText.Fault` when the bytes are no text.
    public init(_ bytes: [UInt8]) throws(Fault) {
        if let name = Self.otherFormat(bytes) { throw Fault(line: nil, found: name) }
        let (text, encoding): (String, Encoding) =
            if let text = Self.utf16(bytes) {
                (text, .utf16)
            } else if let text = String(validating: bytes, as: UTF8.self) {
                (text, .utf8)
            } else {
                (try Self.windows(bytes), .windows)
            }
        var lines = String.UnicodeScalarView()
        var line = 1
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            defer { previous = scalar }
            switch scalar {
            case "\u{FEFF}" where previous == nil: continue
            case "\n" where previous == "\r": continue
            case "\n", "\r":
                lines.append("\n")
                line += 1
            case _ where (scalar.value < 32 && scalar != "\t") || scalar == "\u{FFFD}":
                throw Fault(line: line, found: Self.name(scalar.value))
            default: lines.append(scalar)
            }
        }
        self.text = String(lines)
        self.encoding = encoding
    }

    /// What a file is that begins as no text does.
    private static func otherFormat(_ bytes: [UInt8]) -> String? {
        let beginnings: [(bytes: [UInt8], name: String)] = [
            (Array("PK\u{3}\u{4}".utf8), "XLSX, ODS, ZIP"), ([0xD0, 0xCF, 0x11, 0xE0], "XLS"),
            (Array("%PDF".utf8), "PDF"), ([0x89, 0x50, 0x4E, 0x47], "PNG"), ([0xFF, 0xD8, 0xFF], "JPEG"),
        ]
        return beginnings.first { bytes.starts(with: $0.bytes) }?.name
    }

    /// Only with its mark: without one it cannot be told from other bytes.
    private static func utf16(_ bytes: [UInt8]) -> String? {
        guard bytes.count.isMultiple(of: 2), bytes.count >= 2 else { return nil }
        let isLittle = bytes.starts(with: [0xFF, 0xFE])
        guard isLittle || bytes.starts(with: [0xFE, 0xFF]) else { return nil }
        let units = stride(from: 2, to: bytes.count, by: 2).map { index in
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            return isLittle ? second << 8 | first : first << 8 | second
        }
        return String(validating: units, as: UTF16.self)
    }

    private static func windows(_ bytes: [UInt8]) throws(Fault) -> String {
        var scalars = String.UnicodeScalarView()
        var line = 1
        for byte in bytes {
            if byte == 10 { line += 1 }
            guard byte != 0, let scalar = scalar(byte) else {
                throw Fault(line: line, found: name(UInt32(byte)))
            }
            scalars.append(scalar)
        }
        return String(scalars)
    }

    /// Windows-1252 is Latin-1 but for 0x80 to 0x9F, five of which mean nothing (WHATWG Encoding, index windows-1252).
    private static func scalar(_ byte: UInt8) -> Unicode.Scalar? {
        guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
        return high[Int(byte) - 0x80]
    }

    private static let high: [Unicode.Scalar?] = [
        "€", nil, "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", nil, "Ž", nil,
        nil, "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", nil, "ž", "Ÿ",
    ]

    private static func name(_ value: UInt32) -> String { "0x" + String(value, radix: 16, uppercase: true) }
}
