/// A list of the vocabulary.
public enum VocabularyList: UInt8, CaseIterable, Sendable {
    case theme, need, `public`, status, language, district, accessibility, condition, amenity
}

/// How many services of the answer have each value.
///
/// Within needs, themes, districts, publics, statuses and languages a person chooses one value *or* another, so the
/// counts of a list leave that list's own filter out: they say what each value would find. The others add up.
public struct FacetCounts: Hashable, Sendable {
    /// By position in the vocabulary's list.
    public internal(set) var needs: [Int32] = []
    /// By position: services with a need of the theme.
    public internal(set) var themes: [Int32] = []
    /// By position: services in the district.
    public internal(set) var districts: [Int32] = []
    /// Services open to this public: those for everyone count.
    public internal(set) var publics: [Int32] = []
    /// Services open to this status: those without a condition of status count.
    public internal(set) var statuses: [Int32] = []
    /// By position: services where the language is spoken.
    public internal(set) var languages: [Int32] = []
    /// By position: services that state the fact.
    public internal(set) var accessibility: [Int32] = []
    /// By position: services that state the condition.
    public internal(set) var conditions: [Int32] = []
    /// By position: services that state the amenity.
    public internal(set) var amenities: [Int32] = []
    /// Surely open at the query's present time, whatever the query's own open filter.
    public internal(set) var openNow: Int32 = 0
    /// Services that cost nothing.
    public internal(set) var free: Int32 = 0

    /// Services with the need.
    public subscript(need: NeedID) -> Int { Self.value(needs, need) }
    /// Services with a need of the theme.
    public subscript(theme: ThemeID) -> Int { Self.value(themes, theme) }
    /// Services in the district.
    public subscript(district: DistrictID) -> Int { Self.value(districts, district) }
    /// Services open to the public.
    public subscript(public: PublicID) -> Int { Self.value(publics, `public`) }
    /// Services open to the status.
    public subscript(status: StatusID) -> Int { Self.value(statuses, status) }
    /// Services where the language is spoken.
    public subscript(language: LanguageID) -> Int { Self.value(languages, language) }
    /// Services that state the fact.
    public subscript(accessibility: AccessibilityID) -> Int { Self.value(self.accessibility, accessibility) }
    /// Services that state the condition.
    public subscript(condition: ConditionID) -> Int { Self.value(conditions, condition) }
    /// Services that state the amenity.
    public subscript(amenity: AmenityID) -> Int { Self.value(amenities, amenity) }

    private static func value<List>(_ counts: [Int32], _ key: Key<List>) -> Int {
        let position = Int(key.rawValue)
        return position < counts.count ? Int(counts[position]) : 0
    }
}
