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

    /// ISO 3166-1 alpha-2, upper case.
    public var country: String
    /// nil: not known, which is not the same as none.
    public var publicHolidays: [HolidayRule]?
    /// nil: not known.
    public var schoolHolidays: [HolidayPeriod]?
    /// By ISO 3166-2 code or by name.
    public var regions: [String: Region]

    private enum CodingKeys: String, CodingKey {
        case country, publicHolidays, schoolHolidays, regions
    }

    /// `regions` may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            country: try container.decode(String.self, forKey: .country),
            publicHolidays: try container.decodeIfPresent([HolidayRule].self, forKey: .publicHolidays),
            schoolHolidays: try container.decodeIfPresent([HolidayPeriod].self, forKey: .schoolHolidays),
            regions: try container.decodeIfPresent([String: Region].self, forKey: .regions) ?? [:])
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

    /// The calendar that holds in a region (nil: in the country at large).
    public func calendar(region name: String?) -> HolidayCalendar {
        let region = name.flatMap { regions[$0] }
        let rules = (region?.publicHolidays ?? publicHolidays)?.filter { rule in
            guard let only = rule.regions else { return true }
            return name.map(only.contains) ?? false
        }
        return HolidayCalendar(publicHolidays: rules, schoolHolidays: region?.schoolHolidays ?? schoolHolidays)
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
