/// What a city says of itself: names, languages, time, money, emergency numbers.
public struct TerritorySettings: Sendable, Hashable, Codable {
    public struct Languages: Sendable, Hashable, Codable {
        public var preferred: String
        /// In the order of the language picker.
        public var offered: [String]
        /// Languages without which a text of the territory is a fault; the first is the source language.
        public var required: [String]

        /// The offered languages as they are spoken, without script or manner of writing: `zh` of `zh-Hans`, `fr` of `fr-simple`.
        public var spoken: Set<String> {
            Set(offered.map { $0.split(separator: "-").first.map(String.init) ?? $0 })
        }

        public init(preferred: String, offered: [String], required: [String]) {
            self.preferred = preferred
            self.offered = offered
            self.required = required
        }
    }

    public struct EmergencyNumber: Sendable, Hashable, Codable {
        public var number: String
        public var name: LocalisedText
        public var when: LocalisedText
        /// Keys of needs: who looks for help with one of them is shown the number first. `nil` in a city that was imported before.
        public var needs: [String]?
        /// Wordings, in any language and folded, of who is in that danger: whoever types one of them is shown the number before anything else.
        public var asked: [String]?
        /// It is written to, not called. `nil`: called.
        public var isByText: Bool?

        public init(
            number: String, name: LocalisedText, when: LocalisedText, needs: [String] = [], asked: [String] = [],
            isByText: Bool = false
        ) {
            self.number = number
            self.name = name
            self.when = when
            self.needs = needs
            self.asked = asked
            self.isByText = isByText
        }

        /// - Parameter words: folded as `asked` is. Words of Chinese and Tibetan stand without spaces.
        public func isAsked(for words: String) -> Bool {
            let words = " \(words) "
            return asked?.contains { wording in
                let isApart = !wording.unicodeScalars.contains {
                    (0x4E00...0x9FFF).contains($0.value) || (0x0F00...0x0FFF).contains($0.value)
                }
                return words.contains(isApart ? " \(wording) " : wording)
            } ?? false
        }

        public func helps(with needs: Set<String>) -> Bool { self.needs?.contains { needs.contains($0) } ?? false }
    }

    /// School holidays of one zone, both days included, `YYYY-MM-DD`.
    public struct SchoolHoliday: Sendable, Hashable, Codable {
        public var name: LocalisedText
        public var zone: String?
        public var from: PartialDate
        public var to: PartialDate

        public init(name: LocalisedText, zone: String?, from: PartialDate, to: PartialDate) {
            self.name = name
            self.zone = zone
            self.from = from
            self.to = to
        }
    }

    public var key: String
    public var name: LocalisedText
    public var slogan: LocalisedText?
    /// ISO 3166-1 alpha-2.
    public var country: String
    /// Subdivision whose own holidays apply, when the country has such.
    public var region: String?
    public var schoolHolidayZone: String?
    /// IANA time zone.
    public var timeZone: String
    /// ISO 4217.
    public var currency: String
    public var languages: Languages
    public var bounds: Bounds
    public var centre: Coordinate
    public var emergency: [EmergencyNumber]
    public var publisherName: LocalisedText
    /// Key of the organisation that publishes the guide.
    public var publisher: String?
    public var schoolHolidays: [SchoolHoliday]
    public var documents: [SourceDocument]
    /// Which changes of services the coordinators look at first; `nil`: none of an organisation's manager.
    public var approval: ServiceApproval?
    /// Where the quick exit leads: a page on which nobody stands out; `nil`: the house's own choice.
    public var exit: String?

    public init(
        key: String, name: LocalisedText, slogan: LocalisedText?, country: String, region: String?,
        schoolHolidayZone: String?, timeZone: String, currency: String, languages: Languages, bounds: Bounds,
        centre: Coordinate, emergency: [EmergencyNumber], publisherName: LocalisedText, publisher: String?,
        schoolHolidays: [SchoolHoliday], documents: [SourceDocument], approval: ServiceApproval? = nil
    ) {
        self.key = key
        self.name = name
        self.slogan = slogan
        self.country = country
        self.region = region
        self.schoolHolidayZone = schoolHolidayZone
        self.timeZone = timeZone
        self.currency = currency
        self.languages = languages
        self.bounds = bounds
        self.centre = centre
        self.emergency = emergency
        self.publisherName = publisherName
        self.publisher = publisher
        self.schoolHolidays = schoolHolidays
        self.documents = documents
        self.approval = approval
    }
}
