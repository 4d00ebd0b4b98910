/// What the tables of this area hold of people, see `DataTable`.
enum GuideData {
    static let map: [DataTable] = [
        DataTable("site", about: .nobody), DataTable("site_partner", about: .nobody),
        DataTable("service", about: .nobody), DataTable("service_need", about: .nobody),
        DataTable("report", about: .nobody),
    ]
}
