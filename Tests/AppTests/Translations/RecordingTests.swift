import Foundation
import HummingbirdTesting
import Rules
import Store
import Testing

@testable import Areas
@testable import Speech
@testable import Web

/// Voices of people for the languages that no machine speaks.
@Suite struct RecordingTests {
    private static let player = "<audio controls preload=\"none\" src=\"/ti/emergency/voice.ogg\""

    @Test func aVoiceIsHeardWhereItsTextStands() async throws {
        let town = try await RecordingTown()
        #expect(try await town.state() == "missing")
        #expect(try await town.page("/ti/emergency/voice.ogg").status == .notFound)
        let sent = Sounds.gossip(try Sounds.opus(seconds: 2), "ARTIST=Amina")
        let answer = try await town.send(sent)
        #expect(answer.status == .seeOther)
        #expect(answer.headers[.location] == "/en/work/recordings/page/emergency/ti?done=recording-kept")
        #expect(try await town.state() == "recorded")
        let page = try await town.page("/ti/emergency").text
        #expect(page.contains(Self.player))
        #expect(!page.contains("data-read-aloud"), "a person speaks before the telephone")
        let voice = try await town.page("/ti/emergency/voice.ogg")
        #expect(voice.status == .ok && voice.headers[.contentType] == "audio/ogg")
        #expect(
            Array(buffer: voice.body) == (try Sounds.ogg(seconds: 2))
                && !Sounds.holds(Array(buffer: voice.body), "Amina"))
        for elsewhere in ["/so/emergency", "/en/emergency", "/ti/pictures"] {
            #expect(try await !town.page(elsewhere).text.contains("voice.ogg"), "\(elsewhere)")
        }
        #expect(try await town.page("/so/emergency/voice.ogg").status == .notFound)
        #expect(try await town.book() == ["create page/emergency/ti"])
    }

    @Test func theSameSoundTwiceChangesNothing() async throws {
        let town = try await RecordingTown()
        _ = try await town.send(try Sounds.ogg())
        let before = try await town.city.database.read { try Territory.contentVersion($0) }
        #expect(try await town.send(try Sounds.ogg()).status == .seeOther)
        #expect(try await town.city.database.read { try Territory.contentVersion($0) } == before)
        #expect(try await town.count() == 1)
        #expect(try await town.book().count == 1)
        // Another one takes its place.
        #expect(try await town.send(try Sounds.ogg(seed: 9)).status == .seeOther)
        let voice = try await town.page("/ti/emergency/voice.ogg")
        #expect(Array(buffer: voice.body) == (try Sounds.ogg(seed: 9)))
        #expect(try await town.count() == 1, "the former voice is gone")
        #expect(try await town.book() == ["create page/emergency/ti", "edit page/emergency/ti"])
    }

    @Test func aVoiceIsSilentOnceItsTextSaysSomethingElse() async throws {
        let town = try await RecordingTown()
        let guide = try town.city.city.snapshot().guide
        let theme = try #require(guide.taxonomy.themes.first { $0.term.label["en"] != nil })
        let (key, label) = (theme.term.key, try #require(theme.term.label["en"]))
        #expect(try await town.send(try Sounds.ogg(), of: "theme/\(key)", "en").status == .seeOther)
        #expect(try await town.page("/en/themes/\(key)").text.contains("/en/themes/\(key)/voice.ogg"))
        func rename(_ old: String, _ new: String) async throws {
            try await town.city.database.write { connection in
                let facts: String = try #require(try connection.row("SELECT facts FROM theme WHERE key = \(key)")).get(
                    "facts")
                #expect(facts.contains(old))
                try connection.execute("UPDATE theme SET facts = \(facts.replacing(old, with: new)) WHERE key = \(key)")
                try Territory.bumpContentVersion(connection)
            }
        }
        try await rename(label, "\(label) nuevo")
        let page = try await town.page("/en/themes/\(key)")
        #expect(page.text.contains("nuevo") && !page.text.contains("voice.ogg"))
        #expect(try await town.page("/en/themes/\(key)/voice.ogg").status == .notFound)
        #expect(try await town.state("theme/\(key)", "en") == "outdated")
        let desk = try await town.desk.get("/en/work/recordings/theme/\(key)/en", as: RecordingTown.translator).text
        #expect(desk.contains(label), "what was read at the time is shown")
        // Said again as it was: the voice is right again.
        try await rename("\(label) nuevo", label)
        #expect(try await town.page("/en/themes/\(key)/voice.ogg").status == .ok)
    }

    @Test func aTextThatChangedWhileItWasReadIsNotPublished() async throws {
        let town = try await RecordingTown()
        let answer = try await town.send(try Sounds.ogg(), with: ["mark": "0123456789abcdef"])
        #expect(answer.status == .conflict)
        #expect(try await town.count() == 0)
    }

    @Test func withoutAgreementNothingIsPublished() async throws {
        let town = try await RecordingTown()
        let answer = try await town.send(try Sounds.ogg(), with: ["agreed": nil])
        #expect(answer.status == .unprocessableContent && answer.text.contains("Without the speaker’s agreement"))
        #expect(try await town.count() == 0)
        #expect(try await town.book().isEmpty)
    }

    @Test(
        arguments: [
            ([], "No sound arrived"), (Array("%PDF-1.7".utf8), "This file cannot be read here"),
            (Array("OggS, they say".utf8), "The file is damaged"), (Array("RIFF....WAVE".utf8), "The file is damaged"),
        ] as [([UInt8], String)])
    func whatIsNoVoiceIsRefusedInWords(_ bytes: [UInt8], _ words: String) async throws {
        let town = try await RecordingTown()
        let answer = try await town.send(bytes)
        #expect(answer.status == .unprocessableContent && answer.text.contains(words), "\(answer.status)")
        #expect(try await town.count() == 0)
    }

    @Test func longReadingIsRefused() async throws {
        let town = try await RecordingTown()
        let answer = try await town.send(try Sounds.ogg(seconds: 301))
        #expect(answer.status == .unprocessableContent && answer.text.contains("longer than five minutes"))
    }

    @Test func whoAnswersForALanguageAlonePublishesItsVoices() async throws {
        let town = try await RecordingTown()
        try await town.city.database.write { connection in
            let (other, at) = (RecordingTown.other.caller.account, TestCity.now.milliseconds)
            try connection.execute(
                "INSERT INTO translation_reviewer (language, account, named_by, at) VALUES ('ti', \(other), \(other), \(at))"
            )
        }
        let refused = try await town.send(try Sounds.ogg())
        #expect(
            refused.status == .unprocessableContent && refused.text.contains("Other people answer for this language"))
        #expect(try await town.count() == 0)
        let page = try await town.desk.get("/en/work/recordings/page/emergency/ti", as: RecordingTown.translator).text
        #expect(!page.contains("name=\"file\""))
        #expect(try await town.send(try Sounds.ogg(), "so").status == .seeOther, "nobody is named for Somali")
        #expect(try await town.send(try Sounds.ogg(), as: RecordingTown.other).status == .seeOther)
        #expect(try await town.withdraw().status == .unprocessableContent)
        #expect(try await town.count() == 2)
    }

    @Test func otherRolesDoNotEvenSeeTheDesk() async throws {
        let town = try await RecordingTown()
        for path in ["recordings", "recordings/page/emergency/ti"] {
            #expect(try await town.desk.api(.get, path, as: DeskTown.worker).status == .notFound)
        }
        #expect(try await town.send(try Sounds.ogg(), as: DeskTown.worker).status == .notFound)
        #expect(try await town.count() == 0)
    }

    @Test func aWithdrawnVoiceIsGoneEverywhere() async throws {
        let town = try await RecordingTown()
        _ = try await town.send(try Sounds.ogg())
        #expect(try await town.page("/ti/emergency/voice.ogg").status == .ok)
        #expect(try await town.withdraw(sure: false).status == .unprocessableContent)
        #expect(try await town.count() == 1)
        let answer = try await town.withdraw()
        #expect(answer.headers[.location] == "/en/work/recordings/page/emergency/ti?done=recording-withdrawn")
        #expect(try await town.count() == 0, "the sound itself is deleted")
        // Even before this server has heard of it.
        #expect(try await town.city.get("/ti/emergency/voice.ogg").status == .notFound)
        #expect(try await !town.page("/ti/emergency").text.contains("voice.ogg"))
        #expect(try await town.withdraw().status == .unprocessableContent, "there is nothing more to delete")
        #expect(try await town.book() == ["create page/emergency/ti", "erase page/emergency/ti"])
    }

    @Test func theListTellsWhatNobodyHears() async throws {
        let town = try await RecordingTown()
        _ = try await town.send(try Sounds.ogg())
        let list = try await town.desk.api(.get, "recordings?language=ti&limit=500", as: RecordingTown.translator)
            .object()
        let items = try #require(list["items"] as? [[String: Any]])
        #expect(items.last?["kind"] as? String == "page" && items.last?["state"] as? String == "recorded")
        #expect(items.dropLast().allSatisfy { $0["state"] as? String == "missing" })
        let kinds = Set(items.compactMap { $0["kind"] as? String })
        #expect(kinds.isSuperset(of: ["page", "theme"]))
        let languages = try #require(list["languages"] as? [[String: Any]])
        let tigrinya = try #require(languages.first { $0["language"] as? String == "ti" })
        #expect(tigrinya["recorded"] as? Int == 1 && tigrinya["missing"] as? Int == items.count - 1)
        let recorded = try await town.desk.api(
            .get, "recordings?language=ti&state=recorded", as: RecordingTown.translator
        ).object()
        #expect(recorded["total"] as? Int == 1)
        for wrong in ["language=xx", "state=perhaps", "kind=service"] {
            #expect(
                try await town.desk.api(.get, "recordings?\(wrong)", as: RecordingTown.translator).status == .badRequest
            )
        }
        let page = try await town.desk.get("/en/work/recordings?language=ti", as: RecordingTown.translator).text
        #expect(page.contains("/en/work/recordings/page/emergency/ti"))
    }

    @Test(arguments: [
        "recordings/page/emergency/xx", "recordings/page/about/ti", "recordings/theme/nothing/ti",
        "recordings/song/emergency/ti", "recordings/word/nothing/ti",
    ])
    func thereIsNothingToSayElsewhere(_ path: String) async throws {
        let town = try await RecordingTown()
        #expect(try await town.desk.api(.get, path, as: RecordingTown.translator).status == .notFound)
    }

    @Test(.enabled(if: !TestStore.isPostgres, "the copy is opened as a file"))
    func aBackupHoldsTheVoices() async throws {
        let town = try await RecordingTown()
        _ = try await town.send(try Sounds.ogg())
        let folder = town.city.folder.path
        _ = try await Backup.make(
            of: town.city.database, to: folder + "/one.backup", release: "1.0", madeAt: "2026-11-21T10:00:00Z")
        let restoration = try await Restoration.begin(folder + "/one.backup", to: folder + "/again.sqlite")
        let voice = try await restoration.database.read {
            try RecordingTable.sound($0, VoiceName(.page, "emergency"), "ti")
        }
        #expect(voice == (try Sounds.ogg()))
        restoration.abandon()
    }

    @Test func onlyTheRecorderMayUseTheMicrophone() {
        #expect(SecurityMiddleware.mayListen("/fr/work/recordings/page/emergency/ti"))
        for path in ["/fr/work/recordings", "/fr/work/persons/1", "/fr/emergency", "/fr/recordings/page/x", "/"] {
            #expect(!SecurityMiddleware.mayListen(path), "\(path)")
        }
    }
}
