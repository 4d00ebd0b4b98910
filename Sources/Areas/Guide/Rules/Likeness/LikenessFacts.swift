/// What two records of the guide are compared by, as it stands in the guide.
public struct LikenessFacts: Sendable, Hashable, Codable {
    /// In every language and spelling.
    public var names: [String]
    public var address: String?
    public var postcode: String?
    /// Where the door is; `nil` when only the district is known.
    public var point: Coordinate?
    /// As they are dialled within the country or from outside.
    public var phones: [String]
    public var websites: [String]
    /// Of a service: keys of needs. Empty for a place.
    public var needs: Set<String>
    /// Whose record it is: one guide seldom lists the same place twice.
    public var source: String
    /// The address must not be known: it is never compared.
    public var isProtected: Bool

    public init(
        names: [String], address: String? = nil, postcode: String? = nil, point: Coordinate? = nil,
        phones: [String] = [], websites: [String] = [], needs: Set<String> = [], source: String,
        isProtected: Bool = false
    ) {
        self.names = names
        self.address = isProtected ? nil : address
        self.postcode = isProtected ? nil : postcode
        self.point = isProtected ? nil : point
        self.phones = phones
        self.websites = websites
        self.needs = needs
        self.source = source
        self.isProtected = isProtected
    }
}

/// The same, made ready: folded, taken apart, once for all comparisons.
public struct LikenessRecord: Sendable {
    public let facts: LikenessFacts
    let names: [ComparedName]
    let address: StreetAddress?
    /// E.164.
    let phones: Set<String>
    let hosts: Set<String>

    public init(_ facts: LikenessFacts) {
        self.facts = facts
        var seen: Set<String> = []
        names = facts.names.map { NameFolding.folded($0) }.filter { !$0.isEmpty && seen.insert($0).inserted }
            .map { ComparedName(folded: $0) }
        address = facts.address.flatMap { StreetAddress($0, postcode: facts.postcode) }
        phones = Set(facts.phones.compactMap { DialledNumber.international($0) })
        hosts = Set(facts.websites.compactMap { WebHost.own($0) })
    }
}

/// Telephone numbers as they are compared.
public enum DialledNumber {
    /// E.164 of a number as people write it. Without a code of the country it is one of France.
    /// - Returns: `nil` for short numbers (115, 3919): everyone has them on their page.
    public static func international(_ words: String) -> String? {
        var digits = words.filter { ("0"..."9").contains($0) || $0 == "+" }
        if digits.hasPrefix("00") { digits = "+" + digits.dropFirst(2) }
        if !digits.hasPrefix("+") {
            guard digits.utf8.count == 10, digits.hasPrefix("0") else { return nil }
            digits = "+33" + digits.dropFirst()
        }
        // «+33 (0)1 …»
        if digits.hasPrefix("+330") { digits = "+33" + digits.dropFirst(4) }
        guard !digits.dropFirst().contains("+"), (9...16).contains(digits.utf8.count) else { return nil }
        return digits
    }
}

/// Hosts of web addresses as they are compared.
enum WebHost {
    /// Pages of thousands that have nothing to do with each other.
    private static let shared: Set<String> = [
        "facebook.com", "fb.com", "instagram.com", "twitter.com", "x.com", "linkedin.com", "youtube.com", "youtu.be",
        "helloasso.com", "doctolib.fr", "google.com", "goo.gl", "bit.ly", "wordpress.com", "blogspot.com",
        "wixsite.com",
        "free.fr", "jimdo.com", "weebly.com", "linktr.ee", "soliguide.fr", "refugies.info", "gouv.fr",
        "service-public.fr",
        "data.gouv.fr", "openstreetmap.org",
    ]

    /// The host without `www.`; `nil` when it tells nothing of whose page it is.
    static func own(_ address: String) -> String? {
        var rest = address[...]
        if let scheme = rest.range(of: "://") { rest = rest[scheme.upperBound...] }
        var host = rest.prefix { !"/?#:".contains($0) }.lowercased()
        if host.hasPrefix("www.") { host.removeFirst(4) }
        guard host.contains("."), !host.contains(" "), !shared.contains(host) else { return nil }
        let parts = host.split(separator: ".")
        if parts.count > 2, shared.contains(parts.suffix(2).joined(separator: ".")), parts[parts.count - 2] != "gouv" {
            // A blog of its own tells whose it is.
            return ["wordpress", "blogspot", "wixsite", "free", "jimdo", "weebly"].contains(
                String(parts[parts.count - 2]))
                ? host : nil
        }
        return host
    }
}
