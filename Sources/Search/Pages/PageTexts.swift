/// The pages of one language.
struct PageTexts: Sendable {
    /// How often more the title counts.
    private static let titleRepeats = 2

    let language: PageLanguage
    /// Pages of the index that have a text in this language.
    let pages: [UInt32]
    let words: ImpactIndex
    let grams: ImpactIndex
    let concepts: ImpactIndex
    let wordWindows: ImpactIndex
    let conceptWindows: ImpactIndex
    let titleGrams: ImpactIndex
    let skeletons: ImpactIndex
    /// The page of each window.
    private let owners: [UInt32]
    private let neighbours: PageNeighbours

    init(_ texts: [(page: UInt32, words: [[[UInt16]]])], _ language: PageLanguage, _ lexicon: LexiconTable) {
        var terms = Terms()
        for (number, text) in texts.enumerated() {
            terms.add(text.words, number, language, lexicon, titleRepeats: Self.titleRepeats)
        }
        self.language = language
        pages = texts.map(\.page)
        words = ImpactIndex(terms.words, saturation: 1.2, lengthShare: 0.6)
        grams = ImpactIndex(terms.grams, saturation: 1.6, lengthShare: 0.6)
        concepts = ImpactIndex(terms.concepts, saturation: 1.2, lengthShare: 0.6)
        wordWindows = ImpactIndex(terms.wordWindows, saturation: 1.2, lengthShare: 0.4)
        conceptWindows = ImpactIndex(terms.conceptWindows, saturation: 1.2, lengthShare: 0.4)
        titleGrams = ImpactIndex(terms.titleGrams, saturation: 1.2, lengthShare: 0.4)
        skeletons = ImpactIndex(terms.skeletons, saturation: 1.2, lengthShare: 0.6)
        owners = terms.owners
        neighbours = PageNeighbours(words)
    }

    var byteCount: Int {
        let indexes = [words, grams, concepts, wordWindows, conceptWindows, titleGrams, skeletons]
        return indexes.reduce(0) { $0 + $1.byteCount } + (owners.count + pages.count) * 4 + neighbours.byteCount
    }

    /// Scores beside `pages`, from 0 to about 1.
    func scores(_ question: PageQuestion, _ weights: PageWeights) -> [Float] {
        var total = [Float](repeating: 0, count: pages.count)
        func add(_ weight: Float, _ scores: () -> [Float]) {
            guard weight > 0 else { return }
            let scores = scores()
            guard let best = scores.max(), best > 0 else { return }
            let factor = weight / best
            for page in scores.indices { total[page] += factor * scores[page] }
        }
        add(weights.words) { words.scores(question.stems) }
        add(weights.grams) { grams.scores(question.grams) }
        add(weights.concepts) { concepts.scores(question.concepts) }
        add(weights.wordWindows) { best(wordWindows.scores(question.stems)) }
        add(weights.conceptWindows) { best(conceptWindows.scores(question.concepts)) }
        add(weights.titleGrams) { titleGrams.scores(question.grams) }
        add(weights.skeletons) { skeletons.scores(question.skeletons) }
        total = neighbours.smoothed(total)
        let factor = 1 / weights.sum
        for page in total.indices { total[page] *= factor }
        return total
    }

    /// Of each page its best window.
    private func best(_ windows: [Float]) -> [Float] {
        var best = [Float](repeating: 0, count: pages.count)
        for window in windows.indices where windows[window] > best[Int(owners[window])] {
            best[Int(owners[window])] = windows[window]
        }
        return best
    }

    /// What all texts put down in each index.
    private struct Terms {
        var words: [[UInt64]] = []
        var grams: [[UInt64]] = []
        var concepts: [[UInt64]] = []
        var wordWindows: [[UInt64]] = []
        var conceptWindows: [[UInt64]] = []
        var titleGrams: [[UInt64]] = []
        var skeletons: [[UInt64]] = []
        var owners: [UInt32] = []

        mutating func add(
            _ lines: [[[UInt16]]], _ number: Int, _ language: PageLanguage, _ lexicon: LexiconTable, titleRepeats: Int
        ) {
            let telling = lines.map { $0.filter(language.isTelling) }
            let stems = telling.map { $0.map(language.stem) }
            let title = telling.first ?? []
            let titleStems = stems.first ?? []
            let all = (telling + repeatElement(title, count: titleRepeats)).flatMap(\.self)
            words.append((stems + repeatElement(titleStems, count: titleRepeats)).flatMap(\.self).map(PageKey.of))
            grams.append(all.flatMap { PageTerms.grams($0, language) })
            skeletons.append(all.flatMap { PageTerms.skeletons($0, language) })
            titleGrams.append(title.flatMap { PageTerms.grams($0, language) })
            let titleConcepts = lexicon.concepts(titleStems)
            let body = lexicon.concepts(stems.flatMap(\.self))
            concepts.append(body + repeatElement(titleConcepts, count: titleRepeats).flatMap(\.self))
            for window in PageWindows.of(lines.count) {
                let stems = window.flatMap { stems[$0] }
                wordWindows.append(stems.map(PageKey.of))
                conceptWindows.append(lexicon.concepts(stems))
                owners.append(UInt32(number))
            }
        }
    }
}
