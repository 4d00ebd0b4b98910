import Dispatch
import Foundation
import Hummingbird
import HummingbirdTesting
import Rules
import Store
import Testing
import Vault
import Web

@testable import Areas

/// Taking files out keeps nobody waiting, has its measure, and leaves nothing behind when it is stopped.
@Suite struct ExportMakingTests {
    static func making(
        _ town: CaseworkTown, _ limits: ExportLimits = ExportLimits(), now: Instant = TestCity.now
    ) -> ExportMaking {
        let facts = town.facts
        let room = CaseworkRoom(
            workplace: town.workplace, city: { facts }, erasures: town.erasures, exports: town.exports, limits: limits)
        return ExportMaking(room: room, caller: CaseworkTown.worker.caller, now: now)
    }

    static func desk(_ town: CaseworkTown, _ limits: ExportLimits) -> TestDesk {
        let facts = town.facts
        let desk = CaseworkDesk(
            workplace: town.workplace, city: { facts }, erasures: town.erasures, exports: town.exports, limits: limits)
        return TestDesk(city: town.city, workplace: town.workplace, routes: desk.routes)
    }

    static func files(_ town: CaseworkTown) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: town.exports)
    }

    /// A claimed one, and its id.
    static func claimed(_ making: ExportMaking) async throws -> String {
        guard case .claimed(let id) = try await making.claim(UUIDv7().description, "1 = 1") else {
            throw CaseworkTown.Broken(words: "not claimed")
        }
        return id
    }

    @Test(.timeLimit(.minutes(20)))
    func itIsReadAndSealedWhileAnotherWrites() async throws {
        let town = try await CaseworkTown()
        _ = try await town.person(["firstName": "Exemple X."])
        let making = Self.making(town)
        let id = try await Self.claimed(making)
        let (entered, release) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        let database = town.database
        let writer = Task {
            try await database.write { connection in
                try connection.execute("UPDATE person_file SET version = version")
                entered.signal()
                release.wait()
            }
        }
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                entered.wait()
                continuation.resume()
            }
        }
        // The one writer is at work: an export that needed to write, or to wait for it, would not come to its end.
        let built = try await making.build(id, passphrase: "words")
        release.signal()
        try await writer.value
        #expect(built.persons.count == 1)
        try await making.finish(id, built, folder: town.exports)
        let text = try SealedArchive.open(
            try #require(ExportFiles.read("\(town.exports)/\(id).zip")), passphrase: "words"
        ).map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
        #expect(text.contains("Exemple X."))
    }

    @Test func whoIsErasedMeanwhileIsInNoExport() async throws {
        let town = try await CaseworkTown()
        let person = try await town.person(["firstName": "Exemple X."])
        let making = Self.making(town)
        let id = try await Self.claimed(making)
        let built = try await making.build(id, passphrase: "words")
        let erased = try await town.desk.api(
            .post, "persons/\(person)/erasure", json: ["code": "asked-by-person"], as: CaseworkTown.manager)
        #expect(erased.status == .ok)
        await #expect(throws: ExportMaking.Refusal.overtaken) {
            try await making.finish(id, built, folder: town.exports)
        }
        #expect(try Self.files(town).isEmpty)
        #expect(try await town.desk.api(.get, "exports/\(id)", as: CaseworkTown.worker).status == .notFound)
    }

    /// Killed after the claim, and after the file was written but not named.
    @Test func whatACrashLeavesIsCleaned() async throws {
        let town = try await CaseworkTown()
        _ = try await town.person()
        let making = Self.making(town)
        let id = try await Self.claimed(making)
        let built = try await making.build(id, passphrase: "words")
        try ExportFiles.write(built.bytes, to: "\(town.exports)/\(id).zip")

        await #expect(throws: ExportMaking.Refusal.beingMade) { try await Self.claimed(making) }
        let other = try await town.desk.api(.post, "exports", json: [:], as: CaseworkTown.worker)
        #expect(other.status == .conflict && other.text.contains("is being made"))
        #expect(
            try await town.desk.api(.post, "exports", json: [:], as: CaseworkTown.manager).status == .ok,
            "a colleague is not hindered")
        let zone = town.facts.zone
        let before = TestCity.now.adding(milliseconds: ExportMaking.lease - 1)
        _ = try await Casework.retain(town.workplace, zone: zone, now: before)
        let made: SQL = "SELECT COUNT(*) AS count FROM person_export WHERE id = \(id)"
        #expect(try await town.count(made) == 1, "its claim still holds")
        _ = try await Casework.retain(
            town.workplace, zone: zone, now: TestCity.now.adding(milliseconds: ExportMaking.lease))
        #expect(try await town.count(made) == 0)
        #expect(try await town.count("SELECT COUNT(*) AS count FROM person_export_content WHERE export = \(id)") == 0)
        // Its file is nobody's; the sweep goes by the clock of the disk.
        let later = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000) + 3_600_000)
        _ = try await Casework.sweepExports(town.workplace, folder: town.exports, now: later)
        #expect(try Self.files(town).contains("\(id).zip") == false)
        // And the member can go on.
        #expect(try await town.desk.api(.post, "exports", json: [:], as: CaseworkTown.worker).status == .ok)
    }

    @Test func oneThatFailsLeavesNoClaim() async throws {
        let town = try await CaseworkTown()
        _ = try await town.person()
        try FileManager.default.removeItem(atPath: town.exports)
        let failed = try? await town.desk.api(.post, "exports", json: [:], as: CaseworkTown.worker)
        #expect(failed?.status != .ok)
        #expect(try await town.count("SELECT COUNT(*) AS count FROM person_export") == 0)
        try FileManager.default.createDirectory(atPath: town.exports, withIntermediateDirectories: true)
        #expect(try await town.desk.api(.post, "exports", json: [:], as: CaseworkTown.worker).status == .ok)
    }

    @Test func tooManyFilesAreRefusedWithAWayOn() async throws {
        let town = try await CaseworkTown()
        for number in 0..<3 { _ = try await town.person(["firstName": "Exemple \(number)"]) }
        let old = TestCity.now.adding(days: -100).milliseconds
        try await town.execute(
            "UPDATE person_file SET last_contact_at = \(old) WHERE id = (SELECT MIN(id) FROM person_file)")
        let desk = Self.desk(town, ExportLimits(files: 2))
        let refused = try await desk.api(.post, "exports", json: [:], as: CaseworkTown.worker)
        #expect(refused.status == .unprocessableContent && refused.text.contains("these are 3 files"))
        let page = try await desk.post("/en/work/exports", [("from", "2026-01-01")], as: CaseworkTown.worker)
        #expect(page.text.contains("These are 3 files, and one export takes 2."))
        #expect(page.text.contains("value=\"2026-01-01\""), "what was typed stays")
        #expect(try await town.count("SELECT COUNT(*) AS count FROM person_export") == 0)
        let recent = try await desk.api(.post, "exports", json: ["from": "2026-11-01"], as: CaseworkTown.worker)
        #expect(recent.status == .ok)
        let early = try await desk.api(.post, "exports", json: ["until": "2026-10-31"], as: CaseworkTown.worker)
        #expect(early.status == .ok)
        let list = try await desk.api(.get, "exports", as: CaseworkTown.worker).object()
        #expect((list["items"] as? [[String: Any]])?.compactMap { $0["persons"] as? Int } == [1, 2])
        let wrong = try await desk.api(.post, "exports", json: ["from": "soon"], as: CaseworkTown.worker)
        #expect(wrong.status == .unprocessableContent)
    }

    @Test func tooMuchIsRefusedAndLeavesNothing() async throws {
        let town = try await CaseworkTown()
        _ = try await town.person(["note": String(repeating: "n", count: 2_000)])
        let desk = Self.desk(town, ExportLimits(bytes: 1_500))
        let refused = try await desk.api(.post, "exports", json: [:], as: CaseworkTown.worker)
        #expect(refused.status == .unprocessableContent && refused.text.contains("choose a shorter time"))
        #expect(try await town.count("SELECT COUNT(*) AS count FROM person_export") == 0)
        #expect(try Self.files(town).isEmpty)
    }

    @Test func aMemberHasOnlySoManyAtOnce() async throws {
        let town = try await CaseworkTown()
        _ = try await town.person()
        let desk = Self.desk(town, ExportLimits(ready: 2))
        var ids: [String] = []
        for _ in 0..<2 {
            let made = try await desk.api(.post, "exports", json: [:], as: CaseworkTown.worker).object()
            ids.append(try #require(made["id"] as? String))
        }
        let third = try await desk.api(.post, "exports", json: [:], as: CaseworkTown.worker)
        #expect(third.status == .conflict && third.text.contains("lie ready"))
        #expect(try await desk.api(.post, "exports", json: [:], as: CaseworkTown.manager).status == .ok)
        let notTheirs = try await desk.api(
            .post, "exports/\(ids[0])/removal", json: [:], as: CaseworkTown.manager)
        #expect(notTheirs.status == .notFound)
        let removed = try await desk.api(.post, "exports/\(ids[0])/removal", json: [:], as: CaseworkTown.worker)
        let left = try Self.files(town)
        #expect(removed.status == .ok && !left.contains("\(ids[0]).zip"))
        #expect(try await desk.api(.post, "exports", json: [:], as: CaseworkTown.worker).status == .ok)
    }
}
