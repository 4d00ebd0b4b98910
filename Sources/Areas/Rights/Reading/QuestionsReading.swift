internal import Files
internal import Rules

extension RightsReading {
    /// `questions.yaml`: `start`, and `questions` with their `answers`, each of which leads to another question (`to`) or ends on `sheets`.
    func questions() -> SituationTree? {
        guard let record = folder.read("questions.yaml", reading)?.record() else { return nil }
        let start = record.needed("start")?.mention(of: "question")
        let places = record.records("questions")
        let questions = places.compactMap { question($0) }
        record.finish()
        guard let start else { return nil }
        let tree = SituationTree(start: start, questions: questions)
        for fault in tree.faults {
            switch fault {
            case .tooLong(let key):
                record.fault(
                    "more than \(SituationTree.mostQuestions) questions lead to «\(key)», or it leads back to itself",
                    mend: "end the way earlier", at: "questions")
            case .neverAsked(let key):
                record.fault("no answer leads to the question «\(key)»", mend: "name it in «to»", at: "questions")
            }
        }
        return tree
    }

    private func question(_ record: Record) -> SituationTree.Question? {
        let key = record.ownKey(of: "question")
        let ask = record.needed("ask")?.text(mayBeProperName: false)
        let help = record.prose("help")
        let answers = record.records("answers").compactMap { answer($0) }
        record.finish()
        refuseDoubles(answers.map(\.key), record, "answers")
        if !answers.contains(where: { $0.key == SituationTree.notKnown }) {
            record.fault(
                "one cannot answer that one does not know", mend: "add an answer with «key: \(SituationTree.notKnown)»")
        }
        guard let key, let ask else { return nil }
        return SituationTree.Question(key: key, ask: ask, help: help, answers: answers)
    }

    private func answer(_ record: Record) -> SituationTree.Answer? {
        let key = record.needed("key")?.key()
        let say = record.needed("say")?.text(mayBeProperName: false)
        let next = record.mention("to", of: "question")
        let sheets = record.mentions("sheets", of: RightsKind.sheet.rawValue)
        let needs = record.mentions("needs", of: "need")
        record.finish()
        if (next == nil) == sheets.isEmpty {
            record.fault("an answer leads to one question, or ends on sheets", mend: "give «to» or «sheets», not both")
        }
        guard let key, let say else { return nil }
        return SituationTree.Answer(key: key, say: say, next: next, sheets: sheets, needs: needs)
    }
}
