internal import Files
public import Foundation
public import Rules

/// The holidays of countries, read from data files: one file per country in the project's own form (`HolidayDefinitions`),
/// or one file of many countries as the library opening_hours.js has it (`HolidayTables`).
public enum HolidayLibrary {
    public struct Fault: Error, CustomStringConvertible {
        public var file: String
        public var reason: String
        public var description: String { "\(file): \(reason)" }
    }

    /// The files of the folder `holidays` among the resources; empty when there is none.
    public static func read(resources: URL) throws(Fault) -> [String: HolidayDefinitions] {
        let folder = resources.appendingPathComponent("holidays")
        guard FileManager.default.fileExists(atPath: folder.path) else { return [:] }
        return try read(folder)
    }

    /// A file, or all files `*.json` of a folder in the order of their names; of a country named twice the last one holds.
    /// - Returns: definitions by country (ISO 3166-1, upper case).
    public static func read(_ place: URL) throws(Fault) -> [String: HolidayDefinitions] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder) else {
            throw Fault(file: place.path, reason: "there is no such file or folder")
        }
        guard isFolder.boolValue else { return try definitions(in: place) }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: place.path)
        } catch {
            throw Fault(file: place.path, reason: error.localizedDescription)
        }
        var found: [String: HolidayDefinitions] = [:]
        for name in names.sorted() where name.hasSuffix(".json") {
            found.merge(try definitions(in: place.appendingPathComponent(name))) { $1 }
        }
        return found
    }

    /// The school holidays of a territory's file, by zone.
    /// - Parameter territory: the folder that holds `territory.yaml`.
    public static func schoolHolidays(territory: URL) throws(Fault) -> [String: [HolidayPeriod]] {
        let reading = Reading()
        guard let draft = TerritoryReading.read(DataFolder(territory.path), reading) else {
            throw Fault(file: territory.path, reason: "no territory that can be read; villerefuge check says why")
        }
        var found: [String: [HolidayPeriod]] = [:]
        for holiday in draft.settings.schoolHolidays {
            guard let zone = holiday.zone, let period = HolidayPeriod(holiday) else { continue }
            found[zone, default: []].append(period)
        }
        return found
    }

    private static func definitions(in file: URL) throws(Fault) -> [String: HolidayDefinitions] {
        do {
            let data = try Data(contentsOf: file)
            // Only the project's own form names its country.
            guard (try? JSONDecoder().decode(Country.self, from: data)) != nil else {
                return try HolidayTables.definitions(data)
            }
            let country = try JSONDecoder().decode(HolidayDefinitions.self, from: data)
            guard country.country.count == 2, country.country == country.country.uppercased() else {
                throw Fault(file: file.path, reason: "«\(country.country)» is not a country code of ISO 3166-1 (FR)")
            }
            return [country.country: country]
        } catch let fault as Fault {
            throw fault
        } catch let error as DecodingError {
            throw Fault(file: file.path, reason: reason(error))
        } catch {
            throw Fault(file: file.path, reason: error.localizedDescription)
        }
    }

    private struct Country: Decodable {
        var country: String
    }

    /// Where in the file, and what: `publicHolidays.3.date: not understood: someday`.
    private static func reason(_ error: DecodingError) -> String {
        let context: DecodingError.Context
        switch error {
        case .typeMismatch(_, let found), .valueNotFound(_, let found), .keyNotFound(_, let found),
            .dataCorrupted(let found):
            context = found
        @unknown default: return "\(error)"
        }
        let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
        return path.isEmpty ? context.debugDescription : "\(path): \(context.debugDescription)"
    }
}

extension HolidayPeriod {
    /// nil: the dates do not exist.
    init?(_ holiday: TerritorySettings.SchoolHoliday) {
        guard let from = LocalDate(firstOf: holiday.from), let to = LocalDate(lastOf: holiday.to) else { return nil }
        self.init(name: holiday.name["en"] ?? holiday.name.byLanguage.values.first ?? "", from: from, to: to)
    }
}
