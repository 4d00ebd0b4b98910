internal import Rules
internal import Web

extension OwnPath {
    /// The page of the desk that an address of this very site names; `nil` for any other.
    static func path(_ address: String?) -> SitePath? {
        guard let own = read(address) else { return nil }
        var path = SitePath()
        path.segments = own.segments
        path.query = (own.query ?? "").split(separator: "&").map { pair in
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (FormDecoding.decode(sides[0]), sides.count > 1 ? FormDecoding.decode(sides[1]) : "")
        }
        return path
    }
}
