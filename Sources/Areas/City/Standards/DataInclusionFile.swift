internal import Files
internal import Foundation
internal import Rules

/// Structures and services of data.inclusion as they come: one JSON document (`{"structures": […], "services": […]}`, or a list of
/// either), a CSV file in the columns of the standard's own table, or a folder with `structures` and `services` as either.
struct DataInclusionFile: ExchangeReader {
    private enum Rows: Sendable {
        case json(JSONItems)
        case table([DataInclusionTable.Row], next: Int)
    }

    private struct Found {
        var record: StandardRecord
        var line: Int?
        /// `nil`: neither its list nor its file has a name that tells.
        var isService: Bool?
    }

    private var reading: DataInclusionReading
    private let paths: [String]
    /// Structures of all files first, so that services know where they are.
    private var isServices = false
    private var file = 0
    private var rows: Rows?
    private var number = 0
    private var hasStructures = false
    private var hasServices = false
    private var seen: Set<String> = []
    private var told: Set<Int> = []

    /// - Throws: `FileFaults` when nothing can be read there.
    init(path: String, reading: DataInclusionReading) throws {
        self.reading = reading
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw FileFaults([Fault(file: path, line: 0, what: "there is no such file", mend: "check the path")])
        }
        let names = ["structures.json", "structures.csv", "services.json", "services.csv"].map { "\(path)/\($0)" }
        paths = isFolder.boolValue ? names.filter { FileManager.default.fileExists(atPath: $0) } : [path]
        if paths.isEmpty {
            throw FileFaults([
                Fault(
                    file: path, line: 0, what: "neither structures nor services are in this folder",
                    mend: "name them structures.json and services.json, or .csv")
            ])
        }
    }

    var complete: Set<ExchangePart> {
        var parts: Set<ExchangePart> = []
        if hasStructures { parts.formUnion([.organisations, .places]) }
        if hasServices { parts.formUnion([.services, .madePlaces]) }
        return parts
    }

    mutating func next(_ size: Int) throws -> ExchangeBatch? {
        var batch = ExchangeBatch()
        while batch.count < size {
            guard let found = try record(&batch) else {
                return batch.count == 0 && batch.rejections.isEmpty ? nil : batch
            }
            // A record counts in the pass that takes it. Only where no name tells is a record what its fields say.
            guard (found.isService ?? (found.record["structure_id"] != nil)) == isServices else { continue }
            batch.count += 1
            number += 1
            take(found.record, line: found.line, into: &batch)
        }
        return batch
    }

    private mutating func take(_ given: StandardRecord, line: Int?, into batch: inout ExchangeBatch) {
        let record = given.words("id") ?? "record \(number)"
        if isServices { hasServices = true } else { hasStructures = true }
        var given = given
        // People are not places: whoever answers for a service at the source is not carried over.
        if given.removeValue(forKey: "contact_nom_prenom") != nil {
            given["courriel"] = nil
            batch.leftOut["contact persons", default: 0] += 1
        }
        let faults = DataInclusionCheck.faults(of: given, isService: isServices, record: record, line: line)
        if !faults.isEmpty {
            batch.rejections += faults
            return
        }
        guard seen.insert("\(isServices) \(record)").inserted else {
            batch.rejections.append(
                Rejection(
                    record: record, line: line, field: "id", value: record, reason: "is there twice",
                    mend: "the first of both was taken: give one identifier to each"))
            return
        }
        do throws(Rejection) {
            if isServices {
                let (drafts, partial) = try reading.service(given, line: line)
                batch.drafts += drafts
                batch.rejections += partial
            } else {
                batch.drafts.append(try reading.structure(given, line: line))
            }
        } catch {
            batch.rejections.append(error)
        }
    }

    /// The next record of this pass or the one after it; `nil` at the end of both.
    private mutating func record(_ batch: inout ExchangeBatch) throws -> Found? {
        while true {
            if rows == nil {
                if file == paths.count {
                    if isServices { return nil }
                    (isServices, file) = (true, 0)
                }
                rows = try open(paths[file], &batch)
            }
            if let found = try advance() { return found }
            rows = nil
            file += 1
        }
    }

    private mutating func open(_ path: String, _ batch: inout ExchangeBatch) throws -> Rows {
        if !path.lowercased().hasSuffix(".csv") { return .json(try JSONItems(path: path)) }
        let table = try DataInclusionTable(try TextFile(path: path, limit: 1 << 30))
        if told.insert(file).inserted { batch.rejections += table.headerFaults }
        return .table(table.rows, next: 0)
    }

    /// Services by the name of a list or of a file; `nil` when it names neither, or both.
    private static func isServices(_ name: String) -> Bool? {
        let words = name.lowercased()
        let (structures, services) = (words.contains("structures"), words.contains("services"))
        return structures == services ? nil : services
    }

    private mutating func advance() throws -> Found? {
        let byFile = Self.isServices(URL(fileURLWithPath: paths[file]).lastPathComponent)
        switch rows {
        case .json(var items):
            defer { rows = .json(items) }
            while let item = try items.next() {
                guard case .object(let members) = try JSONReader.parse(item.file).value else {
                    throw Fault(
                        file: item.file.name, line: item.line, what: "an item of the list is no record",
                        mend: "each item is an object with the fields of the standard")
                }
                return Found(
                    record: members.withoutNulls, line: item.line, isService: Self.isServices(item.list) ?? byFile)
            }
            return nil
        case .table(let table, let next):
            guard next < table.count else { return nil }
            rows = .table(table, next: next + 1)
            return Found(record: table[next].record, line: table[next].line, isService: byFile)
        case nil: return nil
        }
    }
}

/// A table in the columns of the standard: lists are separated by commas; rows marked `__ignore__` explain the columns.
struct DataInclusionTable {
    struct Row: Sendable {
        var record: StandardRecord
        var line: Int
    }

    private(set) var rows: [Row] = []
    private(set) var headerFaults: [Rejection] = []

    private static let texts: Set<String> = [
        "source", "id", "structure_id", "nom", "date_maj", "description", "lien_source", "siret", "commune",
        "code_postal",
        "code_insee", "adresse", "complement_adresse", "telephone", "courriel", "site_web", "horaires_accueil",
        "accessibilite_lieu", "type", "frais", "frais_precisions", "publics_precisions", "conditions_acces",
        "contact_nom_prenom", "lien_mobilisation", "mobilisation_precisions",
    ]
    private static let numbers: Set<String> = [
        "longitude", "latitude", "volume_horaire_hebdomadaire", "nombre_semaines",
    ]
    private static let lists: Set<String> = [
        "thematiques", "publics", "modes_accueil", "zone_eligibilite", "modes_mobilisation", "mobilisable_par",
        "reseaux_porteurs",
    ]

    /// - Throws: `FileFaults` when the table cannot be read at all.
    init(_ file: TextFile) throws {
        let table = CSVRows(file.text)
        if let fault = table.fault {
            throw FileFaults([
                Fault(
                    file: file.name, line: fault.line, what: "the table cannot be read further («\(fault.found)»)",
                    mend: "check quotes and separators")
            ])
        }
        guard let header = table.rows.first else {
            throw FileFaults([Fault(file: file.name, line: 1, what: "the file is empty", mend: "fetch it again")])
        }
        checkHeader(header)
        for row in table.rows.dropFirst() {
            var record: StandardRecord = [:]
            var isIgnored = false
            for (name, cell) in zip(header.cells, row.cells) where !cell.isEmpty {
                if name == "__ignore__" { isIgnored = cell.lowercased() == "true" }
                if record[name] == nil, let value = Self.value(name, cell) { record[name] = value }
            }
            if !isIgnored { rows.append(Row(record: record, line: row.line)) }
        }
    }

    private mutating func checkHeader(_ header: CSVRows.Row) {
        let known = Self.texts.union(Self.numbers).union(Self.lists).union(["__ignore__"])
        var seen: Set<String> = []
        for name in header.cells {
            func tell(_ reason: String, _ mend: String) {
                headerFaults.append(
                    Rejection(
                        record: "header", line: header.line, field: name, value: name, reason: reason, mend: mend,
                        isPartial: true))
            }
            if !known.contains(name) { tell("is no column of data.inclusion 1", "rename it, or take it away") }
            if !seen.insert(name).inserted { tell("is there twice; the first was read", "rename one, or take it away") }
        }
    }

    private static func value(_ name: String, _ cell: String) -> JSONValue? {
        if texts.contains(name) { return .string(cell) }
        if numbers.contains(name) { return Double(cell).map { .number($0) } ?? .string(cell) }
        guard lists.contains(name) else { return nil }
        return .array(cell.split(separator: ",").map { .string($0.trimmingCharacters(in: .whitespaces)) })
    }
}
