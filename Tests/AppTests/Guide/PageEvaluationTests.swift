import Foundation
import Search
import Testing

@testable import Areas

@Suite("Measuring the search of pages")
struct PageEvaluationTests {
    private static let lexicon = Lexicon([
        .init(id: "rent", wordings: ["en": ["rent"], "fr": ["loyer"]]),
        .init(id: "school", wordings: ["en": ["school"], "fr": ["école"]]),
    ])
    private static let whole = """
        {"pages": [{"id": "p1", "city": "x", "text": {"en": "Rent\\nPay every month.", "fr": "Loyer\\nPayer chaque mois."}},
                   {"id": "p2", "text": {"en": "School\\nChildren learn.", "fr": "École\\nLes enfants apprennent."}}],
         "questions": [{"id": 1, "page": "p1", "question": {"en": "When do I pay the rent?", "fr": "Quand payer le loyer ?"},
                        "answer_lines": [1]},
                       {"id": 2, "page": "p2", "question": {"en": "Do children learn at school?", "fr": "Quelle école ?"}},
                       {"id": 3, "page": "p2", "question": {"en": "What does it cost?"}, "answer_lines": []}]}
        """

    private func file(_ text: String) throws -> PageQuestionFile {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".json").path
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try PageQuestionFile(path: path)
    }

    @Test("counts each pair of languages, and leaves out what no page answers")
    func measure() throws {
        let evaluation = try PageEvaluation([file(Self.whole)])
        let report = evaluation.measured(Self.lexicon, seed: 1)
        #expect(report.pages == 2)
        #expect(report.questions == 2)
        #expect(report.questionsWithoutAnswer == 1)
        #expect(report.pairs.map { $0.question + $0.pages } == ["enen", "enfr", "fren", "frfr"])
        #expect(report.pairs.allSatisfy { $0.clean.questions == 2 && $0.clean.recall1 == 1 && $0.clean.mrr == 1 })
        #expect(report.averages.across.recall5 == 1)
        #expect(report.lines.contains { $0.hasPrefix("average") && $0.contains("across") && $0.contains("100.0") })
        #expect(Set(report.lines.filter { $0.hasPrefix("en ") || $0.hasPrefix("fr ") }.map(\.count)).count == 1)
    }

    @Test("a page that is never found counts as such")
    func missed() throws {
        let text = Self.whole.replacingOccurrences(of: "When do I pay the rent?", with: "Xqz wkv?")
        let figures = try PageEvaluation([file(text)]).measured(Self.lexicon, seed: 1).pairs[0].clean
        #expect(figures == .init(questions: 2, recall1: 0.5, recall5: 0.5, mrr: 0.5))
    }

    @Test("the same seed makes the same faults, another seed others; short words and edges stay")
    func typos() {
        let text = "Where can children learn German without paying?"
        let typed = PageTypos.spoiled(text, seed: 7, name: "1/en")
        #expect(typed == PageTypos.spoiled(text, seed: 7, name: "1/en"))
        #expect(typed != text)
        #expect(Set((0..<20).map { PageTypos.spoiled(text, seed: $0, name: "1/en") }).count > 10)
        let (before, after) = (text.split(separator: " "), typed.split(separator: " "))
        let changed = zip(before, after).filter { $0 != $1 }
        #expect((1...2).contains(changed.count))
        for (old, new) in changed {
            #expect(old.first == new.first && old.last == new.last)
            #expect(abs(old.count - new.count) <= 1)
        }
        #expect(PageTypos.spoiled("wo ist es", seed: 1, name: "") == "wo ist es")
        #expect(PageTypos.spoiled("", seed: 1, name: "") == "")
        #expect(PageTypos.spoiled("المدرسة", seed: 1, name: "") != "المدرسة")
    }

    @Test("what is wrong with a file is named with its place")
    func refusals() throws {
        func place(_ text: String) -> String? {
            do { _ = try file(text) } catch PageQuestionFault.shape(_, let place, _) { return place } catch {
                return "\(error)".contains("not JSON") ? "no JSON" : nil
            }
            return nil
        }
        #expect(place("pages") == "no JSON")
        #expect(place("[]") == "the whole file")
        #expect(place("{\"page\": []}") == "the whole file")
        #expect(place("{\"pages\": {}}") == "\"pages\"")
        #expect(place("{\"pages\": [3]}") == "pages[0]")
        #expect(place("{\"pages\": [{\"text\": {\"en\": \"a\"}}]}") == "pages[0].id")
        #expect(place("{\"pages\": [{\"id\": \"a\", \"text\": \"a\"}]}") == "pages[0].text")
        #expect(place("{\"questions\": [{\"id\": 1, \"question\": {\"en\": \"a\"}}]}") == "questions[0].page")
        #expect(
            place("{\"questions\": [{\"id\": 1, \"page\": \"a\", \"question\": {\"en\": \"a\"}, \"answer_lines\": 3}]}")
                == "questions[0].answer_lines")
        #expect(throws: PageQuestionFault.missing("/nowhere.json")) { try PageQuestionFile(path: "/nowhere.json") }
    }

    @Test("files that do not fit together are refused")
    func misfits() throws {
        let whole = try file(Self.whole)
        let questions = try file("{\"questions\": [{\"id\": 9, \"page\": \"p7\", \"question\": {\"en\": \"a\"}}]}")
        #expect(throws: PageQuestionFault.unknownPage("9", "p7")) { try PageEvaluation([whole, questions]) }
        let other = try file("{\"pages\": [{\"id\": \"p1\", \"text\": {\"en\": \"Something else\"}}]}")
        #expect(throws: PageQuestionFault.pageTwice("p1")) { try PageEvaluation([whole, other]) }
        #expect(throws: PageQuestionFault.noQuestions) { try PageEvaluation([other]) }
        #expect(try PageEvaluation([whole, whole]).pages.count == 2)
    }
}
