internal import Files
internal import Rules

struct CityDraft: Sendable {
    var territory: TerritoryDraft
    var organisations: [Organisation]
    var guide: GuideDraft
    var plan: PlanDraft
    var rights: RightsDraft
    var events: [Event]
    /// `nil`: this city has no label of welcoming places.
    var label: LabelScheme?
}

/// Reads all files of a territory in one go.
enum CityFolder {
    static func read(_ path: String) -> (draft: CityDraft?, report: CheckReport) {
        let folder = DataFolder(path)
        guard folder.exists else {
            let fault = Fault(
                file: folder.path, line: 0, what: "there is no such folder", mend: "give the folder of a territory")
            return (nil, CheckReport(faults: [fault], notes: [], counts: []))
        }
        let reading = Reading(hoursProblem: GuideReading.hoursProblem)
        let territory = TerritoryReading.read(folder, reading)
        let organisations = CommunityReading.read(folder, reading)
        let guide = GuideReading.read(folder, reading)
        let plan = PlanReading.read(folder, reading)
        let rights = RightsReading.read(
            territory?.rightsFolder, of: folder, country: territory?.settings.country, reading)
        let events = EventReading.read(folder, reading)
        let label = LabelReading.read(folder, reading)
        let sources = folder.yamlFiles(in: "sources")
        for source in sources { _ = OpenDataMapping.read(path: folder.path(of: source), reading) }
        reading.settleKeys()
        let counts: [(String, Int?)] = [
            ("districts", territory?.districts.count), ("areas", territory?.regions.count),
            ("themes", territory?.taxonomy.themes.count), ("needs", territory?.taxonomy.needs.count),
            ("organisations", organisations.count), ("sites", guide.sites.count), ("services", guide.services.count),
            ("plans", plan.plans.count), ("commitments", plan.plans.flatMap(\.commitments).count),
            ("open-data mappings", sources.count), ("actions", plan.plans.flatMap(\.actions).count),
            ("initiatives", plan.initiatives.count), ("sheets of rights", rights.sheets.count),
            ("checklists", rights.checklists.count), ("questions", rights.tree?.questions.count),
            ("events", events.count),
        ]
        let report = CheckReport(
            faults: FileFaults(reading.faults).faults,
            notes: reading.remarks.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" },
            counts: counts.map { CheckReport.Count(kind: $0.0, count: $0.1 ?? 0) })
        let draft = territory.map {
            CityDraft(
                territory: $0, organisations: organisations, guide: guide, plan: plan, rights: rights,
                events: events, label: label)
        }
        return (draft, report)
    }
}
