extension HoursLexer {
    /// The standard's word, a phrase, or a name of a day or month in some language.
    mutating func takeWord() throws(OpeningHoursError) {
        let start = index
        if let name = longName() {
            addPending(name, length: name.count)
            return
        }
        var end = index
        while end < folded.count, isWordCharacter(folded[end]) { end += 1 }
        let typed = String(source[start..<end])
        if let kind = HoursVocabulary.standard[typed] {
            append(kind, length: end - start)
            index = end
            return
        }
        let word = untwinned(start..<end)
        if !HoursVocabulary.meanings(word).isEmpty {
            addPending(word, length: end - start)
        } else if let (standard, kind) = HoursVocabulary.standardFolded[word] {
            warn(.spelling, at: start, length: end - start, mend: standard)
            append(kind, length: end - start)
            index = end
        } else if HoursPhrases.seasons.contains(word) {
            throw OpeningHoursError(
                position: start, length: end - start, reason: .season(typed), mend: "Apr-Sep")
        } else if !splitWord(start..<end, word: word) {
            throw OpeningHoursError(position: start, length: end - start, reason: .unknownWord(typed))
        }
    }

    /// The longest phrase that begins here and ends at the end of a word.
    mutating func takePhrase() -> Bool {
        let second = index + 1 < folded.count ? folded[index + 1] : nil
        var lengths = HoursPhrases.lengths[HoursPhrases.Start(first: folded[index], second: second)] ?? []
        if second != nil {
            lengths += HoursPhrases.lengths[HoursPhrases.Start(first: folded[index], second: nil)] ?? []
        }
        guard !lengths.isEmpty else { return false }
        if index > 0, isWordCharacter(folded[index]), isWordCharacter(folded[index - 1]) { return false }
        for length in lengths {
            guard let (key, end) = spaced(length), let phrase = HoursPhrases.all[key] else { continue }
            if isStandardWord(end) { continue }
            // `14-24 hours` is a time; `24 hours` on its own is a phrase.
            if folded[index].isNumber, let last = tokens.last?.kind, last == .dash || last == .colon || last.isName {
                continue
            }
            if phrase.tokens == [.always] || folded[index].isNumber, followsTime(end) { continue }
            let start = index
            for kind in phrase.tokens { append(kind, length: end - start) }
            if let language = phrase.language { languages[language, default: 0] += 1 }
            if !(key == "24/7") {
                warn(phrase.mend == nil ? .timeFormat : .spelling, at: start, length: end - start, mend: phrase.mend)
            }
            index = end
            return true
        }
        return false
    }

    /// The text of `length` characters from here, runs of spaces counted as one, and where it ends.
    private func spaced(_ length: Int) -> (String, Int)? {
        var key = ""
        var end = index
        while key.count < length, end < folded.count {
            let character = folded[end]
            if character.isWhitespace, key.last == " " {
                end += 1
                continue
            }
            key.append(character.isWhitespace ? " " : character)
            end += 1
        }
        guard key.count == length else { return nil }
        if let last = key.last, end < folded.count {
            if last.isLetter, isWordCharacter(folded[end]) { return nil }
            if last.isNumber, folded[end].isNumber { return nil }
        }
        return (key, end)
    }

    private func isStandardWord(_ end: Int) -> Bool {
        HoursVocabulary.standard[String(source[index..<end])] != nil
    }

    /// `24 h - …`: the number begins a time after all.
    private func followsTime(_ end: Int) -> Bool {
        var next = end
        while next < folded.count, folded[next] == " " { next += 1 }
        return next < folded.count && folded[next] == "-"
    }

    private func longName() -> String? {
        HoursVocabulary.longNames[folded[index]]?.filter { name in
            guard let (key, end) = spaced(name.count) else { return false }
            return key == name && end - index == name.count
        }.max { $0.count < $1.count }
    }

    private mutating func addPending(_ word: String, length: Int) {
        pending.append((tokens.count, word))
        append(.end, length: length)
        index += length
        // A point behind a short form.
        if index < folded.count, folded[index] == "." { index += 1 }
    }

    /// The folded word; letters of another alphabet that look Latin are Latin if the rest is.
    private func untwinned(_ range: Range<Int>) -> String {
        let word = folded[range]
        guard word.contains(where: { $0.isASCII }), word.contains(where: { !$0.isASCII }) else { return String(word) }
        return String(word.map { HoursLetter.latinTwin($0) ?? $0 })
    }

    /// `SHWe`, `MoTu`, `月火水`: several names without a space.
    private mutating func splitWord(_ range: Range<Int>, word: String) -> Bool {
        var pieces: [(HoursToken.Kind, Int)] = []
        var start = range.lowerBound
        while start < range.upperBound {
            let longest = (1...range.upperBound - start).reversed().first { length in
                let piece = String(source[start..<start + length])
                if length >= 2, HoursVocabulary.standard[piece] != nil { return true }
                return !folded[start].isASCII && !HoursVocabulary.meanings(piece).isEmpty
            }
            guard let longest else { return false }
            let piece = String(source[start..<start + longest])
            if let kind = HoursVocabulary.standard[piece] ?? HoursVocabulary.meanings(piece).first?.meaning.token {
                pieces.append((kind, longest))
            }
            start += longest
        }
        for (offset, piece) in pieces.enumerated() {
            if offset > 0, case .weekday = piece.0, case .weekday? = tokens.last?.kind { append(.comma, length: 0) }
            append(piece.0, length: piece.1)
            index += piece.1
        }
        warn(.spelling, at: range.lowerBound, length: range.count)
        return true
    }

    /// Decides what the words of other languages mean, all together: the languages that know most of them win,
    /// those of the country first; they must agree on each word.
    mutating func settleWords() throws(OpeningHoursError) {
        guard !pending.isEmpty else { return }
        var scores = languages.mapValues(Double.init)
        for (_, word) in pending {
            for language in Set(HoursVocabulary.meanings(word).map(\.language)) { scores[language, default: 0] += 1 }
        }
        for token in tokens {
            for language in Self.languages(of: token.kind) { scores[language, default: 0] += 0.4 }
        }
        for language in HoursVocabulary.languages(of: country) { scores[language, default: 0] += 0.5 }
        let names = tokens.map(\.kind).filter(\.isName)
        for (token, word) in pending {
            let place = tokens[token]
            let meanings = HoursVocabulary.meanings(word)
            let best = meanings.map { scores[$0.language] ?? 0 }.max() ?? 0
            let winners = Set(meanings.filter { (scores[$0.language] ?? 0) == best }.map(\.meaning))
            let typed = String(source[place.position..<place.next])
            let chosen: HoursVocabulary.Meaning?
            if winners.count == 1 {
                chosen = winners.first
            } else {
                // The standard's own short form, in another letter case (`mar`), is the standard's, unless it stands alone
                // and is a weekday to some and a month to others.
                let standsAlone = pending.count == 1 && names.isEmpty
                chosen =
                    standsAlone && Set(winners.map(\.token.isMonth)).count > 1
                    ? nil
                    : meanings.first { $0.meaning.osm.lowercased() == word }?.meaning
            }
            guard let chosen else {
                throw OpeningHoursError(
                    position: place.position, length: place.length, reason: .ambiguousWord(typed),
                    mend: winners.map(\.osm).sorted().first)
            }
            guard word.count > 2 || chosen.osm.lowercased() == word || fits(meanings, chosen, among: names) else {
                throw OpeningHoursError(
                    position: place.position, length: place.length, reason: .unknownWord(typed), mend: chosen.osm)
            }
            tokens[token].kind = chosen.token
            warn(.spelling, at: place.position, length: place.length, mend: chosen.osm)
        }
    }

    /// Two letters are too few to recognise a language by: the others of the value must be of it too, or the country.
    private func fits(
        _ meanings: [(language: String, meaning: HoursVocabulary.Meaning)], _ chosen: HoursVocabulary.Meaning,
        among names: [HoursToken.Kind]
    ) -> Bool {
        let known = HoursVocabulary.languages(of: country)
        return meanings.contains { language, meaning in
            guard meaning == chosen, names.allSatisfy({ Self.languages(of: $0).contains(language) }),
                pending.allSatisfy({ pair in HoursVocabulary.meanings(pair.word).contains { $0.language == language } })
            else { return false }
            return known.contains(language) || !names.isEmpty || pending.count > 1 || languages[language] != nil
        }
    }

    /// Languages that write a name just as the standard does (`Mo` in German).
    private static func languages(of kind: HoursToken.Kind) -> [String] {
        let meaning: HoursVocabulary.Meaning
        switch kind {
        case .weekday(let weekday): meaning = .weekday(weekday)
        case .month(let month): meaning = .month(month)
        default: return []
        }
        return HoursVocabulary.meanings(meaning.osm.lowercased()).filter { $0.meaning == meaning }.map(\.language)
    }
}

extension HoursToken.Kind {
    var isMonth: Bool {
        if case .month = self { true } else { false }
    }

    /// A weekday or a month.
    var isName: Bool {
        switch self {
        case .weekday, .month: true
        default: false
        }
    }
}
