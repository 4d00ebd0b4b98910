/// One record of an open-data file: its fields, and where it is.
public struct DataRecord: Sendable {
    /// From 1, in the order of the file.
    public let number: Int
    public let line: Int
    /// The identifier beside the fields, when the format has one (GeoJSON `id`).
    public let id: String?
    public let fields: [String: JSONValue]
    public let geometry: Geometry?

    public init(number: Int, line: Int, id: String?, fields: [String: JSONValue], geometry: Geometry?) {
        self.number = number
        self.line = line
        self.id = id
        self.fields = fields
        self.geometry = geometry
    }
}

/// Where a record is, WGS 84 degrees.
public enum Geometry: Sendable {
    case point(latitude: Double, longitude: Double)
    /// Rings of (latitude, longitude), outer ones and holes together.
    case rings([[(latitude: Double, longitude: Double)]])
}
