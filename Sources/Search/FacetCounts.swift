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
    public internal(set) var themes: [Int32] = []
    public internal(set) var districts: [Int32] = []
    /// Services open to this public: those for everyone count.
    public internal(set) var publics: [Int32] = []
    /// Services open to this status: those without a condition of status count.
    public internal(set) var statuses: [Int32] = []
    public internal(set) var languages: [Int32] = []
    public internal(set) var accessibility: [Int32] = []
    public internal(set) var conditions: [Int32] = []
    public internal(set) var amenities: [Int32] = []
    /// Surely open at the query's present time, whatever the query's own open filter.
    public internal(set) var openNow: Int32 = 0
    public internal(set) var free: Int32 = 0

    public subscript(need: NeedID) -> Int { Self.value(needs, need) }
    public subscript(theme: ThemeID) -> Int { Self.value(themes, theme) }
    public subscript(district: DistrictID) -> Int { Self.value(districts, district) }
    public subscript(public: PublicID) -> Int { Self.value(publics, `public`) }
    public subscript(status: StatusID) -> Int { Self.value(statuses, status) }
    public subscript(language: LanguageID) -> Int { Self.value(languages, language) }
    public subscript(accessibility: AccessibilityID) -> Int { Self.value(self.accessibility, accessibility) }
    public subscript(condition: ConditionID) -> Int { Self.value(conditions, condition) }
    public subscript(amenity: AmenityID) -> Int { Self.value(amenities, amenity) }

    private static func value<List>(_ counts: [Int32], _ key: Key<List>) -> Int {
        let position = Int(key.rawValue)
        return position < counts.count ? Int(counts[position]) : 0
    }
}
