extension Site {
    /// The place as the public may know it. Of a protected place nothing is left that says where it is (2019 a.27, E8):
    /// a leaked address can kill, so it never reaches the memory that pages and API read.
    public var withoutSecrets: Site {
        guard protected else { return self }
        var site = self
        site.aliases = []
        site.address = nil
        site.city = nil
        site.website = nil
        site.postcode = nil
        site.district = nil
        site.point = nil
        site.precision = nil
        site.phone = nil
        return site
    }
}
