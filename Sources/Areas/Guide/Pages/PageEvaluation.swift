internal import Foundation
public import Search

/// How well questions find the pages that answer them, for each pair of languages, with and without typing faults.
public struct PageEvaluation: Sendable {
    public struct Figures: Sendable, Codable, Equatable {
        public var questions = 0
        /// Share of the questions whose page comes first, and among the first five.
        public var recall1 = 0.0
        public var recall5 = 0.0
        /// Mean of 1 / rank.
        public var mrr = 0.0
    }

    public struct Pair: Sendable, Codable {
        public let question: String
        public let pages: String
        public let clean: Figures
        public let typos: Figures
    }

    public struct Averages: Sendable, Codable {
        public let same: Figures
        public let sameTypos: Figures
        public let across: Figures
        public let acrossTypos: Figures
    }

    public struct Report: Sendable, Codable {
        public let pages: Int
        public let questions: Int
        public let questionsWithoutAnswer: Int
        public let seed: UInt64
        public let pairs: [Pair]
        public let averages: Averages
        public let medianMilliseconds: Double
        public let p99Milliseconds: Double
        /// Tables of pages, of all languages together.
        public let indexBytes: Int
        /// Words known for corrections: of the lexicon, and of the pages of one language.
        public let spellingBytes: Int
        public let buildSeconds: Double
    }

    public let pages: [PageDocument]
    public let questions: [PageQuestionFile.Question]
    public let questionsWithoutAnswer: Int
    /// Places below this one count as not found.
    private static let deepest = 1_000

    /// - Parameter files: Pages of all are the corpus.
    public init(_ files: [PageQuestionFile]) throws {
        var texts: [String: [String: String]] = [:]
        var pages: [PageDocument] = []
        for page in files.flatMap(\.pages) {
            guard let known = texts[page.id] else {
                texts[page.id] = page.texts
                pages.append(page)
                continue
            }
            guard known == page.texts else { throw PageQuestionFault.pageTwice(page.id) }
        }
        let all = files.flatMap(\.questions)
        for question in all where texts[question.page] == nil {
            throw PageQuestionFault.unknownPage(question.id, question.page)
        }
        self.pages = pages
        questions = all.filter(\.isAnswered)
        questionsWithoutAnswer = all.count - questions.count
        guard !questions.isEmpty else { throw PageQuestionFault.noQuestions }
    }

    /// The text of a question with typing faults.
    public static func typed(_ question: PageQuestionFile.Question, _ language: String, seed: UInt64) -> String {
        PageTypos.spoiled(question.texts[language] ?? "", seed: seed, name: "\(question.id)/\(language)")
    }

    /// Languages of the questions, in the order of their tags.
    public var languages: [String] { Set(questions.flatMap(\.texts.keys)).sorted() }

    /// Searches every question in each language over the pages of each language, which see no other language's texts.
    public func measured(_ lexicon: Lexicon, seed: UInt64) -> Report {
        let clock = ContinuousClock()
        var pairs: [Pair] = []
        var times: [Double] = []
        var bytes = 0
        var spelling = 0
        var building = 0.0
        for target in Set(pages.flatMap(\.texts.keys)).sorted() {
            let corpus = pages.compactMap { page in
                page.texts[target].flatMap { $0.isEmpty ? nil : PageDocument(id: page.id, texts: [target: $0]) }
            }
            let start = clock.now
            let index = PageIndex(corpus, lexicon: lexicon)
            building += (clock.now - start).inSeconds
            bytes += index.byteCount
            spelling = max(spelling, index.spellingByteCount)
            let here = Set(corpus.map(\.id))
            for language in languages {
                var clean = Sum()
                var typos = Sum()
                for question in questions where here.contains(question.page) {
                    guard let text = question.texts[language], !text.isEmpty else { continue }
                    let spoiled = Self.typed(question, language, seed: seed)
                    for (text, isClean) in [(text, true), (spoiled, false)] {
                        let start = clock.now
                        var hits = index.search(text, language: language, limit: 10)
                        times.append((clock.now - start).inSeconds * 1_000)
                        if !hits.contains(where: { $0.id == question.page }) {
                            hits = index.search(text, language: language, limit: Self.deepest)
                        }
                        let rank = hits.firstIndex { $0.id == question.page }.map { $0 + 1 }
                        if isClean { clean.add(rank) } else { typos.add(rank) }
                    }
                }
                guard clean.count > 0 else { continue }
                pairs.append(Pair(question: language, pages: target, clean: clean.figures, typos: typos.figures))
            }
        }
        times.sort()
        return Report(
            pages: pages.count, questions: questions.count, questionsWithoutAnswer: questionsWithoutAnswer, seed: seed,
            pairs: pairs.sorted { ($0.question, $0.pages) < ($1.question, $1.pages) }, averages: Self.averages(pairs),
            medianMilliseconds: times.isEmpty ? 0 : times[times.count / 2],
            p99Milliseconds: times.isEmpty ? 0 : times[times.count * 99 / 100],
            indexBytes: bytes, spellingBytes: spelling, buildSeconds: building)
    }

    private static func averages(_ pairs: [Pair]) -> Averages {
        func mean(_ figures: [Figures]) -> Figures {
            let count = Double(max(1, figures.count))
            return Figures(
                questions: figures.reduce(0) { $0 + $1.questions },
                recall1: figures.reduce(0) { $0 + $1.recall1 } / count,
                recall5: figures.reduce(0) { $0 + $1.recall5 } / count,
                mrr: figures.reduce(0) { $0 + $1.mrr } / count)
        }
        let same = pairs.filter { $0.question == $0.pages }
        let across = pairs.filter { $0.question != $0.pages }
        return Averages(
            same: mean(same.map(\.clean)), sameTypos: mean(same.map(\.typos)), across: mean(across.map(\.clean)),
            acrossTypos: mean(across.map(\.typos)))
    }

    private struct Sum {
        var count = 0
        private var first = 0
        private var five = 0
        private var reciprocal = 0.0

        mutating func add(_ rank: Int?) {
            count += 1
            guard let rank else { return }
            if rank == 1 { first += 1 }
            if rank <= 5 { five += 1 }
            reciprocal += 1 / Double(rank)
        }

        var figures: Figures {
            let all = Double(count)
            return Figures(
                questions: count, recall1: Double(first) / all, recall5: Double(five) / all, mrr: reciprocal / all)
        }
    }
}

extension Duration {
    fileprivate var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
