internal import Files
internal import Foundation
internal import Rules

/// Services as rows and columns, before anybody says what the columns mean: of a CSV file, or of a GeoJSON file of points, whose properties
/// are the columns.
struct ServiceTable: Sendable {
    /// What is wrong with a row as a whole.
    struct RowFault: Error, Sendable, Hashable {
        var field: String
        var value: String
        var what: String
        var mend: String
    }

    let header: [String]
    let rows: [CSVRows.Row]
    /// By position in `rows`.
    private(set) var faults: [Int: RowFault] = [:]
    let encoding: TableText.Encoding

    /// - Parameter separator: of a CSV file; `nil`: the most frequent one in its header.
    /// - Throws: `FileFaults` when nothing can be read.
    init(path: String, separator: Character? = nil, in place: ExchangePlace) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw FileFaults([
                Fault(file: path, line: 0, what: "the file cannot be read", mend: "check the path")
            ])
        }
        let bytes = [UInt8](data)
        if Self.isJSON(bytes) {
            try self.init(features: path, bytes, in: place)
        } else {
            try self.init(cells: path, bytes, separator)
        }
    }

    private static func isJSON(_ bytes: [UInt8]) -> Bool {
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        return text.first { ![9, 10, 13, 32].contains($0) } == UInt8(ascii: "{")
    }

    // MARK: CSV

    private init(cells path: String, _ bytes: [UInt8], _ separator: Character?) throws {
        func fault(_ line: Int, _ what: String, _ mend: String) -> FileFaults {
            FileFaults([Fault(file: path, line: line, what: what, mend: mend)])
        }
        let table: TableText
        do {
            table = try TableText(bytes)
        } catch {
            throw fault(error.line ?? 0, "it is no table in text (\(error.found))", "save it as CSV")
        }
        let cells = CSVRows(table.text, separator: separator)
        if let wrong = cells.fault {
            throw fault(
                wrong.line, "cell \(wrong.cell) cannot be read: \(wrong.found)", "check its quotes, and the separator")
        }
        guard let first = cells.rows.first else { throw fault(1, "the file is empty", "save it again") }
        header = first.cells
        rows = Array(cells.rows.dropFirst())
        encoding = table.encoding
    }

    // MARK: GeoJSON

    private static let id = "id"
    private static let latitude = "latitude"
    private static let longitude = "longitude"

    private init(features path: String, _ bytes: [UInt8], in place: ExchangePlace) throws {
        let file: TextFile
        do {
            file = try TextFile(name: path, bytes: bytes)
        } catch {
            throw FileFaults([error])
        }
        let features = try GeoJSONFile.features(file)
        if features.isEmpty {
            throw FileFaults([
                Fault(file: path, line: 1, what: "the file has no feature", mend: "fetch it again")
            ])
        }
        var faults: [Int: RowFault] = [:]
        var named: [[String: String]] = []
        for (index, (feature, _)) in features.enumerated() {
            var cells: [String: String] = [:]
            do {
                cells = Self.cells(try GeoJSONFile.properties(of: feature))
            } catch {
                faults[index] = RowFault(field: "properties", value: "", what: error.what, mend: error.mend)
            }
            cells[Self.id] = cells[Self.id] ?? feature["id"]?.words
            do {
                if let point = try Self.point(of: feature, in: place) {
                    cells[Self.latitude] = "\(point.latitude)"
                    cells[Self.longitude] = "\(point.longitude)"
                }
            } catch {
                faults[index] = faults[index] ?? error
            }
            named.append(cells)
        }
        let names = Set(named.flatMap(\.keys))
        // Where it is, and who it is, before what properties of other names may say of it.
        let first = [Self.id, Self.latitude, Self.longitude].filter { names.contains($0) }
        let header = first + names.subtracting(first).sorted()
        self.header = header
        rows = zip(features, named).map { feature, cells in
            CSVRows.Row(line: feature.line, cells: header.map { cells[$0] ?? "" })
        }
        self.faults = faults
        encoding = .utf8
    }

    /// Properties as cells; what stands inside another one by both names (`address.city`). A table of days stays as it is.
    private static func cells(_ fields: [String: JSONValue], inside outer: String = "") -> [String: String] {
        var cells: [String: String] = [:]
        for (name, value) in fields {
            if case .object(let inner) = value {
                if inner["monday"]?.object != nil || inner["sunday"]?.object != nil {
                    cells[outer + name] = try? Facts.text(value)  // Any JSON value can be written.
                } else {
                    cells.merge(Self.cells(inner, inside: "\(outer)\(name).")) { first, _ in first }
                }
            } else {
                cells[outer + name] = value.words
            }
        }
        return cells
    }

    private static func point(of feature: JSONValue, in place: ExchangePlace) throws(RowFault) -> Coordinate? {
        guard let geometry = feature["geometry"], !geometry.isNull else { return nil }
        let kind = geometry["type"]?.string ?? ""
        guard kind == "Point" else {
            throw RowFault(
                field: "geometry", value: kind, what: "its geometry is no point",
                mend: "give the point of its door: [longitude, latitude]")
        }
        let found: Geometry?
        do {
            found = try GeoJSONFile.geometry(of: feature)
        } catch {
            throw RowFault(field: "geometry", value: kind, what: error.what, mend: error.mend)
        }
        guard case .point(let latitude, let longitude)? = found else { return nil }
        let point = Coordinate(latitude: latitude, longitude: longitude)
        if place.isTurnedRound(point) {
            throw RowFault(
                field: "geometry", value: "[\(longitude), \(latitude)]", what: "its coordinates are turned round",
                mend: "GeoJSON writes the longitude first: [\(latitude), \(longitude)]")
        }
        return point
    }
}
