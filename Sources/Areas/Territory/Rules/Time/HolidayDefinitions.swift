/// The holidays of one country as a data file gives them: rules for public holidays, ranges for school holidays, and
/// what differs by region.
public struct HolidayDefinitions: Sendable, Hashable, Codable {
    /// A region's own lists; a list that is given replaces that of the country.
    public struct Region: Sendable, Hashable, Codable {
        public var publicHolidays: [HolidayRule]?
        public var schoolHolidays: [HolidayPeriod]?

        public init(publicHolidays: [HolidayRule]? = nil, schoolHolidays: [HolidayPeriod]? = nil) {
            self.publicHolidays = publicHolidays
            self.schoolHolidays = schoolHolidays
        }
    }

    /// Where a data file has its facts from; it changes nothing in the calendar.
    public struct Source: Sendable, Hashable, Codable {
        /// The laws.
        public var law: String?
        /// The day on which they were checked, and against what.
        public var checked: LocalDate?
        public var against: String?
        /// What is left out.
        public var note: String?
    }

    /// ISO 3166-1 alpha-2, upper case.
    public var country: String
    /// nil: not known, which is not the same as none.
    public var publicHolidays: [HolidayRule]?
    /// nil: not known.
    public var schoolHolidays: [HolidayPeriod]?
    /// By ISO 3166-2 code or by name.
    public var regions: [String: Region]
    public var source: Source?

    private enum CodingKeys: String, CodingKey {
        case country, source, publicHolidays, schoolHolidays, regions
    }

    /// All but `country` may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            country: try container.decode(String.self, forKey: .country),
            publicHolidays: try container.decodeIfPresent([HolidayRule].self, forKey: .publicHolidays),
            schoolHolidays: try container.decodeIfPresent([HolidayPeriod].self, forKey: .schoolHolidays),
            regions: try container.decodeIfPresent([String: Region].self, forKey: .regions) ?? [:])
        source = try container.decodeIfPresent(Source.self, forKey: .source)
    }

    public init(
        country: String, publicHolidays: [HolidayRule]?, schoolHolidays: [HolidayPeriod]? = nil,
        regions: [String: Region] = [:]
    ) {
        self.country = country
        self.publicHolidays = publicHolidays
        self.schoolHolidays = schoolHolidays
        self.regions = regions
    }

    /// What is known of a country: what the library says, and for France what is built in. nil: nothing.
    public static func of(_ country: String, in library: [String: HolidayDefinitions]) -> HolidayDefinitions? {
        guard country == "FR" else { return library[country] }
        var france = library[country] ?? HolidayDefinitions(country: country, publicHolidays: nil)
        france.publicHolidays = france.publicHolidays ?? FrenchHolidays.rules
        return france
    }

    /// The calendar that holds in a region (nil: in the country at large).
    /// - Parameter schoolHolidays: ranges that the place itself has given; nil: those of the definitions.
    public func calendar(region name: String?, schoolHolidays given: [HolidayPeriod]? = nil) -> HolidayCalendar {
        let region = name.flatMap { regions[$0] }
        let rules = (region?.publicHolidays ?? publicHolidays)?.filter { rule in
            guard let only = rule.regions else { return true }
            return name.map(only.contains) ?? false
        }
        return HolidayCalendar(publicHolidays: rules, schoolHolidays: given ?? region?.schoolHolidays ?? schoolHolidays)
    }
}

/// A named range of days, both included.
public struct HolidayPeriod: Sendable, Hashable, Codable {
    public var name: String
    public var from: LocalDate
    public var to: LocalDate

    public init(name: String, from: LocalDate, to: LocalDate) {
        self.name = name
        self.from = from
        self.to = to
    }
}
