/// Where a sign-in leads afterwards: an address of this very site, beneath `/{language}/work`, or nowhere (no open redirect, CWE-601).
public enum OwnPath {
    private static let allowed = Set("-._~/%?=&,:".utf8)

    /// Bytes: a form that is half filled in fits, and no server refuses the address around it.
    private static let longest = 1_500

    /// - Returns: the segments after the language and the query, when every sign of the address is one of ours.
    public static func read(_ text: String?) -> (segments: [String], query: String?)? {
        guard let text, text.utf8.count <= longest, text.hasPrefix("/"), !text.hasPrefix("//") else { return nil }
        for byte in text.utf8 {
            let isLetterOrDigit = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
            guard isLetterOrDigit || allowed.contains(byte) else { return nil }
        }
        let sides = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let segments = sides[0].dropFirst().split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard segments.count >= 2, segments.count <= 12, segments[1] == "work",
            segments.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." && !$0.contains("%") && !$0.contains(":") })
        else { return nil }
        return (Array(segments.dropFirst()), sides.count > 1 ? String(sides[1]) : nil)
    }
}
