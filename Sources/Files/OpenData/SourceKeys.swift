internal import Rules

/// Public keys of records that come from an open-data source.
public enum SourceKeys {
    /// `paris-fountains` and `450019158` → `paris-fountains-450019158`; at most 80 characters.
    public static func key(_ source: String, _ name: String) -> String {
        var key = String("\(source)-\(NameFolding.slug(name))".prefix(80))
        while key.hasSuffix("-") { key.removeLast() }
        return key
    }

    /// The first of `key`, `key-2`, `key-3` … that is free.
    public static func free(_ key: String, taken: Set<String>) -> String {
        if !taken.contains(key) { return key }
        var number = 2
        while true {
            let suffix = "-\(number)"
            let candidate = key.prefix(80 - suffix.count) + suffix
            if !taken.contains(String(candidate)) { return String(candidate) }
            number += 1
        }
    }
}
