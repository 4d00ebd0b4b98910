internal import Files
internal import Foundation
internal import Rules

/// A table of services, one a row, as any spreadsheet program saves it.
struct SpreadsheetFile: ExchangeReader {
    let mapping: SpreadsheetMapping
    let encoding: TableText.Encoding
    private var reading: SpreadsheetReading
    private let header: [String]
    private let rows: [CSVRows.Row]
    private var next = 0

    let complete: Set<ExchangePart> = [.places, .services]

    /// - Parameter mapping: path of its file; `nil`: as the headings say.
    /// - Throws: `FileFaults` when nothing can be read.
    init(path: String, mapping mappingPath: String?, known: ExchangeKnown) throws {
        let (table, rows) = try Self.rows(path, separator: nil)
        var header = rows.first?.cells ?? []
        var body = Array(rows.dropFirst())
        if let mappingPath {
            let languages = known.place.territory.settings.languages
            let reading = Reading(hoursProblem: GuideReading.hoursProblem)
            (reading.requiredLanguages, reading.offeredLanguages) = (languages.required, languages.offered)
            let mapping = SpreadsheetMapping(path: mappingPath, reading)
            try reading.throwIfAny()
            guard let mapping else {
                throw FileFaults([
                    Fault(
                        file: mappingPath, line: 0, what: "the mapping cannot be read",
                        mend: "propose one with «csv columns»")
                ])
            }
            self.mapping = mapping
            if let separator = mapping.separator {
                let again = try Self.rows(path, separator: separator).rows
                (header, body) = (again.first?.cells ?? [], Array(again.dropFirst()))
            }
        } else {
            mapping = SpreadsheetMapping(proposingFor: header)
        }
        let missing = mapping.columns.filter { !header.contains($0.heading) }
        var faults = missing.map {
            Fault(
                file: path, line: 1, what: "the column «\($0.heading)» is missing",
                mend: "check the mapping's \($0.name)")
        }
        if !mapping.columns.contains(where: { $0.meaning == .name }) {
            faults.append(
                Fault(
                    file: path, line: 1, what: "no column holds the name",
                    mend: "name it in the mapping: columns: {name: …}"))
        }
        if !faults.isEmpty { throw FileFaults(faults) }
        encoding = table.encoding
        self.header = header
        self.rows = body
        reading = SpreadsheetReading(known: known, mapping: mapping)
    }

    static func rows(_ path: String, separator: Character?) throws -> (table: TableText, rows: [CSVRows.Row]) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw FileFaults([Fault(file: path, line: 0, what: "the file cannot be read", mend: "check the path")])
        }
        let table: TableText
        do {
            table = try TableText([UInt8](data))
        } catch {
            throw FileFaults([
                Fault(
                    file: path, line: error.line ?? 0, what: "it is no table in text (\(error.found))",
                    mend: "save it as CSV")
            ])
        }
        let rows = CSVRows(table.text, separator: separator)
        if let fault = rows.fault {
            throw FileFaults([
                Fault(
                    file: path, line: fault.line, what: "cell \(fault.cell) cannot be read: \(fault.found)",
                    mend: "check its quotes, and the separator")
            ])
        }
        if rows.rows.isEmpty {
            throw FileFaults([Fault(file: path, line: 1, what: "the file is empty", mend: "save it again")])
        }
        return (table, rows.rows)
    }

    mutating func next(_ size: Int) throws -> ExchangeBatch? {
        guard next < rows.count else { return nil }
        var batch = ExchangeBatch()
        for row in rows[next..<min(next + size, rows.count)] {
            batch.count += 1
            guard row.cells.count == header.count else {
                batch.rejections.append(
                    Rejection(
                        record: "record \(next + batch.count)", line: row.line, field: "",
                        value: row.cells.joined(separator: " | "),
                        reason: "has \(row.cells.count) cells, the header has \(header.count)",
                        mend: "check quotes and separators"))
                continue
            }
            reading.take(row, header, number: next + batch.count, into: &batch)
        }
        next += batch.count
        return batch
    }
}
