/// What opening hours need to know of the place where they hold.
public struct HoursContext: Sendable, Hashable {
    /// WGS 84, degrees.
    public struct Coordinates: Sendable, Hashable {
        public var latitude: Double
        public var longitude: Double

        public init(latitude: Double, longitude: Double) {
            self.latitude = latitude
            self.longitude = longitude
        }
    }

    public var zone: CivilZone
    /// nil: dawn, sunrise, sunset and dusk are taken as 05:30, 06:00, 18:00 and 18:30.
    public var coordinates: Coordinates?
    /// ISO 3166-1 alpha-2.
    public var country: String?
    /// ISO 3166-2 code or name of the region, as the holidays use it.
    public var state: String?
    /// Public and school holidays. There is no default: whoever asks says which, or says `.unknown`.
    public var holidays: HolidayCalendar

    public init(
        zone: CivilZone, holidays: HolidayCalendar, coordinates: Coordinates? = nil, country: String? = nil,
        state: String? = nil
    ) {
        self.zone = zone
        self.holidays = holidays
        self.coordinates = coordinates
        self.country = country
        self.state = state
    }

    /// A place in France.
    /// - Parameters:
    ///   - region: see `FrenchHolidays.calendar(region:schoolHolidays:)`.
    ///   - schoolHolidays: ranges of the place's school zone; nil when not known.
    public static func france(
        zone: CivilZone, region: String? = nil, schoolHolidays: [HolidayPeriod]? = nil, coordinates: Coordinates? = nil
    ) -> HoursContext {
        HoursContext(
            zone: zone, holidays: FrenchHolidays.calendar(region: region, schoolHolidays: schoolHolidays),
            coordinates: coordinates, country: "FR", state: region)
    }
}
