/// A short reference that can be said on the telephone and written by hand: three and three signs, such as `KAR-374`.
///
/// Without signs that are taken for each other: 0 and O, 1, I and L, 2 and Z, 5 and S, 8 and B, U and V, Q.
public enum SpokenReference {
    public static let signs = Array("ACDEFGHJKMNPRTVWXY34679")

    public static func fresh(using generator: inout some RandomNumberGenerator) -> String {
        let chosen = (0..<6).map { _ in signs[Int.random(in: 0..<signs.count, using: &generator)] }
        return "\(String(chosen.prefix(3)))-\(String(chosen.suffix(3)))"
    }

    /// As it is stored, from what was typed: small letters, spaces and a missing dash are taken. `nil`: not a reference.
    public static func read(_ typed: String) -> String? {
        let kept = typed.uppercased().filter { !$0.isWhitespace && $0 != "-" && $0 != "." }
        guard kept.count == 6, kept.allSatisfy(signs.contains) else { return nil }
        return "\(kept.prefix(3))-\(kept.suffix(3))"
    }
}
