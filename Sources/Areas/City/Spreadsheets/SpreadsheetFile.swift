internal import Files
internal import Rules

/// A table of services, one a row, as any spreadsheet program saves it; or the points of a GeoJSON file, one a row too.
struct SpreadsheetFile: ExchangeReader {
    let mapping: SpreadsheetMapping
    var encoding: TableText.Encoding { table.encoding }
    private var reading: SpreadsheetReading
    private let table: ServiceTable
    private var next = 0

    let complete: Set<ExchangePart> = [.places, .services]

    /// - Parameter mapping: path of its file; `nil`: as the headings say.
    /// - Throws: `FileFaults` when nothing can be read.
    init(path: String, mapping mappingPath: String?, known: ExchangeKnown) throws {
        var table = try ServiceTable(path: path, in: known.place)
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
                table = try ServiceTable(path: path, separator: separator, in: known.place)
            }
        } else {
            mapping = SpreadsheetMapping(proposingFor: table.header)
        }
        let missing = mapping.columns.filter { !table.header.contains($0.heading) }
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
        self.table = table
        reading = SpreadsheetReading(known: known, mapping: mapping)
    }

    mutating func next(_ size: Int) throws -> ExchangeBatch? {
        guard next < table.rows.count else { return nil }
        var batch = ExchangeBatch()
        for index in next..<min(next + size, table.rows.count) {
            let row = table.rows[index]
            batch.count += 1
            guard row.cells.count == table.header.count else {
                batch.rejections.append(
                    Rejection(
                        record: "record \(next + batch.count)", line: row.line, field: "",
                        value: row.cells.joined(separator: " | "),
                        reason: "has \(row.cells.count) cells, the header has \(table.header.count)",
                        mend: "check quotes and separators"))
                continue
            }
            reading.take(row, table.header, number: index + 1, fault: table.faults[index], into: &batch)
        }
        next += batch.count
        return batch
    }
}
