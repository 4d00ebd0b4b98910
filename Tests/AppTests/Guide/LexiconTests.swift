import Foundation
import Search
import Testing

@testable import Areas

@Suite("Lexicon of concepts")
struct LexiconTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../../Resources/lexicon").standardizedFileURL
    private static let languages: Set = ["en", "fr", "de", "ar", "uk", "ru", "es", "fa", "tr"]

    @Test("every concept has words in every language, and a name that no other has")
    func complete() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter {
            $0.hasSuffix(".jsonl")
        }
        #expect(files.sorted() == ["general.jsonl", "health.jsonl", "law.jsonl", "life.jsonl", "work.jsonl"])
        var names: Set<String> = []
        for file in files {
            for concept in try LexiconFolder.concepts(Self.folder.appendingPathComponent(file)) {
                #expect(names.insert(concept.id).inserted, "\(file): \(concept.id) stands twice")
                #expect(Set(concept.wordings.keys) == Self.languages, "\(file): \(concept.id)")
                for (language, wordings) in concept.wordings {
                    #expect(
                        Set(wordings).count == wordings.count, "\(file): \(concept.id), \(language): a wording twice")
                    #expect(wordings.allSatisfy { $0.contains(where: \.isLetter) || $0.contains(where: \.isNumber) })
                }
            }
        }
        #expect(names.count > 1_500)
        #expect(try LexiconFolder.read(Self.folder).concepts.count == names.count)
    }

    @Test("a line that cannot be read is named with what is wrong")
    func faults() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(throws: LexiconFolder.Fault.missing(folder.path)) { try LexiconFolder.read(folder) }
        let lines = [
            ("{\"id\":\"a\",\"en\":[\"a\"]}\nrent", 2), ("{\"en\":[\"rent\"]}", 1),
            ("{\"id\":\"rent\",\"en\":\"rent\"}", 1),
            ("{\"id\":\"rent\",\"en\":[]}", 1),
        ]
        for (text, line) in lines {
            try Data(text.utf8).write(to: folder.appendingPathComponent("a.jsonl"))
            #expect {
                try LexiconFolder.read(folder)
            } throws: { error in
                if case LexiconFolder.Fault.line("a.jsonl", line, _) = error { true } else { false }
            }
        }
    }
}
