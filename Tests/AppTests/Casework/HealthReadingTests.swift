import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Web

@testable import Areas

/// Whoever opens health is written down as having opened health: every address of the area, on both faces.
@Suite struct HealthReadingTests {
    /// A request, and whether what it answers shows something of health.
    struct Reading: Sendable {
        var route: String
        var path: String
        var form: [(String, String)] = []
        var showsHealth: Bool
    }

    static let reader = TestDesk.Member.some(
        .manager, of: CaseworkTown.a, wards: [.health, .minors, .protectedPlaces], name: "reader")

    struct Holdings {
        /// Health apart; behind the ward as a whole; the same in the archive.
        var open, closed, archived: String
        var paper, consent, referral, export: String
    }

    static func fill(_ town: CaseworkTown) async throws -> Holdings {
        let health = TestDesk.Member.some(.manager, of: CaseworkTown.a, wards: [.health], name: "filler")
        let open = try await town.person(["firstName": "Exemple O."])
        _ = try await town.desk.api(
            .post, "persons/\(open)/health", json: ["version": 0, "needs": ["dentist"], "words": "MarkHealthQx"],
            as: health)
        let paper = UUIDv7().description
        _ = try await town.desk.post(
            "/en/work/persons/\(open)/attachments", [("id", paper), ("title", "MarkHealthQx"), ("isHealth", "on")],
            file: ("file", "x.pdf", Array("%PDF-1.4 MarkHealthQx".utf8)), as: health)
        let consent = try await town.consent(open, "support", as: health)
        var closed: [String] = []
        for name in ["Exemple W.", "Exemple Z."] {
            closed.append(
                try await town.person(["firstName": name, "note": "MarkHealthQx", "wards": ["health"]], as: health))
        }
        let moment = TestCity.now.milliseconds
        try await town.execute("UPDATE person_file SET archived_at = \(moment) WHERE id = \(closed[1])")
        let opened = try await town.desk.api(
            .post, "archive/\(closed[1])/opening", json: ["reason": "why"], as: reader)
        #expect(opened.status == .ok)
        let referral = try await town.referral(
            ["toOrganisation": CaseworkTown.a, "healthNeeds": ["dentist"], "message": "MarkHealthQx"],
            as: CaseworkTown.otherNurse)
        let export = try await town.desk.api(.post, "exports", json: [:], as: reader).object()
        return Holdings(
            open: open, closed: closed[0], archived: closed[1], paper: paper, consent: consent, referral: referral,
            export: try #require(export["id"] as? String))
    }

    static func readings(_ held: Holdings) -> [Reading] {
        let (open, closed, archived) = (held.open, held.closed, held.archived)
        return [
            Reading(route: "GET persons", path: "persons", showsHealth: true),
            Reading(
                route: "POST persons/search", path: "persons/search", form: [("firstName", "Exemple W.")],
                showsHealth: true),
            Reading(route: "GET persons/new", path: "persons/new", showsHealth: false),
            Reading(route: "POST persons", path: "persons", showsHealth: false),
            Reading(route: "GET persons/{id}", path: "persons/\(open)", showsHealth: true),
            Reading(route: "GET persons/{id}", path: "persons/\(closed)", showsHealth: true),
            Reading(route: "GET persons/{id}/edit", path: "persons/\(open)/edit", showsHealth: false),
            Reading(route: "GET persons/{id}/edit", path: "persons/\(closed)/edit", showsHealth: true),
            Reading(route: "POST persons/{id}", path: "persons/\(closed)", showsHealth: true),
            Reading(
                route: "POST persons/{id}", path: "persons/\(closed)",
                form: [("version", "99"), ("purpose", "support")],
                showsHealth: true),
            Reading(route: "POST persons/{id}/contact", path: "persons/\(open)/contact", showsHealth: false),
            Reading(route: "GET persons/{id}/health", path: "persons/\(open)/health", showsHealth: true),
            Reading(
                route: "POST persons/{id}/health", path: "persons/\(open)/health", form: [("needs", "no-such-need")],
                showsHealth: true),
            Reading(
                route: "POST persons/{id}/health", path: "persons/\(open)/health", form: [("version", "99")],
                showsHealth: true),
            Reading(route: "POST persons/{id}/attachments", path: "persons/\(open)/attachments", showsHealth: true),
            Reading(
                route: "GET persons/{id}/attachments/{attachment}", path: "persons/\(open)/attachments/\(held.paper)",
                showsHealth: true),
            Reading(
                route: "GET persons/{id}/attachments/{attachment}/removal",
                path: "persons/\(open)/attachments/\(held.paper)/removal", showsHealth: true),
            Reading(
                route: "POST persons/{id}/attachments/{attachment}/removal",
                path: "persons/\(open)/attachments/\(UUIDv7())/removal", showsHealth: false),
            Reading(route: "GET persons/{id}/consents/new", path: "persons/\(closed)/consents/new", showsHealth: true),
            Reading(route: "POST persons/{id}/consents", path: "persons/\(closed)/consents", showsHealth: true),
            Reading(
                route: "GET persons/{id}/consents/{consent}/withdrawal",
                path: "persons/\(open)/consents/\(held.consent)/withdrawal", showsHealth: false),
            Reading(
                route: "POST persons/{id}/consents/{consent}/withdrawal",
                path: "persons/\(open)/consents/\(held.consent)/withdrawal", showsHealth: false),
            Reading(route: "POST persons/{id}/notices", path: "persons/\(open)/notices", showsHealth: true),
            Reading(route: "POST persons/{id}/shares", path: "persons/\(open)/shares", showsHealth: true),
            Reading(
                route: "POST persons/{id}/shares/{organisation}/end", path: "persons/\(open)/shares/none/end",
                showsHealth: false),
            Reading(route: "GET overrides", path: "overrides", showsHealth: false),
            Reading(route: "GET overrides/{id}", path: "overrides/\(UUIDv7())", showsHealth: false),
            Reading(route: "POST overrides/{id}", path: "overrides/\(UUIDv7())", showsHealth: false),
            Reading(route: "POST overrides/{id}/end", path: "overrides/\(UUIDv7())/end", showsHealth: false),
            Reading(route: "GET referrals", path: "referrals", showsHealth: true),
            Reading(route: "GET referrals/new", path: "referrals/new?person=\(open)", showsHealth: true),
            Reading(
                route: "POST referrals/preview", path: "referrals/preview",
                form: [
                    ("person", open), ("toOrganisation", CaseworkTown.b), ("healthNeeds", "dentist"),
                    ("urgency", "today"),
                ], showsHealth: true),
            Reading(
                route: "POST referrals/consent", path: "referrals/consent", form: [("person", open)], showsHealth: false
            ),
            Reading(route: "POST referrals", path: "referrals", form: [("person", open)], showsHealth: true),
            Reading(route: "GET referrals/{id}", path: "referrals/\(held.referral)", showsHealth: true),
            Reading(route: "POST referrals/{id}", path: "referrals/\(held.referral)", showsHealth: true),
            Reading(
                route: "POST referrals/{id}/link-withdrawal", path: "referrals/\(held.referral)/link-withdrawal",
                showsHealth: false),
            Reading(route: "GET partner/{secret}", path: "partner/none", showsHealth: false),
            Reading(route: "POST partner/{secret}", path: "partner/none", showsHealth: false),
            Reading(route: "GET persons/{id}/copy", path: "persons/\(open)/copy", showsHealth: true),
            Reading(route: "GET persons/{id}/copy.json", path: "persons/\(open)/copy.json", showsHealth: true),
            Reading(route: "GET persons/{id}/erasure", path: "persons/\(closed)/erasure", showsHealth: true),
            Reading(route: "POST persons/{id}/erasure", path: "persons/\(closed)/erasure", showsHealth: true),
            Reading(route: "GET erasures", path: "erasures", showsHealth: false),
            Reading(route: "GET archive", path: "archive", showsHealth: true),
            Reading(route: "POST archive/{id}/opening", path: "archive/\(archived)/opening", showsHealth: false),
            Reading(route: "GET archive/{id}", path: "archive/\(archived)", showsHealth: true),
            Reading(route: "GET exports", path: "exports", showsHealth: false),
            Reading(route: "POST exports", path: "exports", showsHealth: true),
            Reading(route: "GET exports/{id}", path: "exports/\(held.export)", showsHealth: false),
            Reading(route: "POST exports/{id}/removal", path: "exports/\(held.export)/removal", showsHealth: false),
            Reading(route: "GET figures/people", path: "figures/people", showsHealth: false),
            Reading(route: "GET figures/people.csv", path: "figures/people.csv", showsHealth: false),
            Reading(route: "GET purpose-notices/{version}", path: "purpose-notices/1", showsHealth: false),
        ]
    }

    static func lines(_ town: CaseworkTown) async throws -> Int {
        let (account, pattern) = (reader.caller.account, "%-health")
        return try await town.count(
            """
            SELECT COUNT(*) AS count FROM audit WHERE actor = \(account) AND kind LIKE \(pattern) AND outcome = 'done'
            """)
    }

    @Test func whoOpensHealthIsWrittenDownAsSuchEverywhere() async throws {
        let town = try await CaseworkTown()
        let readings = Self.readings(try await Self.fill(town))
        let routes = Dictionary(uniqueKeysWithValues: town.desk.routes.map { ("\($0.method.rawValue) \($0.path)", $0) })
        #expect(Set(readings.map(\.route)) == Set(routes.keys), "an address without an example, or one that is gone")
        var answers = 0
        for reading in readings {
            let route = try #require(routes[reading.route])
            for face in [DeskRoute.Face.page, .program] where route.faces.contains(face) {
                let before = try await Self.lines(town)
                let json = Dictionary(reading.form.map { ($0.0, $0.1 as any Sendable) }) { $1 }
                let answer =
                    switch (face, route.method) {
                    case (.page, .get): try await town.desk.get("/en/work/\(reading.path)", as: Self.reader)
                    case (.page, _):
                        try await town.desk.post("/en/work/\(reading.path)", reading.form, as: Self.reader)
                    case (.program, .get): try await town.desk.api(.get, reading.path, as: Self.reader)
                    case (.program, _):
                        try await town.desk.api(.post, reading.path, json: json, as: Self.reader)
                    }
                answers += 1
                let noted = try await Self.lines(town) - before
                #expect(
                    (noted > 0) == reading.showsHealth,
                    "\(reading.route) (\(face)): \(answer.status), \(noted) lines")
                // The list above does not lie.
                if answer.text.contains("MarkHealthQx") || answer.text.contains("\"dentist\"") && face == .program {
                    #expect(reading.showsHealth, "\(reading.route) (\(face)) shows health")
                }
            }
        }
        #expect(answers > 70, "\(answers) answers")
    }

    /// The person can be told; who lacks the ward is not told that there is any.
    @Test func thePersonsCopyTellsWhoOpenedHealth() async throws {
        let town = try await CaseworkTown()
        let held = try await Self.fill(town)
        _ = try await town.desk.api(.get, "persons/\(held.open)/health", as: CaseworkTown.nurse)
        let whole = try await town.desk.api(.get, "persons/\(held.open)/copy", as: Self.reader)
        #expect(whole.text.contains("\"isHealth\":true"))
        let less = try await town.desk.api(.get, "persons/\(held.open)/copy", as: CaseworkTown.manager)
        #expect(less.status == .ok && !less.text.contains("isHealth"))
    }
}
