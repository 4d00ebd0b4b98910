public import Rules

/// Reads the records of an open-data file by its mapping, and gathers their faults.
public struct SourceFile {
    public let name: String
    public let reading: Reading
    public let mapping: SourceMapping
    /// Records left out on purpose, by reason.
    public private(set) var leftOut: [String: Int] = [:]

    public init(name: String, reading: Reading, mapping: SourceMapping) {
        self.name = name
        self.reading = reading
        self.mapping = mapping
    }

    /// The records that the mapping does not skip; none, with a fault, when the file is not what it should be.
    public mutating func records(path: String) -> [MappedRecord] {
        let records: [DataRecord]
        do {
            let text = try TextFile(path: path, name: name)
            switch mapping.format {
            case .geojson: records = try GeoJSONFile.read(text)
            case .csv: records = try CSVFile.read(text, point: mapping.point, separator: mapping.separator)
            }
        } catch let fault as Fault {
            reading.add(fault)
            return []
        } catch let faults as FileFaults {
            faults.faults.forEach(reading.add)
            return []
        } catch {
            reading.add(Fault(file: name, line: 0, what: "\(error)", mend: "check the file"))
            return []
        }
        if records.isEmpty {
            reading.add(Fault(file: name, line: 1, what: "the file holds no record", mend: "fetch it again"))
        }
        let mapped = records.map { MappedRecord(record: $0, readable: mapping.readable) }
        let wanted = mapped.filter { record in !mapping.skips.contains { $0.isTrue(record) } }
        if wanted.count < mapped.count { leftOut["skipped by the mapping", default: 0] += mapped.count - wanted.count }
        return wanted
    }

    public func fault(_ record: DataRecord, _ what: String, _ mend: String) {
        reading.add(Fault(file: name, line: record.line, what: "record \(record.number): \(what)", mend: mend))
    }

    /// Runs `body` for a record; what it throws becomes a fault of that record.
    public func drawing<Value>(_ record: DataRecord, _ body: () throws -> Value?) -> Value? {
        do {
            return try body()
        } catch let problem as MappingProblem {
            fault(record, problem.what, problem.mend)
        } catch {
            fault(record, "\(error)", "check the mapping")
        }
        return nil
    }

    /// The records with a point inside the territory.
    public mutating func located(_ records: [MappedRecord]) -> [(record: MappedRecord, point: Coordinate)] {
        var inside: [(record: MappedRecord, point: Coordinate)] = []
        var outside: [(record: DataRecord, point: Coordinate)] = []
        for record in records {
            guard case .point(let latitude, let longitude)? = record.record.geometry else {
                fault(record.record, "it has no point", "leave it out with «skip», or fetch the file again")
                continue
            }
            let point = Coordinate(latitude: latitude, longitude: longitude)
            if reading.bounds?.contains(point) ?? true {
                inside.append((record, point))
            } else {
                outside.append((record.record, point))
            }
        }
        judge(outside, insideCount: inside.count)
        return inside
    }

    private mutating func judge(_ outside: [(record: DataRecord, point: Coordinate)], insideCount: Int) {
        if outside.isEmpty { return }
        if outside.count > 9 * insideCount {
            let swapped = outside.count {
                reading.bounds?.contains(Coordinate(latitude: $0.point.longitude, longitude: $0.point.latitude))
                    ?? false
            }
            let mend =
                swapped * 2 > outside.count
                ? "latitude and longitude seem to be swapped: GeoJSON writes [longitude, latitude]"
                : "check that it is the file of this city, in WGS 84"
            let total = outside.count + insideCount
            let what = "\(outside.count) of \(total) records are outside the territory"
            reading.add(Fault(file: name, line: 1, what: what, mend: mend))
        } else if mapping.leavesOutside {
            leftOut["outside the territory", default: 0] += outside.count
        } else {
            for (record, point) in outside {
                let what = "the point [\(point.latitude), \(point.longitude)] is outside the territory"
                fault(record, what, "correct it, or write «outside: skip» in the mapping")
            }
        }
    }
}
