import Foundation
import Rules
import Testing

@testable import Areas

@Suite("Ways to ask for a need")
struct NeedEvaluationTests {
    private static let asks = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Benchmarks/asks")

    private func folder(_ files: [String: String]) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("asks-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: folder.appendingPathComponent(name)) }
        return folder
    }

    @Test("nineteen of twenty find what is meant among the first three services, in every language nearly as many")
    func recall() async throws {
        let paris = try await TestCity.paris.value
        let asks = try NeedAsk.read(folder: Self.asks)
        let languages = Dictionary(grouping: asks, by: \.language)
        let offered = Set(paris.settings.languages.offered).subtracting(["fr-simple"])
        #expect(Set(languages.keys) == offered, "easy French is asked for as French is")
        for (language, ways) in languages { #expect(ways.count >= 40, "\(language)") }
        let report = try paris.city.measured(NeedEvaluation(asks), now: TestCity.now)
        for line in report.lines { print(line) }
        #expect(report.whole.recall >= 0.95)
        for share in report.shares { #expect(share.recall >= 0.9, "\(share.language)") }
    }

    @Test("what is wrong with a list is told by file and line")
    func faults() async throws {
        let cases: [(files: [String: String], fault: NeedAsk.Fault)] = [
            (
                ["fr.tsv": "douche\tshower\nfaim meal\n"],
                .line(file: "fr.tsv", number: 2, reason: "must be words, a tab, and keys of needs")
            ),
            (["en.tsv": "\nwash\t ,\n"], .line(file: "en.tsv", number: 2, reason: "names no need after the tab")),
        ]
        for (files, fault) in cases {
            let folder = try folder(files)
            #expect(throws: fault) { try NeedAsk.read(folder: folder) }
        }
        let empty = try folder([:])
        #expect(throws: NeedAsk.Fault.noFiles(empty.path)) { try NeedAsk.read(folder: empty) }
        let nowhere = empty.appendingPathComponent("nowhere")
        #expect(throws: NeedAsk.Fault.noFolder(nowhere.path)) { try NeedAsk.read(folder: nowhere) }
        let paris = try await TestCity.paris.value
        let strange = try NeedAsk.read(folder: try folder(["fr.tsv": "voler\tflying"]))
        #expect(throws: NeedAskUnknown(language: "fr", words: "voler", need: "flying")) {
            try paris.city.measured(NeedEvaluation(strange), now: TestCity.now)
        }
    }
}
