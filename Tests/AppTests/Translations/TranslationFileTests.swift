import Foundation
import Rules
import Store
import Testing
import Web

@testable import Areas

/// Texts go to translators elsewhere and come back.
@Suite struct TranslationFileTests {
    static let words = "ሽጎማኖን ሳሙናን ንህብ።"
    static let id = "service:lantern-showers:bring"

    /// The target of one unit, written into an exported file as a translator's program would.
    static func filled(_ xliff: String, _ id: String, _ words: String, state: String = "translated") throws -> String {
        let unit = try #require(xliff.range(of: "<unit id=\"\(id)\">"))
        let end = try #require(xliff.range(of: "</unit>", range: unit.upperBound..<xliff.endIndex))
        var inside = String(xliff[unit.lowerBound..<end.upperBound])
        if let former = inside.range(of: "<target>") {
            let close = try #require(inside.range(of: "</target>"))
            inside.removeSubrange(former.lowerBound..<close.upperBound)
        }
        inside = inside.replacing("</source>", with: "</source><target>\(words)</target>")
        inside = inside.replacing(try Regex("state=\"[a-z]+\""), with: "state=\"\(state)\"")
        return xliff.replacingCharacters(in: unit.lowerBound..<end.upperBound, with: inside)
    }

    @Test func whatIsWrittenIsReadAgain() throws {
        let file = TranslationFile(
            source: "fr", language: "ar",
            units: [
                TranslationUnit(
                    id: "service:a:name", state: .initial, source: "Douche & <bain> «{count}» {name}, {count} \"'",
                    target: nil, notes: ["Un lieu (name)"],
                    glossary: [GlossaryWord(source: "douche", demanded: "دُش")]),
                TranslationUnit(
                    id: "sheet:b:rights.c.plain", state: .final, source: "  Deux\nlignes ",
                    target: "سطران {x}\n{count} { libre", notes: []),
                TranslationUnit(id: "service:c:name", state: .translated, source: "{a}{b}", target: "{b}{a}{a}"),
            ])
        let xliff = XLIFFText.write(file, original: "ville")
        var read = try XLIFFText.read(Array(xliff.utf8))
        for index in read.units.indices {
            #expect(read.units[index].line > 0)
            read.units[index].line = 0
            read.units[index].glossary = file.units[index].glossary
        }
        #expect(read == file)
        let table = try TranslationTableText.read(TranslationTableText.write(file))
        #expect(table.units.map(\.source) == file.units.map(\.source))
        #expect(table.units.map(\.target) == file.units.map(\.target))
        #expect(table.units.map(\.state) == file.units.map(\.state))
        #expect([table.source, table.language] == ["fr", "ar"])
    }

    /// The elements stand where the schema of the core wants them (XLIFF 2.1, 4.2.2): in a unit glossary, notes, data, segment.
    @Test func theFileHasTheFormOfTheStandard() async throws {
        let town = try await TranslationTown()
        let xliff = try await town.file()
        let root = try MarkupReader.read(Array(xliff.utf8))
        #expect(
            root.attributes["version"] == "2.1" && root.attributes["srcLang"] == "en"
                && root.attributes["trgLang"] == "ti")
        #expect(
            root.attributes["xmlns"] == "urn:oasis:names:tc:xliff:document:2.0"
                || xliff.contains("xmlns=\"urn:oasis:names:tc:xliff:document:2.0\""))
        let units = try #require(root.first("file")).elements
        #expect(units.count > 30)
        #expect(Set(units.compactMap { $0.attributes["id"] }).count == units.count)
        let order = ["glossary", "notes", "originalData", "segment"]
        for unit in units {
            #expect(unit.name == "unit")
            let places = unit.elements.compactMap { order.firstIndex(of: $0.name) }
            #expect(places.count == unit.elements.count && places == places.sorted())
            // NMTOKEN
            #expect(
                unit.attributes["id"]?.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || ".-_:".contains($0)) }
                    == true)
            let segment = try #require(unit.first("segment"))
            #expect(XLIFFState(rawValue: segment.attributes["state"] ?? "") != nil)
            #expect(segment.elements.map(\.name).first == "source")
        }
    }

    @Test func theRoundIsARehearsalThenDraftsThenNothing() async throws {
        let town = try await TranslationTown()
        let out = try await town.file()
        let back = try Self.filled(out, Self.id, Self.words)
        let rehearsal = try await town.take(back, isRehearsal: true)
        #expect(rehearsal.taken == [Self.id])
        #expect(try await town.state() == "missing", "a rehearsal writes nothing")

        let first = try await town.take(back)
        #expect(first.taken == [Self.id] && first.refused.isEmpty)
        #expect(try await town.state() == "draft", "whatever state the file claims")
        let second = try await town.take(back)
        #expect(second.taken.isEmpty && second.unchanged == first.unchanged + 1)

        // It goes out as it came, and once it was accepted it still says nothing new.
        #expect(try await town.file().contains("<target>\(Self.words)</target>"))
        try await town.translate(Self.words)
        #expect(try await town.take(back).taken.isEmpty)
        #expect(try await town.file(.xliff, [.reviewed]).contains("state=\"final\""))
    }

    @Test func whatWasMadeFromFormerWordsIsSaidToBe() async throws {
        let town = try await TranslationTown()
        let back = try Self.filled(try await town.file(), Self.id, Self.words, state: "final")
        try await town.change("Towel and soap cost 2 pounds.")
        let report = try await town.take(back)
        #expect(report.taken == [Self.id] && report.behind == [Self.id])
        let sight = try await town.sight()
        #expect((sight["source"] as? [String: Any])?["former"] as? String == "Towel and soap are lent.")
        try await town.act("review", ["words": Self.words, "confirmed": "on"])
        #expect(try await town.state() == "review", "a person looked at it beside the new words")
    }

    @Test func eachRefusalHasItsLineAndItsRemedy() async throws {
        let town = try await TranslationTown()
        let out = try await town.file()
        var back = try Self.filled(out, Self.id, "{broken} \(Self.words)")
        back = try Self.filled(back, "service:lantern-rest:name", "ዕረፍቲ")
        back = back.replacing("service:lantern-rest:name", with: "service:nowhere:name")
        let report = try await town.take(back)
        #expect(report.refused.map(\.reason).sorted() == ["holes", "unknown"])
        let lines = back.split(separator: "\n", omittingEmptySubsequences: false)
        for refusal in report.refused {
            #expect(lines[refusal.line - 1].contains("id=\"\(refusal.id)\""))
            #expect(!refusal.remedy.isEmpty)
        }
        // What somebody writes at the desk is not written over.
        try await town.act("draft", ["words": "ካልእ"])
        #expect(try await town.take(Self.filled(out, Self.id, Self.words)).refused.map(\.reason) == ["begun"])
        try await town.act("review", ["words": "ካልእ"])
        #expect(try await town.take(Self.filled(out, Self.id, Self.words)).refused.map(\.reason) == ["review"])
    }

    @Test(arguments: [
        ("<!DOCTYPE x [<!ENTITY a \"b\">]><xliff/>", "document types"),
        ("<xliff version=\"1.2\"/>", "save it as XLIFF 2"),
        ("<xliff version=\"2.1\" srcLang=\"en\"/>", "trgLang"), ("<xliff", "does not end"), ("<a><b></a>", "line 1"),
        ("<html/>", "not XLIFF"), ("<a>&b;</a>", "not known"), ("id,target\n1,2\n", "column"), ("", "empty"),
    ])
    func aFileThatIsNoneIsToldWhy(_ text: String, _ what: String) {
        do {
            _ = try TranslationExchange.read(Array(text.utf8))
            Issue.record("\(text) was read")
        } catch {
            #expect("\(error)".contains(what), "\(error)")
        }
    }

    @Test func theTableComesBackFromASpreadsheet() async throws {
        let town = try await TranslationTown()
        let out = try await town.file(.csv)
        #expect(out.hasPrefix("\u{FEFF}id,source_language,language,state,source,target,note\r\n"))
        let line = try #require(out.components(separatedBy: "\r\n").first { $0.hasPrefix(Self.id) })
        let cells = line.replacing(
            ",initial,Towel and soap are lent.,,", with: ",initial,Towel and soap are lent.,\(Self.words),")
        #expect(cells != line)
        let report = try await town.take(out.replacing(line, with: cells))
        #expect(report.taken == [Self.id])
        // A text that a spreadsheet would compute comes back as it was.
        try await town.act(
            "draft", ["words": "=1+1"], on: TextName(kind: "service", key: "lantern-laundry", field: "price"))
        let guarded = try await town.file(.csv)
        #expect(guarded.contains("\"'=1+1\""))
        #expect(try await town.take(guarded).taken.isEmpty)
    }

    @Test func theDeskTakesAFileAndTellsWhatItDid() async throws {
        let town = try await TranslationTown()
        let translator = TranslationTown.translator
        let out = try await town.desk.get("/en/work/translation-files/export?language=ti&state=missing", as: translator)
        #expect(out.status == .ok)
        let back = try Self.filled(out.text, Self.id, Self.words)
        let page = try await town.desk.post(
            "/en/work/translation-files", [], file: ("file", "ti.xlf", Array(back.utf8)), as: translator)
        #expect(page.status == .ok && page.text.contains("1 text would be taken as a draft"))
        expectSound(page)
        let done = try await town.desk.post(
            "/en/work/translation-files", [("write", "on")], file: ("file", "ti.xlf", Array(back.utf8)), as: translator)
        #expect(done.status == .seeOther, "\(done.text)")
        #expect(try await town.state() == "draft")
        let broken = try await town.desk.post(
            "/en/work/translation-files", [], file: ("file", "ti.xlf", Array("<a>".utf8)), as: translator)
        #expect(broken.status == .unprocessableContent)
        expectSound(try await town.desk.get("/en/work/translation-files", as: translator))
    }
}

/// The sentences of the interface go out and come back as the folder of a pack.
@Suite struct PhrasePackTests {
    static let folder = TestCity.root.appendingPathComponent("Resources/languages")

    @Test(arguments: ["ti", "ar", "ru", "zh-Hans", "fr-simple", "bo"])
    func aPackComesBackAsItWas(_ language: String) throws {
        let pack = PhrasePack(folder: Self.folder, language: language)
        let out = try pack.export()
        #expect(out.units.count > 200)
        #expect(out.units.allSatisfy { $0.target != nil }, "nothing is missing")
        let xliff = try XLIFFText.read(Array(XLIFFText.write(out, original: "languages").utf8))
        let (files, refused) = try pack.taking(xliff.units)
        #expect(refused.map(\.id) == [])
        for (name, text) in files {
            func phrases(_ data: Data) throws -> [String: Phrase] {
                try JSONDecoder().decode([String: Phrase].self, from: data)
            }
            let own = try phrases(Data(contentsOf: Self.folder.appendingPathComponent("\(language)/\(name)")))
            #expect(try phrases(Data(text.utf8)) == own, "\(language)/\(name)")
        }
    }

    @Test func aSentenceThatLostItsHoleStaysAsItWas() throws {
        let pack = PhrasePack(folder: Self.folder, language: "ti")
        var units = try pack.export().units
        let index = try #require(units.firstIndex { $0.source.contains("{") && !$0.source.contains("{count}") })
        let former = try #require(units[index].target)
        units[index].target = "ብዘይ ጎዶሎ"
        let plain = try #require(units.firstIndex { !$0.source.contains("{") })
        units[plain].target = "ሓድሽ"
        let (files, refused) = try pack.taking(units)
        #expect(refused.map(\.id) == [units[index].id])
        let all = files.values.joined()
        #expect(all.contains("\"ሓድሽ\""))
        #expect(all.contains(String(decoding: JSONText(former).bytes, as: UTF8.self)))
    }
}
