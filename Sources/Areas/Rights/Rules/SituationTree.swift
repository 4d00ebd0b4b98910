/// Questions that lead a person to the sheets of their situation. Nothing of it knows who answers.
public struct SituationTree: Sendable, Hashable, Codable {
    /// The most that anyone is asked.
    public static let mostQuestions = 8
    /// Every question can be left open: the key of that answer.
    public static let notKnown = "unknown"

    public struct Question: Sendable, Hashable, Codable {
        public var key: String
        public var ask: LocalisedText
        /// Where to look, in one sentence.
        public var help: LocalisedText?
        public var answers: [Answer]

        public init(key: String, ask: LocalisedText, help: LocalisedText?, answers: [Answer]) {
            self.key = key
            self.ask = ask
            self.help = help
            self.answers = answers
        }
    }

    public struct Answer: Sendable, Hashable, Codable {
        public var key: String
        public var say: LocalisedText
        /// The next question; `nil`: the answer ends on `sheets`.
        public var next: String?
        /// Sheets to read, the likeliest first.
        public var sheets: [String]
        /// Needs that help in any case, before those of the sheets.
        public var needs: [String]

        public init(key: String, say: LocalisedText, next: String?, sheets: [String], needs: [String]) {
            self.key = key
            self.say = say
            self.next = next
            self.sheets = sheets
            self.needs = needs
        }
    }

    public var start: String
    public var questions: [Question]

    public init(start: String, questions: [Question]) {
        self.start = start
        self.questions = questions
    }

    public func question(_ key: String) -> Question? { questions.first { $0.key == key } }

    /// Where a person stands after some answers.
    public enum Place: Sendable, Hashable {
        case asked(Question)
        case found(Answer)
    }

    /// - Parameter answers: keys, the first one first. From the first that fits no question on, the rest is not heard.
    /// - Returns: the place, and the answers that were heard; `nil` when the tree has no first question.
    public func place(after answers: [String]) -> (place: Place, heard: [String])? {
        guard var question = question(start) else { return nil }
        var heard: [String] = []
        for key in answers.prefix(Self.mostQuestions) {
            guard let answer = question.answers.first(where: { $0.key == key }) else { break }
            heard.append(key)
            guard let next = answer.next else { return (.found(answer), heard) }
            guard let following = self.question(next) else { break }
            question = following
        }
        return (.asked(question), heard)
    }

    /// What keeps the tree from ending well.
    public enum Fault: Sendable, Hashable {
        /// More questions than `mostQuestions` follow each other, or a question leads back to itself.
        case tooLong(question: String)
        case neverAsked(question: String)
    }

    public var faults: [Fault] {
        var faults: [Fault] = []
        var asked: Set<String> = []
        func walk(_ key: String, _ depth: Int) {
            asked.insert(key)
            guard depth <= Self.mostQuestions else {
                faults.append(.tooLong(question: key))
                return
            }
            for next in question(key)?.answers.compactMap(\.next) ?? [] { walk(next, depth + 1) }
        }
        walk(start, 1)
        var told: Set<Fault> = []
        faults = faults.filter { told.insert($0).inserted }
        return faults + questions.map(\.key).filter { !asked.contains($0) }.map { .neverAsked(question: $0) }
    }

    /// Sheets on which some way of answering ends.
    public var reachable: Set<String> {
        var found: Set<String> = []
        var seen: Set<String> = []
        var waiting = [start]
        while let key = waiting.popLast() {
            guard seen.insert(key).inserted, let question = question(key) else { continue }
            for answer in question.answers {
                if let next = answer.next { waiting.append(next) } else { found.formUnion(answer.sheets) }
            }
        }
        return found
    }
}
