internal import Files
internal import Rules

/// Organisations whose key or name looks like what somebody wrote.
struct NearNames {
    private let names: [String: String]

    /// - Parameter names: by key.
    init(_ names: [String: String]) { self.names = names }

    /// The best five, `key (name)`: by the pairs of letters that both have (Dice's coefficient), from a third of them on.
    func like(_ typed: String) -> [String] {
        let wanted = Self.pairs(typed)
        let found = names.map { key, name in
            (key: key, name: name, likeness: max(Self.likeness(wanted, key), Self.likeness(wanted, name)))
        }
        return found.filter { $0.likeness > 1.0 / 3 }
            .sorted { ($1.likeness, $0.key) < ($0.likeness, $1.key) }
            .prefix(5).map { "\($0.key) (\($0.name))" }
    }

    private static func likeness(_ wanted: Set<String>, _ words: String) -> Double {
        let pairs = pairs(words)
        guard !wanted.isEmpty, !pairs.isEmpty else { return 0 }
        return 2 * Double(wanted.intersection(pairs).count) / Double(wanted.count + pairs.count)
    }

    private static func pairs(_ words: String) -> Set<String> {
        let signs = Array(NameFolding.folded(words))
        return Set(zip(signs, signs.dropFirst()).map { String([$0, $1]) })
    }
}
