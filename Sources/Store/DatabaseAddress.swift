internal import Foundation

/// Where a database is, as one writes it.
enum DatabaseAddress {
    case file(String)
    case postgres(PostgresAddress)

    /// - Throws: `StoreError.wrongAddress`, which never shows a password.
    init(_ text: String) throws {
        if text.hasPrefix("postgres://") || text.hasPrefix("postgresql://") {
            self = .postgres(try PostgresAddress(text))
            return
        }
        let path: Substring
        if text.hasPrefix("sqlite://") {
            path = text.dropFirst("sqlite://".count)
        } else if text.hasPrefix("sqlite:") {
            path = text.dropFirst("sqlite:".count)
        } else if text.contains("://") {
            throw StoreError.wrongAddress(shown: Self.shown(text), reason: "it is neither a file nor postgres://…")
        } else {
            path = text[...]
        }
        if path.isEmpty { throw StoreError.wrongAddress(shown: text, reason: "it names no file") }
        self = .file(String(path))
    }

    /// The address with dots in place of a password, whether it is well formed or not.
    static func shown(_ text: String) -> String {
        guard let start = text.range(of: "://")?.upperBound else { return text }
        // The last @ before the query: a password may hold an @ that was not written as %40.
        let query = text[start...].firstIndex(of: "?") ?? text.endIndex
        var shown = String(text[..<start])
        if let at = text[start..<query].lastIndex(of: "@") {
            let user = text[start..<at].prefix { $0 != ":" }
            shown += user + (user.endIndex < at ? ":••••" : "") + text[at..<query]
        } else {
            shown += text[start..<query]
        }
        guard query < text.endIndex else { return shown }
        let items = text[text.index(after: query)...].split(separator: "&").map { item in
            item.lowercased().contains("password") ? item.prefix { $0 != "=" } + "=••••" : String(item)
        }
        return shown + "?" + items.joined(separator: "&")
    }
}
