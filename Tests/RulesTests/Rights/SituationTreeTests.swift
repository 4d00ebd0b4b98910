import Rules
import Testing

@Suite("Questions that lead to a situation")
struct SituationTreeTests {
    static func answer(_ key: String, to next: String? = nil, _ sheets: [String] = []) -> SituationTree.Answer {
        .init(key: key, say: LocalisedText(["en": key]), next: next, sheets: sheets, needs: [])
    }

    static func question(_ key: String, _ answers: [SituationTree.Answer]) -> SituationTree.Question {
        .init(key: key, ask: LocalisedText(["en": key]), help: nil, answers: answers)
    }

    static let tree = SituationTree(
        start: "a",
        questions: [
            question("a", [answer("yes", ["one"]), answer("no", to: "b")]),
            question("b", [answer("yes", ["two", "one"]), answer("unknown", ["three"])]),
        ])

    @Test func anAnswerLeadsOnAndTheWayBackIsTheSameWithoutIt() throws {
        let start = try #require(Self.tree.place(after: []))
        #expect(start.place == .asked(Self.tree.questions[0]) && start.heard.isEmpty)
        let second = try #require(Self.tree.place(after: ["no"]))
        #expect(second.place == .asked(Self.tree.questions[1]) && second.heard == ["no"])
        let end = try #require(Self.tree.place(after: ["no", "yes", "more"]))
        #expect(end.place == .found(Self.answer("yes", ["two", "one"])) && end.heard == ["no", "yes"])
    }

    @Test func whatFitsNoQuestionIsNotHeard() throws {
        let place = try #require(Self.tree.place(after: ["no", "perhaps", "yes"]))
        #expect(place.place == .asked(Self.tree.questions[1]) && place.heard == ["no"])
        #expect(SituationTree(start: "x", questions: []).place(after: []) == nil)
    }

    @Test func everySheetOfAnEndIsReached() {
        #expect(Self.tree.reachable == ["one", "two", "three"])
        #expect(Self.tree.faults == [])
    }

    @Test func aTreeThatGoesRoundOrIsTooLongOrHasAnIdleQuestionIsTold() {
        let round = SituationTree(start: "a", questions: [Self.question("a", [Self.answer("no", to: "a")])])
        #expect(round.faults == [.tooLong(question: "a")])
        let long = (1...9).map {
            Self.question("q\($0)", [Self.answer("on", to: $0 < 9 ? "q\($0 + 1)" : nil, ["end"])])
        }
        #expect(SituationTree(start: "q1", questions: long).faults == [.tooLong(question: "q9")])
        let eight = SituationTree(start: "q2", questions: Array(long.dropFirst()))
        #expect(eight.faults == [])
        let idle = SituationTree(
            start: "a", questions: [Self.question("a", [Self.answer("yes", ["one"])]), Self.question("z", [])])
        #expect(idle.faults == [.neverAsked(question: "z")])
    }
}
