internal import Files
internal import Foundation
internal import Rules

/// Reads `territory.yaml`. Sets the languages and bounds by which the other files are judged.
enum SettingsReading {
    struct Result {
        /// `nil` when something that every city needs is missing or wrong.
        var settings: TerritorySettings?
        var taxonomyFolders: [String]
        /// Folder of the law's texts, relative to the territory; `nil`: the city has none.
        var rightsFolder: String?
    }

    static func read(_ record: Record) -> Result {
        let folders = record.strings("taxonomy")
        let rights = record.string("rights")
        return Result(
            settings: settings(record), taxonomyFolders: folders.isEmpty ? ["../taxonomy"] : folders,
            rightsFolder: rights)
    }

    private static func settings(_ record: Record) -> TerritorySettings? {
        let languages = record.needed("languages")?.record().flatMap { self.languages($0) }
        let bounds = record.needed("bounds")?.record().flatMap { self.bounds($0) }
        record.reading.requiredLanguages = languages?.required ?? []
        record.reading.bounds = bounds

        let key = record.ownKey(of: "territory")
        let name = record.needed("name")?.text(mayBeProperName: true)
        let slogan = record.name("slogan")
        let country = record.needed("country").flatMap { code($0, letters: 2, of: "ISO 3166-1 (FR)") }
        let region = record.string("region")
        let zone = record.string("schoolHolidayZone")
        let timeZone = record.needed("timeZone").flatMap { self.timeZone($0) }
        let currency = record.needed("currency").flatMap { code($0, letters: 3, of: "ISO 4217 (EUR)") }
        let centre = record.needed("centre")?.point()
        let emergency = record.records("emergency").compactMap { number($0) }
        let publisher = record.needed("publisher")?.record().flatMap { self.publisher($0) }
        let holidays = record.records("schoolHolidays").compactMap { holiday($0) }
        let documents = record.records("documents").compactMap { document($0) }
        let approval: ServiceApproval? = record.choice("approval")
        let exit = record.webAddress("exit")
        record.finish()
        guard let languages, let bounds, let key, let name, let country, let timeZone, let currency, let centre,
            let publisher
        else { return nil }
        var settings = TerritorySettings(
            key: key, name: name, slogan: slogan, country: country, region: region, schoolHolidayZone: zone,
            timeZone: timeZone, currency: currency, languages: languages, bounds: bounds, centre: centre,
            emergency: emergency, publisherName: publisher.name, publisher: publisher.organisation,
            schoolHolidays: holidays, documents: documents, approval: approval)
        settings.exit = exit
        return settings
    }

    private static func languages(_ record: Record) -> TerritorySettings.Languages? {
        let preferred = record.needed("default")?.language()
        let offered = record.languages("offered")
        let required = record.languages("required")
        record.finish()
        guard let preferred else { return nil }
        for language in [preferred] + required where !offered.contains(language) {
            record.fault("«\(language)» is not among the offered languages", mend: "add it to «offered»")
        }
        return TerritorySettings.Languages(preferred: preferred, offered: offered, required: required)
    }

    private static func bounds(_ record: Record) -> Bounds? {
        let sides = ["south", "west", "north", "east"].map { record.needed($0)?.number() }
        record.finish()
        guard let south = sides[0], let west = sides[1], let north = sides[2], let east = sides[3] else { return nil }
        guard south < north, west < east else {
            record.fault("the bounds are turned round", mend: "south must be less than north, west less than east")
            return nil
        }
        return Bounds(south: south, west: west, north: north, east: east)
    }

    private static func code(_ field: Field, letters: Int, of standard: String) -> String? {
        guard let words = field.string() else { return nil }
        guard words.utf8.count == letters, words.utf8.allSatisfy({ (65...90).contains($0) }) else {
            field.fault("«\(words)» is not a code of \(standard)", mend: "write \(letters) capital letters")
            return nil
        }
        return words
    }

    private static func timeZone(_ field: Field) -> String? {
        guard let words = field.string() else { return nil }
        guard words.contains("/") || words == "UTC", TimeZone(identifier: words) != nil else {
            field.fault(
                "«\(words)» is not a time zone", mend: "write a name of the IANA list, for example Europe/Paris")
            return nil
        }
        return words
    }

    private static func number(_ record: Record) -> TerritorySettings.EmergencyNumber? {
        let number = record.needed("number")?.phone()
        let name = record.needed("name")?.text(mayBeProperName: true)
        let when = record.needed("when")?.text(mayBeProperName: false)
        let needs = record.mentions("needs", of: "need")
        let asked = record.strings("asked").map { NameFolding.folded($0) }.filter { !$0.isEmpty }
        let isByText = record.flag("byText") ?? false
        record.finish()
        guard let number, let name, let when else { return nil }
        return TerritorySettings.EmergencyNumber(
            number: number, name: name, when: when, needs: needs, asked: asked, isByText: isByText)
    }

    private static func publisher(_ record: Record) -> (name: LocalisedText, organisation: String?)? {
        let name = record.needed("name")?.text(mayBeProperName: true)
        let organisation = record.mention("organisation", of: "organisation")
        record.finish()
        return name.map { ($0, organisation) }
    }

    private static func holiday(_ record: Record) -> TerritorySettings.SchoolHoliday? {
        let name = record.needed("name")?.text(mayBeProperName: true)
        let zone = record.string("zone")
        let from = record.needed("from")?.date()
        let to = record.needed("to")?.date()
        record.finish()
        guard let name, let from, let to else { return nil }
        if from.day == nil || to.day == nil { record.fault("a holiday needs whole days", mend: "write YYYY-MM-DD") }
        if to < from { record.fault("the holiday ends before it begins", mend: "check from and to", at: "to") }
        return TerritorySettings.SchoolHoliday(name: name, zone: zone, from: from, to: to)
    }

    private static func document(_ record: Record) -> SourceDocument? {
        let key = record.ownKey(of: "document")
        let title = record.needed("title")?.text(mayBeProperName: true)
        let publisher = record.name("publisher")
        let date = record.date("date")
        let url = record.webAddress("url")
        let licence = record.string("licence")
        record.finish()
        guard let key, let title else { return nil }
        return SourceDocument(key: key, title: title, publisher: publisher, date: date, url: url, licence: licence)
    }
}
