/// Reads CSV (RFC 4180) with a header row.
///
/// Our own reader because faults must name their line: SwiftCSV keeps no line numbers, neither in its rows nor in its
/// errors, and a quoted cell may span several lines.
public enum CSVFile {
    /// Most cells of one row.
    static let widthLimit = 500

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
        let rows: [(line: Int, cells: [String])]
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

    /// Rows of cells, each with the line where it begins. Empty lines are left out.
    static func table(_ file: TextFile, separator given: Character? = nil) throws(Fault) -> [(
        line: Int, cells: [String]
    )] {
        let separator = (given ?? likelySeparator(file.text)).asciiValue ?? UInt8(ascii: ",")
        var rows: [(line: Int, cells: [String])] = []
        var cells: [String] = []
        var cell: [UInt8] = []
        var line = 1
        var start = 1
        var quoted = false
        var wasQuoted = false
        var previousQuote = false

        func endCell() {
            let text = String(decoding: cell, as: UTF8.self)
            cells.append(wasQuoted ? text : String(text.trimmingSpaces()))
            cell = []
            wasQuoted = false
        }
        func endRow() {
            endCell()
            if cells.count > 1 || cells.first?.isEmpty == false { rows.append((start, cells)) }
            cells = []
        }
        for byte in file.text.utf8 {
            if quoted {
                if previousQuote {
                    previousQuote = false
                    if byte == UInt8(ascii: "\"") {
                        cell.append(byte)
                        continue
                    }
                    quoted = false
                } else if byte == UInt8(ascii: "\"") {
                    previousQuote = true
                    continue
                } else {
                    if byte == 10 { line += 1 }
                    cell.append(byte)
                    continue
                }
            }
            switch byte {
            case separator:
                endCell()
                if cells.count > widthLimit {
                    throw Fault(
                        file: file.name, line: line, what: "more than \(widthLimit) cells in a row",
                        mend: "check the separator")
                }
            case 10:
                endRow()
                line += 1
                start = line
            case UInt8(ascii: "\"") where cell.isEmpty && !wasQuoted: (quoted, wasQuoted) = (true, true)
            default:
                if wasQuoted {
                    throw Fault(
                        file: file.name, line: line, what: "text after a closing quote",
                        mend: "double the quotes inside a cell")
                }
                cell.append(byte)
            }
        }
        if quoted, !previousQuote {
            throw Fault(file: file.name, line: start, what: "a quote is opened and never closed", mend: "close it")
        }
        if !cells.isEmpty || !cell.isEmpty || wasQuoted { endRow() }
        return rows
    }

    private static func likelySeparator(_ text: String) -> Character {
        let header = text.prefix { $0 != "\n" }
        return [",", ";", "\t"].max { one, two in
            header.count { $0 == one } < header.count { $0 == two }
        } ?? ","
    }
}

extension StringProtocol {
    func trimmingSpaces() -> SubSequence {
        let start = drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return start.prefix(0) }
        return start[...end]
    }
}
