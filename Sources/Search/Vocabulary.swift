/// The closed lists of the field with their words in every language, so that `shower` finds `douche`.
///
/// A list's order gives the keys: the third need is `NeedID(2)`. Source of the words: `Territories/taxonomy`.
public struct Vocabulary: Hashable, Sendable {
    /// A text and its language.
    public struct Wording: Hashable, Sendable {
        /// BCP 47 tag.
        public var language: String
        /// The words themselves.
        public var text: String

        public init(_ language: String, _ text: String) {
            self.language = language
            self.text = text
        }
    }

    /// One entry of a list.
    public struct Entry: Hashable, Sendable {
        /// Stable name in addresses and data, such as `shower`.
        public var key: String
        /// What people see: one wording a language.
        public var labels: [Wording]
        /// What people type: any number in any language.
        public var synonyms: [Wording]
        /// For a need, the key of its theme.
        public var parent: String?

        public init(key: String, labels: [Wording], synonyms: [Wording] = [], parent: String? = nil) {
            self.key = key
            self.labels = labels
            self.synonyms = synonyms
            self.parent = parent
        }

        /// The label in `language`, else in the list's first language, else the key.
        public func label(in language: String) -> String {
            labels.first { $0.language == language }?.text ?? labels.first?.text ?? key
        }
    }

    /// Groups of needs.
    public var themes: [Entry]
    /// What services answer to.
    public var needs: [Entry]
    /// Whom services are for.
    public var publics: [Entry]
    /// Legal statuses.
    public var statuses: [Entry]
    /// Spoken languages.
    public var languages: [Entry]
    /// Parts of the territory.
    public var districts: [Entry]
    /// Facts about access.
    public var accessibility: [Entry]
    /// Conditions of access.
    public var conditions: [Entry]
    /// What else may be there.
    public var amenities: [Entry]

    public init(
        themes: [Entry] = [], needs: [Entry] = [], publics: [Entry] = [], statuses: [Entry] = [],
        languages: [Entry] = [], districts: [Entry] = [], accessibility: [Entry] = [], conditions: [Entry] = [],
        amenities: [Entry] = []
    ) {
        self.themes = themes
        self.needs = needs
        self.publics = publics
        self.statuses = statuses
        self.languages = languages
        self.districts = districts
        self.accessibility = accessibility
        self.conditions = conditions
        self.amenities = amenities
    }

    /// The theme with this key.
    public func theme(_ key: String) -> ThemeID? { position(key, in: themes) }
    /// The need with this key.
    public func need(_ key: String) -> NeedID? { position(key, in: needs) }
    /// The public with this key.
    public func `public`(_ key: String) -> PublicID? { position(key, in: publics) }
    /// The status with this key.
    public func status(_ key: String) -> StatusID? { position(key, in: statuses) }
    /// The language with this key.
    public func language(_ key: String) -> LanguageID? { position(key, in: languages) }
    /// The district with this key.
    public func district(_ key: String) -> DistrictID? { position(key, in: districts) }
    /// The accessibility fact with this key.
    public func accessibility(_ key: String) -> AccessibilityID? { position(key, in: accessibility) }
    /// The condition with this key.
    public func condition(_ key: String) -> ConditionID? { position(key, in: conditions) }
    /// The amenity with this key.
    public func amenity(_ key: String) -> AmenityID? { position(key, in: amenities) }

    private func position<List>(_ key: String, in entries: [Entry]) -> Key<List>? {
        entries.firstIndex { $0.key == key }.map(Key.init)
    }
}
