/// The guide in memory: built once from the published services, never changed, replaced whole.
///
/// Inside, documents are numbered along a Hilbert curve over the city (see ``PackedTree``); outside, by their
/// position in the array that was given.
public final class SearchIndex: Sendable {
    /// How many documents.
    public let count: Int
    /// What the maker called this state of the guide; cursors remember it.
    public let version: UInt64
    /// The lists that keys are positions in.
    public let vocabulary: Vocabulary

    let weights: RankingWeights
    let beyondHorizon: (@Sendable (Int32, Range<Minute>) -> [OpenSpan])?
    /// Position outside of each document inside.
    let identifiers: [Int32]
    private let keys: [String]
    let earth: EarthVector
    let tree: PackedTree
    let opening: OpeningTable
    let attributes: AttributeTable
    let text: TextIndex
    let matching: TextMatching
    /// Share of the score for having been confirmed lately, by document inside.
    let freshness: [Float]
    let suggestions: SuggestionTable

    /// Builds the index.
    ///
    /// - Parameters:
    ///   - documents: the published services; a document's identifier is its position here.
    ///   - horizon: the minutes that the documents' `openSpans` cover.
    ///   - days: the territory's days within the horizon, from midnight to midnight: they make
    ///     `OpenFilter.during(day)` as cheap as any other filter.
    ///   - previous: the index before this one; what it made of the same vocabulary is kept.
    ///   - version: changes whenever the documents change.
    ///   - beyondHorizon: the spans of a document within minutes that the horizon does not cover.
    public init(
        documents: [SearchDocument], vocabulary: Vocabulary, horizon: Range<Minute>, days: [Range<Minute>] = [],
        version: UInt64 = 0, weights: RankingWeights = .standard, following previous: SearchIndex? = nil,
        beyondHorizon: (@Sendable (Int32, Range<Minute>) -> [OpenSpan])? = nil
    ) {
        count = documents.count
        self.version = version
        self.vocabulary = vocabulary
        self.weights = weights
        self.beyondHorizon = beyondHorizon
        keys = documents.map(\.key)
        let points = documents.map { document in document.point.flatMap { $0.isOnEarth ? $0 : nil } }
        let identifiers = HilbertCurve.order(points)
        self.identifiers = identifiers
        let ordered = identifiers.map { documents[Int($0)] }
        let places = identifiers.map { points[Int($0)] }
        let centre = places.element(places.count / 2) ?? nil
        let earth = EarthVector(reference: centre ?? GeoPoint(latitude: 0, longitude: 0))
        self.earth = earth
        tree = PackedTree(places: places.map { $0.map(earth.place) ?? SIMD4(repeating: .nan) })
        opening = OpeningTable(ordered.map(\.openSpans), horizon: horizon, days: days)
        let attributes = AttributeTable(ordered, vocabulary)
        self.attributes = attributes
        freshness = ordered.map { document in
            guard let days = document.daysSinceConfirmed else { return 0 }
            return weights.freshness * Float(power(0.5, Double(max(days, 0)) / Double(weights.halfLife)))
        }
        var builder = TextIndexBuilder()
        for list in VocabularyList.allCases {
            for (position, entry) in vocabulary.entries(of: list).enumerated() {
                let target = PhraseTarget(list: list, position: UInt16(position))
                for label in entry.labels { builder.add(label.text, for: target) }
                for synonym in entry.synonyms { builder.add(synonym.text, for: target, isSynonym: true) }
            }
        }
        builder.closeVocabulary(known: previous?.vocabulary == vocabulary ? previous?.text.ofVocabulary : nil)
        for (number, document) in ordered.enumerated() { builder.add(document.texts, document: UInt32(number)) }
        let text = builder.build(documentCount: documents.count)
        self.text = text
        matching = TextMatching(text.postings, attributes, weights, documentCount: documents.count)
        suggestions = SuggestionTable(ordered, vocabulary, attributes, text.stopWords)
    }

    /// The key of a document's public address.
    public func key(of id: Int32) -> String {
        keys.element(Int(id)) ?? ""
    }

    /// Completions of what a person has typed so far, best first, in `language` where there is a wording in it. When
    /// nothing begins so, the words are taken for misspelt.
    public func suggest(_ prefix: String, language: String, limit: Int = 8) -> [Suggestion] {
        let found = suggestions.suggest(prefix, language: language, limit: limit)
        guard found.isEmpty else { return found }
        var reader = TextReader(text, weights)
        return suggestions.suggest(reader.corrected(prefix), language: language, limit: limit)
    }
}
