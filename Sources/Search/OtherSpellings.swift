extension SearchIndex {
    /// Other spellings of the whole text that find something with the same filters, best first, at most three.
    ///
    /// Unknown words are looked for one letter farther than a search dares to; known words are kept.
    func otherSpellings(of query: SearchQuery, _ reading: TextReading) -> [String] {
        guard !query.text.isEmpty else { return [] }
        var reader = TextReader(text, weights)
        var variants: [String] = [""]
        var hasChanged = false
        Tokenizer.forEachWord(in: query.text) { letters, _, place in
            var spellings = [String(query.text[place])]
            let isKnown = text.stems.find(Stemming.stem(letters)).map { text.isUseful(UInt32($0)) } ?? false
            if !isKnown, !text.stopWords.contains(letters) {
                let limit = min(EditDistance.tolerance(length: letters.count) + 1, 2)
                let found = reader.nearest(letters, limit: limit).prefix(3).map { text.displays[$0.surface] }
                if !found.isEmpty {
                    spellings = found
                    hasChanged = true
                }
            }
            variants = variants.flatMap { start in
                spellings.map { start.isEmpty ? $0 : start + " " + $0 }
            }
            variants = Array(variants.prefix(6))
        }
        guard hasChanged else { return [] }
        return Array(variants.filter { finds($0, query) }.prefix(3))
    }

    private func finds(_ spelling: String, _ query: SearchQuery) -> Bool {
        guard spelling != query.text else { return false }
        var reader = TextReader(text, weights)
        let reading = reader.read(spelling, completes: false)
        return FilterChain(self, query, reading).intersection().population > 0
    }
}
