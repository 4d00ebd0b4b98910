import Foundation
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@testable import Areas

/// A small city with a desk of its community: two organisations, two districts, three needs.
struct CommunityWorld {
    let files: CityFiles
    let city: TestCity
    let desk: TestDesk
    let community: CommunityDesk

    static let coordinator = TestDesk.Member.some(.coordinator, of: "town")
    static let manager = TestDesk.Member.some(.manager, of: "helpers")
    static let stranger = TestDesk.Member.some(.manager, of: "town")
    static let fieldWorker = TestDesk.Member.some(.fieldWorker, of: "helpers")
    static let volunteer = TestDesk.Member.some(.volunteer, of: "helpers")
    static let observer = TestDesk.Member.some(.observer, of: "town")

    init(_ changes: [String: String?] = [:], surroundings change: (inout CommunitySurroundings) -> Void = { _ in })
        async throws
    {
        files = try CityFiles(changes)
        city = try await TestCity(folder: URL(fileURLWithPath: files.folder))
        var around = CommunitySurroundings(
            reach: { _ in ["helpers": OrganisationReach(needs: ["shower"], districts: ["north"], count: 3)] },
            holder: { connection, id, _ in
                try connection.row(
                    """
                    SELECT account, organisation, role, wards, password_set_at FROM membership
                    JOIN account ON account.id = membership.account
                    WHERE membership.id = \(id) AND ended_at IS NULL AND disabled_at IS NULL
                    """
                ).map { row in
                    let role: String = try row.get("role")
                    let password = try row.optional("password_set_at", as: Int64.self) ?? 0
                    return CalendarHolder(
                        caller: Caller(
                            account: try row.get("account"), name: "",
                            membership: .init(
                                id: id, organisation: try row.get("organisation"),
                                role: Role(rawValue: role) ?? .observer), isStrong: true,
                            means: .session("calendar")),
                        standing: "\(role)/\(try row.get("wards", as: String.self))/\(password)")
                }
            })
        change(&around)
        community = CommunityDesk(
            workplace: city.workplace, surroundings: around, languages: ["ar", "en", "es", "fr"])
        desk = TestDesk(city: city, workplace: city.workplace, routes: community.routes)
    }

    static func form(
        name: String = "Exemple Ayşe", function: String = "Accueil", email: String = "ayse@example.org",
        _ more: [(String, String)] = []
    ) -> [(String, String)] {
        [("name", name), ("function", function), ("email", email)] + more
    }

    /// A contact written down by the API.
    @discardableResult
    func contact(
        of organisation: String, name: String, function: String = "Accueil", email: String? = nil,
        languages: [String] = [], topics: [String] = []
    ) async throws -> String {
        let email = email ?? "\(name.lowercased().filter { $0.isASCII && $0.isLetter })@example.org"
        let answer = try await desk.api(
            .post, "organisations/\(organisation)/contacts",
            json: [
                "name": name, "function": function, "email": email, "languages": languages, "topics": topics,
            ], as: Self.coordinator)
        #expect(answer.status == .created, "\(answer.text)")
        return try answer.object()["id"] as? String ?? ""
    }

    func count(_ sql: SQL) async throws -> Int {
        try await city.database.read { try $0.row(sql)?.get("number") ?? -1 }
    }

    /// Every byte of the database on the disk, journal included.
    func bytesOnDisk() throws -> Data {
        var all = Data()
        for name in try FileManager.default.contentsOfDirectory(atPath: city.folder.path) {
            all += try Data(contentsOf: city.folder.appendingPathComponent(name))
        }
        return all
    }
}
