internal import Files
internal import Rules

struct GuideDraft: Sendable {
    var sites: [Site] = []
    var services: [Service] = []
}

/// Reads `sites/*.yaml`.
enum GuideReading {
    /// What the engine of opening hours says against an expression.
    static func hoursProblem(_ words: String) -> (message: String, position: Int?)? {
        do {
            _ = try OpeningHours(parsing: words)
            return nil
        } catch {
            let reason = spaced(error.reason.key) + (error.reason.value.map { " «\($0)»" } ?? "")
            return (reason + (error.mend.map { ", perhaps «\($0)»" } ?? ""), error.position)
        }
    }

    /// `unknownWord` → `unknown word`
    private static func spaced(_ name: String) -> String {
        name.reduce(into: "") { $0 += $1.isUppercase ? " \($1.lowercased())" : String($1) }
    }

    static func read(_ folder: DataFolder, _ reading: Reading) -> GuideDraft {
        var draft = GuideDraft()
        var doubles = DoubledSites()
        for file in folder.yamlFiles(in: "sites") {
            for record in folder.records(file, reading) {
                guard let site = SiteReading.read(record) else { continue }
                doubles.check(site.site, record)
                draft.sites.append(site.site)
                draft.services += site.services
            }
        }
        return draft
    }
}

/// Two sites with the same name at the same point, or in the same street when no point is known, are one.
private struct DoubledSites {
    private var seen: [String: (key: String, place: Field)] = [:]

    mutating func check(_ site: Site, _ record: Record) {
        let place = site.point.map { "\($0.latitude) \($0.longitude)" } ?? NameFolding.folded(site.address ?? "")
        let name = site.name.languages.first.flatMap { site.name[$0] } ?? ""
        let identity = "\(NameFolding.folded(name)) @ \(place)"
        if let first = seen[identity] {
            record.fault(
                "\(site.key) has the name and the place of \(first.key) (\(first.place.file):\(first.place.line))",
                mend: "merge the two")
        } else {
            seen[identity] = (site.key, record.place)
        }
    }
}
