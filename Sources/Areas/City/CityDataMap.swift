extension City {
    /// What every table holds of people, area by area.
    public static let dataMap: [DataTable] =
        TerritoryData.map + IdentityData.map + CommunityData.map + GuideData.map + CaseworkData.map + PlanData.map
        + ExchangeData.map + RightsData.map + TwinData.map + OpenDataShelf.map + TranslationData.map
        + EventsData.map + LabelData.map
}

enum TerritoryData {
    static let map: [DataTable] = [
        DataTable("territory", about: .nobody), DataTable("source_document", about: .nobody),
        DataTable("theme", about: .nobody), DataTable("need", about: .nobody), DataTable("term", about: .nobody),
        DataTable("district", about: .nobody), DataTable("region", about: .nobody),
        DataTable("station", about: .nobody), DataTable("boundary", about: .nobody),
        DataTable("local_edit", about: .nobody), DataTable("schema_migration", about: .machine),
    ]
}

enum PlanData {
    static let map: [DataTable] = [
        DataTable("plan", about: .nobody), DataTable("plan_partner", about: .nobody),
        DataTable("plan_site", about: .nobody), DataTable("initiative", about: .nobody),
    ]
}
