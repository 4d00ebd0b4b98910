internal import Files
internal import Foundation
internal import Rules

/// What the files say of the city.
struct TerritoryDraft: Sendable {
    var settings: TerritorySettings
    var taxonomy: Taxonomy
    var districts: [District]
    var regions: [Region]
    /// Folder of the law's texts, relative to the territory.
    var rightsFolder: String?
}

/// Reads `territory.yaml`, `districts.yaml`, `areas.yaml` and the taxonomy, then the words of each language that the city offers.
enum TerritoryReading {
    /// `nil` when the settings cannot be read; the other files are read nevertheless, so that all faults are told.
    static func read(_ folder: DataFolder, _ reading: Reading) -> TerritoryDraft? {
        let settings = folder.read("territory.yaml", reading)?.record().map { SettingsReading.read($0) }
        var taxonomy = TaxonomyReading.read(folder, folders: settings?.taxonomyFolders ?? ["../taxonomy"], reading)
        let read = folder.records("districts.yaml", reading, mayBeAbsent: true).compactMap { district($0) }
        DistrictShape.check(read)
        var districts = read.map(\.district)
        let regions = folder.records("areas.yaml", reading, mayBeAbsent: true).compactMap { region($0) }
        let rightsFolder = settings?.rightsFolder
        guard var settings = settings?.settings else { return nil }
        for tag in settings.languages.offered {
            let words = DataFolder(folder.path(of: "../../Resources/languages/\(tag)/words"))
            let pack = LanguagePack(tag: tag, folder: words, reading: reading)
            pack.fill(&taxonomy)
            pack.fill(&settings, &districts)
        }
        // From here on, a text that lacks an offered language is worth a remark; the packs count theirs themselves.
        reading.offeredLanguages = settings.languages.offered
        return TerritoryDraft(
            settings: settings, taxonomy: taxonomy, districts: districts, regions: regions, rightsFolder: rightsFolder)
    }

    private static func district(_ record: Record) -> (district: District, place: Field)? {
        let key = record.ownKey(of: "district")
        let number = record.needed("number")?.integer()
        let name = record.needed("name")?.text(mayBeProperName: true)
        let aliases = record.strings("alias")
        let postcodes = record.strings("postcodes")
        let centre = record.needed("centre")?.point()
        let population = record.record("population")?.figure()
        let outlineField = record.needed("outline")
        let ring = outlineField?.items().compactMap { $0.point() } ?? []
        record.finish()
        guard let key, let number, let name, let centre, let outlineField else { return nil }
        let district = District(
            key: key, number: number, name: name, aliases: aliases, postcodes: postcodes, centre: centre,
            population: population, outline: Outline(rings: [ring]))
        return (district, outlineField)
    }

    private static func region(_ record: Record) -> Region? {
        let key = record.ownKey(of: "area")
        let code = record.needed("code")?.string()
        let name = record.needed("name")?.text(mayBeProperName: true)
        let kind = record.needed("kind")?.string()
        let figures = record.figures("places2015")
        let population = record.record("population")?.figure()
        let note = record.prose("note")
        let sources = record.sources()
        record.finish()
        guard let key, let code, let name, let kind else { return nil }
        return Region(
            key: key, code: code, name: name, kind: kind, figures: figures, population: population, note: note,
            sources: sources)
    }
}
