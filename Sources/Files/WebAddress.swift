/// Addresses that a page may link to: `https` or `http`, with a host, without a name or password in it.
public enum WebAddress {
    public static func isLawful(_ words: String) -> Bool {
        let rest =
            words.hasPrefix("https://") ? words.dropFirst(8) : words.hasPrefix("http://") ? words.dropFirst(7) : ""
        let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return host.contains(".") && !host.hasPrefix(".") && !host.hasSuffix(".") && !host.contains("@")
            && !words.contains { $0.isWhitespace || "<>\"".contains($0) }
    }
}
