/// An address of a page: the language first (`/fr/services/halte-femmes`), then what it shows.
///
/// Areas add their own addresses in extensions, so that no view ever writes one by hand.
public struct SitePath: Sendable, Hashable {
    public var segments: [String]
    public var query: [(name: String, value: String)]
    public var fragment: String?

    public init(_ segments: String..., query: [(name: String, value: String)] = [], fragment: String? = nil) {
        self.segments = segments
        self.query = query
        self.fragment = fragment
    }

    public static let home = SitePath()

    /// The address in one language.
    public func url(_ language: String) -> String {
        var url = "/" + PercentEncoding.segment(language)
        for segment in segments { url += "/" + PercentEncoding.segment(segment) }
        if segments.isEmpty { url += "/" }
        url += PercentEncoding.query(query)
        if let fragment { url += "#" + PercentEncoding.segment(fragment) }
        return url
    }

    public static func == (left: SitePath, right: SitePath) -> Bool {
        left.url("und") == right.url("und")
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(url("und"))
    }
}

/// Percent-encoding of the parts of an address (RFC 3986).
public enum PercentEncoding {
    public static func segment(_ text: String) -> String { encode(text, keeping: "-._~") }

    public static func query(_ items: [(name: String, value: String)]) -> String {
        guard !items.isEmpty else { return "" }
        return "?"
            + items.map { encode($0.name, keeping: "-._~") + "=" + encode($0.value, keeping: "-._~,:") }.joined(
                separator: "&")
    }

    private static func encode(_ text: String, keeping marks: String) -> String {
        let kept = Set(marks.utf8)
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        for byte in text.utf8 {
            let isLetterOrDigit = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            if isLetterOrDigit || kept.contains(byte) {
                result.append(byte)
            } else {
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
