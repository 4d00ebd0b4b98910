import Areas
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Vault
import Web

/// A small town with three organisations at work: A keeps files, B is asked, C is a stranger. Every name in it is invented.
struct CaseworkTown {
    static let a = "lantern-house"
    static let b = "quayside-kitchen"
    static let c = "estuary-law-centre"

    let city: TestCity
    let desk: TestDesk
    let facts: CaseworkCity
    let erasures: String
    let exports: String

    var workplace: Workplace { city.workplace }
    var database: Database { city.database }

    static let worker = TestDesk.Member.some(.socialWorker, of: a)
    static let manager = TestDesk.Member.some(.manager, of: a)
    static let nurse = TestDesk.Member.some(.healthProfessional, of: a)
    static let guardian = TestDesk.Member.some(.socialWorker, of: a, wards: [.minors, .protectedPlaces, .health])
    static let other = TestDesk.Member.some(.socialWorker, of: b)
    static let otherNurse = TestDesk.Member.some(.healthProfessional, of: b)
    static let stranger = TestDesk.Member.some(.manager, of: c)
    static let coordinator = TestDesk.Member.some(.coordinator, of: "port-alder-council")
    static let observer = TestDesk.Member.some(.observer, of: "port-alder-council")

    init(_ name: String = "demo-ville") async throws {
        city = try await TestCity(name)
        let (territory, organisations, guide) = try await city.database.read { connection in
            let territory = try Territory.load(connection)
            return (territory, try Community.load(connection), try Guide.load(connection, territory: territory))
        }
        let facts = CaseworkCity(
            territory: territory, organisations: organisations, sites: guide.sites, services: guide.services,
            holidays: .unknown)
        self.facts = facts
        erasures = city.folder.appendingPathComponent("erasures.txt").path
        exports = city.folder.appendingPathComponent("exports").path
        try FileManager.default.createDirectory(atPath: exports, withIntermediateDirectories: true)
        let casework = CaseworkDesk(
            workplace: city.workplace, city: { facts }, erasures: erasures, exports: exports)
        desk = TestDesk(city: city, workplace: city.workplace, routes: casework.routes)
        for member in [Self.worker, Self.other, Self.stranger, Self.coordinator] where name == "demo-ville" {
            try await TestGate.remember(member.caller, city.workplace)
        }
    }

    static let file: [String: any Sendable] = [
        "purpose": "support", "noticeVersion": "1", "noticeLanguage": "fa", "noticeManner": "read-aloud",
    ]

    /// Makes a file and answers its id.
    func person(_ more: [String: any Sendable] = [:], as member: TestDesk.Member = worker) async throws -> String {
        let answer = try await desk.api(
            .post, "persons", json: Self.file.merging(more) { $1 }, as: member)
        guard answer.status == .ok, let id = try answer.object()["id"] as? String else {
            throw Broken(words: answer.text)
        }
        return id
    }

    func consent(
        _ person: String, _ purpose: String, to organisations: [String] = [], as member: TestDesk.Member = worker,
        more: [String: any Sendable] = [:]
    ) async throws -> String {
        let facts: [String: any Sendable] = [
            "purpose": purpose, "organisations": organisations, "giver": "person", "manner": "spoken",
        ]
        let answer = try await desk.api(
            .post, "persons/\(person)/consents", json: facts.merging(more) { $1 }, as: member)
        guard answer.status == .ok, let id = try answer.object()["id"] as? String else {
            throw Broken(words: answer.text)
        }
        return id
    }

    func referral(_ facts: [String: any Sendable], as member: TestDesk.Member = worker) async throws -> String {
        let answer = try await desk.api(
            .post, "referrals", json: ["urgency": "ordinary"].merging(facts) { $1 }, as: member)
        guard answer.status == .ok, let id = try answer.object()["id"] as? String else {
            throw Broken(words: answer.text)
        }
        return id
    }

    func count(_ sql: SQL) async throws -> Int {
        try await database.read { try $0.row(sql)?.get("count") ?? -1 }
    }

    func execute(_ sql: SQL) async throws {
        try await database.write { _ = try $0.execute(sql) }
    }

    struct Broken: Error { var words: String }
}
