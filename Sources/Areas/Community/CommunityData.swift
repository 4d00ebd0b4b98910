/// What the tables of this area hold of people, see `DataTable`.
enum CommunityData {
    static let map: [DataTable] = [DataTable("organisation", about: .nobody)]
}
