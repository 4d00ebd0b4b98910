/// Reads CSV (RFC 4180) with a header row.
///
/// Our own reader because faults must name their line: SwiftCSV keeps no line numbers, neither in its rows nor in its
/// errors, and a quoted cell may span several lines.
public enum CSVFile {
    /// Columns that hold the point, by their names in the file.
    public struct PointColumns: Sendable {
        public var latitude: String
        public var longitude: String

        public init(latitude: String, longitude: String) {
            self.latitude = latitude
            self.longitude = longitude
        }
    }

    /// - Parameter separator: `nil`: the most frequent of comma, semicolon and tab in the header row.
    /// - Throws: `FileFaults`, each naming its record.
    public static func read(_ file: TextFile, point: PointColumns?, separator: Character? = nil) throws -> [DataRecord]
    {
        let rows: [CSVRows.Row]
        do {
            rows = try table(file, separator: separator)
        } catch {
            throw FileFaults([error])
        }
        guard let header = rows.first else {
            throw FileFaults([Fault(file: file.name, line: 1, what: "the file is empty", mend: "fetch it again")])
        }
        var faults = headerFaults(header.cells, file: file.name, point: point)
        var records: [DataRecord] = []
        for (index, row) in rows.dropFirst().enumerated() {
            func fault(_ what: String, _ mend: String) {
                faults.append(Fault(file: file.name, line: row.line, what: "record \(index + 1): \(what)", mend: mend))
            }
            guard row.cells.count == header.cells.count else {
                fault(
                    "it has \(row.cells.count) cells, the header has \(header.cells.count)",
                    "check quotes and separators")
                continue
            }
            let pairs = zip(header.cells, row.cells)
            let fields = Dictionary(
                pairs.map { ($0, $1.isEmpty ? JSONValue.null : .string($1)) }, uniquingKeysWith: { first, _ in first })
            var geometry: Geometry?
            if let point, let latitude = fields[point.latitude]?.words, let longitude = fields[point.longitude]?.words {
                guard let y = Double(latitude), let x = Double(longitude), abs(y) <= 90, abs(x) <= 180 else {
                    fault("«\(latitude)», «\(longitude)» are not degrees", "write WGS 84 degrees with a decimal point")
                    continue
                }
                geometry = .point(latitude: y, longitude: x)
            }
            records.append(DataRecord(number: index + 1, line: row.line, id: nil, fields: fields, geometry: geometry))
        }
        if !faults.isEmpty { throw FileFaults(faults) }
        return records
    }

    private static func headerFaults(_ names: [String], file: String, point: PointColumns?) -> [Fault] {
        var faults: [Fault] = []
        var seen: Set<String> = []
        for name in names where !seen.insert(name).inserted {
            faults.append(
                Fault(file: file, line: 1, what: "the column «\(name)» is there twice", mend: "rename or remove one"))
        }
        for name in [point?.latitude, point?.longitude].compactMap({ $0 }) where !seen.contains(name) {
            faults.append(
                Fault(file: file, line: 1, what: "the column «\(name)» is missing", mend: "check the mapping's point"))
        }
        return faults
    }

    private static func table(_ file: TextFile, separator: Character?) throws(Fault) -> [CSVRows.Row] {
        let rows = CSVRows(file.text, separator: separator)
        guard let fault = rows.fault else { return rows.rows }
        let (what, mend) =
            switch fault.kind {
            case .openQuote: ("a quote is opened and never closed", "close it")
            case .afterQuote: ("text after a closing quote", "double the quotes inside a cell")
            case .tooWide: ("more than \(CSVRows.widthLimit) cells in a row", "check the separator")
            }
        throw Fault(file: file.name, line: fault.line, what: what, mend: mend)
    }
}

extension StringProtocol {
    func trimmingSpaces() -> SubSequence {
        let start = drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return start.prefix(0) }
        return start[...end]
    }
}
