/// Reads a GeoJSON feature collection (RFC 7946) of points or areas.
public enum GeoJSONFile {
    /// What is wrong with one feature.
    public struct Problem: Error, Sendable, Hashable {
        public let what: String
        public let mend: String
    }

    /// - Throws: `FileFaults`, each naming its record.
    public static func read(_ file: TextFile) throws -> [DataRecord] {
        var faults: [Fault] = []
        var records: [DataRecord] = []
        for (index, (feature, line)) in try features(file).enumerated() {
            do {
                let fields = try properties(of: feature)
                let geometry = try geometry(of: feature)
                let id = feature["id"]?.words
                records.append(DataRecord(number: index + 1, line: line, id: id, fields: fields, geometry: geometry))
            } catch {
                let what = "record \(index + 1): \(error.what)"
                faults.append(Fault(file: file.name, line: line, what: what, mend: error.mend))
            }
        }
        if !faults.isEmpty { throw FileFaults(faults) }
        return records
    }

    /// The features as they stand there, each with its line.
    /// - Throws: `FileFaults` when this is no feature collection.
    public static func features(_ file: TextFile) throws -> [(feature: JSONValue, line: Int)] {
        try refuseMarkup(file)
        let (top, lines) = try parsed(file)
        guard top["type"]?.string == "FeatureCollection", let features = top["features"]?.array else {
            throw FileFaults([
                Fault(
                    file: file.name, line: 1, what: "this is not a GeoJSON feature collection",
                    mend: "fetch the file in the format GeoJSON")
            ])
        }
        return features.enumerated().map { ($1, lines["features"]?[$0] ?? 1) }
    }

    public static func properties(of feature: JSONValue) throws(Problem) -> [String: JSONValue] {
        guard let fields = feature["properties"]?.object else {
            throw Problem(what: "it has no properties", mend: "fetch the file again")
        }
        return fields
    }

    /// - Returns: `nil` when the feature says that it is nowhere.
    public static func geometry(of feature: JSONValue) throws(Problem) -> Geometry? {
        try geometry(feature["geometry"] ?? .null)
    }

    private static func parsed(_ file: TextFile) throws -> (JSONValue, [String: [Int]]) {
        do {
            return try JSONReader.parse(file)
        } catch {
            throw FileFaults([error])
        }
    }

    private static func refuseMarkup(_ file: TextFile) throws {
        guard file.text.unicodeScalars.first(where: { !$0.properties.isWhitespace }) == "<" else { return }
        throw FileFaults([
            Fault(
                file: file.name, line: 1, what: "this is a web page, not data",
                mend: "the server probably answered with an error: fetch the file again")
        ])
    }

    private static func geometry(_ value: JSONValue) throws(Problem) -> Geometry? {
        if value.isNull { return nil }
        guard let kind = value["type"]?.string, let coordinates = value["coordinates"] else {
            throw Problem(what: "its geometry has no type or no coordinates", mend: "fetch the file again")
        }
        switch kind {
        case "Point":
            let point = try position(coordinates)
            return .point(latitude: point.latitude, longitude: point.longitude)
        case "Polygon": return .rings(try rings(coordinates))
        case "MultiPolygon":
            var all: [[(latitude: Double, longitude: Double)]] = []
            for polygon in coordinates.array ?? [] { all += try rings(polygon) }
            return .rings(all)
        default:
            throw Problem(what: "its geometry is a \(kind)", mend: "only Point, Polygon and MultiPolygon are read")
        }
    }

    private static func rings(_ value: JSONValue) throws(Problem) -> [[(latitude: Double, longitude: Double)]] {
        var rings: [[(latitude: Double, longitude: Double)]] = []
        for ring in value.array ?? [] {
            var corners: [(latitude: Double, longitude: Double)] = []
            for corner in ring.array ?? [] { corners.append(try position(corner)) }
            if let first = corners.first, let last = corners.last, corners.count > 1, first == last {
                corners.removeLast()
            }
            guard corners.count >= 3 else {
                throw Problem(what: "its outline has fewer than 3 corners", mend: "fetch the file again")
            }
            rings.append(corners)
        }
        if rings.isEmpty { throw Problem(what: "its outline is empty", mend: "fetch the file again") }
        return rings
    }

    private static func position(_ value: JSONValue) throws(Problem) -> (latitude: Double, longitude: Double) {
        guard let numbers = value.array, numbers.count >= 2, let longitude = numbers[0].number,
            let latitude = numbers[1].number
        else { throw Problem(what: "its coordinates are not [longitude, latitude]", mend: "fetch the file again") }
        guard abs(latitude) <= 90, abs(longitude) <= 180 else {
            throw Problem(
                what: "its coordinates (\(longitude), \(latitude)) are not degrees",
                mend: "export the file in WGS 84 (EPSG:4326), not in a national grid such as Lambert 93")
        }
        return (latitude, longitude)
    }
}
