internal import Files
internal import Rules
public import Store
internal import Web

/// What a table of services would become.
public struct SpreadsheetProposal: Sendable {
    /// The mapping as its file.
    public var mapping: String
    public var encoding: String
    public var rows: Int
    /// The first rows as they would be taken: name, place, needs, hours.
    public var examples: [String]
    /// What would not be taken, of all rows.
    public var rejections: [Rejection]
}

extension City {
    /// Proposes what the columns of a table mean, and says what would become of its rows. Writes nothing.
    /// - Throws: `FileFaults` when the file is no table; `TerritoryError.noCity`.
    public static func proposeColumns(_ path: String, mapping: String? = nil, in database: Database) async throws
        -> SpreadsheetProposal
    {
        let known = try await database.read { try ExchangeKnown.load($0, source: "preview", format: .csv) }
        var file = try SpreadsheetFile(path: path, mapping: mapping, known: known)
        var proposal = SpreadsheetProposal(
            mapping: file.mapping.text, encoding: file.encoding.rawValue, rows: 0, examples: [], rejections: [])
        while let batch = try file.next(1_000) {
            proposal.rows += batch.count
            proposal.rejections += batch.rejections
            for draft in batch.drafts where proposal.examples.count < 5 {
                if let example = SpreadsheetProposal.example(draft, batch.drafts) { proposal.examples.append(example) }
            }
        }
        return proposal
    }

    /// The services of the guide as a table that a spreadsheet opens, and that the import reads back.
    public static func exportCSV(_ content: CityContent) -> String {
        CSVText.mark + CSVText.text(SpreadsheetExport(content).rows)
    }
}

extension SpreadsheetProposal {
    static func example(_ draft: ExchangeDraft, _ all: [ExchangeDraft]) -> String? {
        guard case .service(let service) = draft.item else { return nil }
        func words(_ text: LocalisedText) -> String { text.read(in: "fr", fallbacks: ["en"]).words }
        let site = all.lazy.compactMap { draft -> Site? in
            guard case .site(let site) = draft.item, site.key == service.site else { return nil }
            return site
        }.first
        let address = [site?.address, site?.postcode, site?.city].compactMap { $0 }.joined(separator: ", ")
        return [words(service.name), address, service.needs.joined(separator: " "), service.hours ?? "no hours"].filter
        {
            !$0.isEmpty
        }.joined(separator: " | ")
    }
}

/// The services as rows. Protected places have neither address nor point.
struct SpreadsheetExport {
    let rows: [[String]]

    init(_ content: CityContent) {
        let sites = Dictionary(
            content.guide.sites.map { ($0.key, $0.withoutSecrets) }, uniquingKeysWith: { first, _ in first })
        let services = content.guide.services
        var tags: [SpreadsheetMeaning: Set<String>] = [:]
        for service in services {
            tags[.name, default: []].formUnion(service.name.languages)
            tags[.description, default: []].formUnion(service.description?.languages ?? [])
            tags[.placeName, default: []].formUnion(sites[service.site]?.name.languages ?? [])
        }
        // The hours of all days go out in one column.
        let meanings = SpreadsheetMeaning.allCases.filter { $0.day == nil }
        let columns = meanings.flatMap { meaning -> [(SpreadsheetMeaning, String?)] in
            meaning.isText ? (tags[meaning] ?? []).sorted().map { (meaning, $0) } : [(meaning, nil)]
        }
        let header = columns.map { $0.rawValue + ($1.map { ":\($0)" } ?? "") }
        rows =
            [header]
            + services.map { service in
                let site = sites[service.site]
                return columns.map { Self.cell($0, $1, service, site) }
            }
    }

    private static func cell(_ meaning: SpreadsheetMeaning, _ tag: String?, _ service: Service, _ site: Site?) -> String
    {
        func text(_ text: LocalisedText?) -> String { tag.flatMap { text?.byLanguage[$0] } ?? "" }
        return switch meaning {
        case .id: service.key
        case .place: service.site
        case .name: text(service.name)
        case .placeName: text(site?.name)
        case .kind: site?.kind ?? ""
        case .address: site?.address ?? ""
        case .postcode: site?.postcode ?? ""
        case .city: site?.city ?? ""
        case .latitude: site?.point.map { "\($0.latitude)" } ?? ""
        case .longitude: site?.point.map { "\($0.longitude)" } ?? ""
        case .phone: service.phone ?? site?.phone ?? ""
        case .website: service.website ?? ""
        case .description: text(service.description)
        case .hours: service.hours ?? ""
        case .needs: service.needs.joined(separator: "; ")
        case .publics: service.publics.joined(separator: "; ")
        case .cost: service.cost ?? ""
        case .conditions: service.conditions.joined(separator: "; ")
        case .languages: service.languages.joined(separator: "; ")
        case .accessibility: service.accessibility.joined(separator: "; ")
        case .amenities: service.amenities.joined(separator: "; ")
        case .confirmed: service.confirmed?.description ?? ""
        case .monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday, .holidays: ""
        }
    }
}
