import Areas
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Vault
import Web

/// Every route × every role × own and other organisation, compared with the one table of permission. A route without a rule cannot be
/// written; one that the matrix has no example for fails here.
@Suite struct PermissionMatrixTests {
    static let own = CaseworkTown.a
    static let other = CaseworkTown.b
    static let third = CaseworkTown.c

    /// What there is of one organisation, by what an address calls it.
    struct Holdings: Sendable {
        var values: [String: String]

        /// `persons/{id}/consents/{consent}` → the address of something that is there; `nil`: no example.
        func path(_ route: String) -> String? {
            var path = route
            for name in route.split(separator: "/").filter({ $0.hasPrefix("{") }) {
                let first = route.hasPrefix("members/invitation") ? "invitation" : route.split(separator: "/")[0]
                guard let value = values["\(first)\(name)"] ?? values[String(name)] else {
                    return nil
                }
                path = path.replacing(String(name), with: value)
            }
            return path
        }
    }

    struct Town {
        var city: TestCity
        var desk: TestDesk
        var own: Holdings
        var other: Holdings
    }

    static func town() async throws -> Town {
        let city = try await TestCity("demo-ville")
        let files = city.folder.appendingPathComponent("files").path
        try FileManager.default.createDirectory(atPath: files + "/exports", withIntermediateDirectories: true)
        let (books, _) = try TestCity.resources.get()
        let routes = CityDesk(
            workplace: city.workplace, published: city.city,
            outside: CityDesk.Outside(books: books, passwords: ScryptPool(rounds: 10), files: files),
            now: { TestCity.now }
        ).routes
        let desk = TestDesk(city: city, workplace: city.workplace, routes: routes)
        for organisation in [own, other, third] {
            try await TestGate.remember(TestDesk.Member.some(.manager, of: organisation).caller, city.workplace)
        }
        return Town(
            city: city, desk: desk, own: try await holdings(city, desk, own),
            other: try await holdings(city, desk, other))
    }

    static func holdings(_ city: TestCity, _ desk: TestDesk, _ organisation: String) async throws -> Holdings {
        let worker = TestDesk.Member.some(.socialWorker, of: organisation)
        let manager = TestDesk.Member.some(.manager, of: organisation)
        func id(_ path: String, _ json: [String: any Sendable], _ member: TestDesk.Member) async throws -> String {
            let answer = try await desk.api(.post, path, json: json, as: member)
            return try #require(try answer.object()["id"] as? String, "\(path): \(answer.text)")
        }
        let person = try await id("persons", CaseworkTown.file, worker)
        let consent = try await id(
            "persons/\(person)/consents",
            ["purpose": "referral", "organisations": [third], "giver": "person", "manner": "spoken"], worker)
        let referral = try await id(
            "referrals", ["urgency": "ordinary", "person": person, "toOrganisation": third], worker)
        let volunteer = TestDesk.Member.some(.volunteer, of: organisation, name: "volunteer of \(organisation)")
        try await TestGate.remember(volunteer.caller, city.workplace)
        let membership = try #require(volunteer.caller.membership).id
        let contact = try await id(
            "organisations/\(organisation)/contacts",
            ["name": "Exemple K.", "function": "Accueil", "email": "accueil@\(organisation).example"], manager)
        let export = try await id("exports", [:], manager)
        let (invitation, report) = (UUIDv7().description, UUIDv7().description)
        let address = try city.workplace.keys.seal(
            "someone@example.org", for: FieldPlace(table: "invitation", column: "email", row: invitation))
        let (service, place, twins) = try await city.database.write { connection in
            let service = try connection.row(
                """
                SELECT service.key AS key, service.site AS site FROM service JOIN site ON site.key = service.site
                WHERE COALESCE(service.operated_by, site.operated_by) = \(organisation)
                    AND site.operated_by = \(organisation) AND site.is_protected = 0 ORDER BY service.key
                """)
            let key: String = try #require(service).get("key")
            try connection.execute(
                """
                INSERT INTO report (id, service, matter, words, language, sent_at)
                VALUES (\(report), \(key), 'hours', NULL, 'fr', \(TestCity.now.milliseconds))
                """)
            try connection.execute(
                """
                INSERT INTO invitation (id, secret_hash, organisation, role, wards, email_index, email, language,
                    created_at, expires_at)
                VALUES (\(invitation), \(invitation), \(organisation), 'volunteer', '', \(invitation), \(address), 'fr',
                    \(TestCity.now.milliseconds), \(TestCity.now.milliseconds + 86_400_000))
                """)
            // Two that no other address names: the pair may be merged while the routes are tried.
            let twins = try connection.rows(
                """
                SELECT service.key AS key FROM service JOIN site ON site.key = service.site
                WHERE COALESCE(service.operated_by, site.operated_by, '') NOT IN (\(Self.own), \(Self.other))
                    AND site.is_protected = 0 AND service.retired_at IS NULL ORDER BY service.key LIMIT 2
                """
            ).map { try $0.get("key", as: String.self) }
            return (key, try #require(service).get("site", as: String.self), twins)
        }
        try #require(twins.count == 2)
        let event = try #require(
            try await desk.api(
                .post, "events",
                json: [
                    "title-en": "Tea", "category": "meeting", "day": "2026-12-01", "from": "15:00", "to": "16:00",
                    "do": "save", "registration": "code",
                ], as: manager
            ).object()["key"] as? String)
        let label = try await id("labels", ["site": place, "contact": "Accueil"], manager)
        let nobody = UUIDv7().description
        return Holdings(values: [
            "services{key}": service, "places{key}": place, "organisations{key}": organisation, "contacts{id}": contact,
            "persons{id}": person, "archive{id}": person, "{consent}": consent, "{attachment}": nobody,
            "{organisation}": third, "invitation{id}": invitation, "referrals{id}": referral, "reports{id}": report,
            "exports{id}": export,
            "members{id}": membership, "overrides{id}": nobody,
            "keys{id}": nobody, "sessions{id}": nobody, "letters{id}": nobody, "audit{kind}": "person",
            "audit{id}": person, "duplicates{kind}": "services", "{kept}": twins[0], "{gone}": twins[1],
            "rights{kind}": "sheet", "rights{key}": "harbour-arrival",
            "translations{kind}": "service", "translations{key}": service, "translations{field}": "name",
            "translations{target}": "es",
            "events{key}": event, "labels{id}": label, "recordings{kind}": "page", "recordings{key}": "emergency",
            "recordings{target}": "es",
        ])
    }

    /// Addresses whose example is not there for good reasons even for those who may: a part of a part that this town lacks, or
    /// something of the caller's own account.
    static func mayMiss(_ route: DeskRoute) -> Bool {
        // A revision that is named in the form, a health part that needs its ward, a link that was never made, a membership of one's own;
        // what the first who may has ended, so that the next finds it gone.
        [
            "/restoration", "/health", "/link-withdrawal", "memberships", "members/{id}/end",
            "invitation/{id}/withdrawal", "/{target}/sound",
        ]
        .contains { route.path.hasSuffix($0) }
            || ["{attachment}", "{consent}", "{organisation}"].contains { route.path.contains($0) }
            || ["archive", "overrides", "keys", "sessions", "letters", "exports", "audit"].contains {
                route.path.hasPrefix("\($0)/{")
            }
    }

    @Test func everyRouteAnswersEveryRoleAsTheTableSays() async throws {
        let town = try await Self.town()
        var cells = 0
        var open: [String] = []
        // First all that must be closed, so that nothing has moved when what is open is tried.
        for mustBeClosed in [true, false] {
            for route in town.desk.routes {
                guard case .rule(let subject, let action) = route.door else {
                    if mustBeClosed { open.append("\(route.method) \(route.path)") }
                    continue
                }
                for role in Role.allCases {
                    let member = TestDesk.Member.some(role, of: Self.own)
                    let scope = Permission.scope(role, subject, action)
                    for isOwn in [true, false] {
                        // A list of what happened to an id: as empty for another's as for one that never was.
                        if !isOwn, route.path.hasPrefix("audit/") { continue }
                        let isClosed =
                            scope == nil || (!isOwn && !route.pathNames.isEmpty && scope != .all && scope != .oneself)
                        guard isClosed == mustBeClosed else { continue }
                        let path = try #require(
                            (isOwn ? town.own : town.other).path(route.path), "no example for \(route.path)")
                        for face in route.faces {
                            let answer = try await Self.ask(town, route, path, face, member)
                            cells += 1
                            let cell = "\(route.method) \(path) as \(role) (\(isOwn ? "own" : "other"), \(face))"
                            #expect(answer.status.code < 500, "\(cell): \(answer.text.prefix(300))")
                            if isClosed {
                                #expect(answer.status == .notFound, "\(cell): \(answer.status)")
                            } else if !Self.mayMiss(route) {
                                #expect(answer.status != .notFound, "\(cell): nothing is there")
                            }
                        }
                    }
                }
            }
        }
        print("permission matrix: \(town.desk.routes.count) routes, \(cells) cells, \(open.count) open doors")
        #expect(cells > 3_000)
    }

    static func ask(
        _ town: Town, _ route: DeskRoute, _ path: String, _ face: DeskRoute.Face, _ member: TestDesk.Member
    ) async throws -> TestResponse {
        switch (face, route.method) {
        case (.page, .get): try await town.desk.get("/en/work/\(path)", as: member)
        case (.page, _): try await town.desk.post("/en/work/\(path)", [], as: member)
        case (.program, .get): try await town.desk.api(.get, path, as: member)
        case (.program, _): try await town.desk.api(.post, path, json: [:], as: member)
        }
    }

    /// Whoever is not signed in learns nothing: what exists and what does not lead the same way.
    @Test func everyDoorAsksForTheSignIn() async throws {
        let town = try await Self.town()
        for route in town.desk.routes {
            guard case .rule = route.door else { continue }
            let path = try #require(town.own.path(route.path), "no example for \(route.path)")
            if route.faces.contains(.page), route.method == .get {
                let answer = try await town.desk.get("/en/work/\(path)", as: nil)
                #expect(answer.status == .found, "\(path)")
                #expect(answer.headers[.location]?.hasPrefix("/en/work/sign-in") == true)
            }
            if route.faces.contains(.program) {
                let answer = try await town.desk.api(
                    route.method, path, json: route.method == .post ? [:] : nil, as: nil)
                #expect(answer.status == .unauthorized, "\(path)")
            }
        }
        let nowhere = try await town.desk.get("/en/work/no/such/address", as: nil)
        #expect(nowhere.status == .found)
        #expect(try await town.desk.api(.get, "no/such/address", as: nil).status == .unauthorized)
    }

    /// The open doors are these and no others: a new one is a decision.
    @Test func theOpenDoorsAreKnown() async throws {
        let town = try await Self.town()
        let open = Set(
            town.desk.routes.compactMap { route -> String? in
                guard case .open(let reason) = route.door else { return nil }
                #expect(reason.count > 8, "\(route.path) says why it is open")
                return String(route.path.prefix { $0 != "{" })
            })
        #expect(
            open == [
                "sign-in", "sign-in/code", "sign-out", "password/reset", "password/new/", "invitation/",
                "partner/", "still-true/", "purpose-notices/",
            ], "\(open.sorted())")
    }
}
