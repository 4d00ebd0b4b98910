/// Minutes since 1970-01-01T00:00Z. The index knows no time zone: the caller turns local times into minutes.
public typealias Minute = Int32

/// The position of an entry in one list of the ``Vocabulary``; `List` keeps a need from being taken for a status.
public struct Key<List>: Hashable, Comparable, Sendable {
    /// Position in the list, from 0.
    public let rawValue: UInt16

    /// Makes the key of the entry at `rawValue`.
    public init(_ rawValue: Int) {
        self.rawValue = UInt16(clamping: rawValue)
    }

    /// By position.
    public static func < (left: Key, right: Key) -> Bool { left.rawValue < right.rawValue }
}

/// Marks keys of themes (hygiene, food, rights…).
public enum ThemeList: Sendable {}
/// Marks keys of needs (shower, meal, French course…).
public enum NeedList: Sendable {}
/// Marks keys of publics (women, families…).
public enum PublicList: Sendable {}
/// Marks keys of legal statuses (asylum seeker, refugee…).
public enum StatusList: Sendable {}
/// Marks keys of spoken languages.
public enum LanguageList: Sendable {}
/// Marks keys of districts.
public enum DistrictList: Sendable {}
/// Marks keys of accessibility facts (wheelchair, hearing loop…).
public enum AccessibilityList: Sendable {}
/// Marks keys of conditions of access (no appointment, by referral…).
public enum ConditionList: Sendable {}
/// Marks keys of amenities (Wi-Fi, pets…).
public enum AmenityList: Sendable {}

/// A theme of the vocabulary.
public typealias ThemeID = Key<ThemeList>
/// A need of the vocabulary.
public typealias NeedID = Key<NeedList>
/// A public of the vocabulary.
public typealias PublicID = Key<PublicList>
/// A legal status of the vocabulary.
public typealias StatusID = Key<StatusList>
/// A spoken language of the vocabulary.
public typealias LanguageID = Key<LanguageList>
/// A district of the vocabulary.
public typealias DistrictID = Key<DistrictList>
/// An accessibility fact of the vocabulary.
public typealias AccessibilityID = Key<AccessibilityList>
/// A condition of access of the vocabulary.
public typealias ConditionID = Key<ConditionList>
/// An amenity of the vocabulary.
public typealias AmenityID = Key<AmenityList>
