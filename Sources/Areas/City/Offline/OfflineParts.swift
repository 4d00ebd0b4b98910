import Rules
import Search
import Web

/// What a bundle holds beside its tables: the clock of the city, words, drawings, the rules of the search.
struct OfflineParts {
    let content: OfflineContent
    let visit: Visit
    private var guide: GuideSnapshot { content.guide }

    /// Of the place and of the hour; the others are the same for every scope.
    var head: JSONText {
        let horizon = guide.hours.horizon(from: guide.made)
        let rightToLeft = guide.settings.languages.offered.filter { visit.books.book($0).isRightToLeft }
        return JSONText(members: [
            ("language", JSONText(content.language)), ("direction", JSONText(visit.say.language.direction)),
            ("languages", JSONText(content.languages)), ("fallbacks", JSONText(content.fallbacks)),
            ("rightToLeft", JSONText(rightToLeft)), ("scope", JSONText(content.scope.name)),
            ("made", JSONText(Int(guide.made.minute))), ("from", JSONText(Int(horizon.minutes.lowerBound))),
            ("until", JSONText(Int(horizon.minutes.upperBound))), ("offsets", offsets(horizon.minutes)),
        ])
    }

    /// The city's clock: from which minute it is how many minutes before UTC.
    private func offsets(_ horizon: Range<Minute>) -> JSONText {
        var changes: [JSONText] = []
        var last: Int?
        for minute in stride(from: horizon.lowerBound, through: horizon.upperBound, by: 15) {
            let offset = guide.hours.zone.offset(at: Instant(minute: minute)) / 60
            if offset != last { changes.append(JSONText([JSONText(Int(minute)), JSONText(offset)])) }
            last = offset
        }
        return JSONText(changes)
    }

    /// Parts that depend on the language alone.
    var ofLanguage: [(name: String, json: JSONText)] {
        [
            ("phrases", phrases), ("plurals", Self.plurals(content.language)), ("vocabulary", vocabulary),
            ("terms", terms),
            ("drawings", drawings), ("districts", districts), ("emergency", emergency),
            ("languages", languageNames),
            ("stop", JSONText(SearchRules.stopWords)), ("weights", weights),
        ]
    }

    private var phrases: JSONText {
        let brand = visit.say("layout.brand", ["city": visit.words(guide.settings.name)])
        let said = OfflinePhrases.keys.map { key -> (String, JSONText?) in (key, visit.say.phrase(key).map(\.json)) }
        return JSONText(members: said + [("brand", JSONText(brand))])
    }

    /// The plural form of each number below 200; beyond, that of its last two digits and a hundred.
    static func plurals(_ language: String) -> JSONText {
        let names = PluralCategory.allCases
        let forms = (0..<200).map { names.firstIndex(of: PluralRule.category(of: $0, in: language)) ?? 0 }
        return JSONText(members: [
            ("names", JSONText(names.map(\.rawValue))), ("forms", JSONText(forms.map { String($0) }.joined())),
        ])
    }

    private var vocabulary: JSONText {
        JSONText(
            members: VocabularyList.allCases.map { list in
                let entries = content.vocabulary.entries(of: list).map { entry in
                    JSONText(
                        [
                            JSONText(entry.key), JSONText(entry.labels.map(\.text)),
                            JSONText(entry.synonyms.map(\.text)),
                        ] + (entry.parent.map { [JSONText($0)] } ?? []))
                }
                return ("\(list)", JSONText(entries))
            })
    }

    private var lists: [(name: String, terms: [Term])] {
        let taxonomy = guide.taxonomy
        return [("themes", taxonomy.themes.map(\.term)), ("needs", taxonomy.needs)]
            + Taxonomy.List.allCases.filter { $0 != .siteKinds && $0 != .organisationKinds }.map { list in
                (list.rawValue, taxonomy[list])
            }
    }

    /// Label, plain sentence and name of the drawing of each word of the closed lists.
    private var terms: JSONText {
        JSONText(
            members: lists.map { name, terms in
                (
                    name,
                    JSONText(
                        members: terms.map { term in
                            (
                                term.key,
                                JSONText([
                                    words(term.label), term.plain.map(words) ?? .null,
                                    term.pictogram.map { JSONText($0) } ?? .null,
                                ])
                            )
                        })
                )
            })
    }

    private var drawings: JSONText {
        JSONText(
            members: visit.assets.pictograms.map { name -> (String, JSONText?) in
                (name, visit.assets.drawing("pictograms/\(name).svg").map { JSONText($0) })
            })
    }

    private var districts: JSONText {
        JSONText(members: guide.territory.districts.map { ($0.key, words($0.name)) })
    }

    private var emergency: JSONText {
        JSONText(guide.settings.emergency.map { JSONText([JSONText($0.number), words($0.name)]) })
    }

    private var languageNames: JSONText {
        let terms = TermList(guide: guide, visit: visit)
        return JSONText(
            members: content.vocabulary.languages.map { entry -> (String, JSONText?) in
                (entry.key, JSONText(terms.languageName(entry.key)))
            })
    }

    private var weights: JSONText {
        // Through their shortest decimal form, so that both read the same 32 bits; whole numbers without a fraction, as scripts write them.
        JSONText(members: SearchRules.weights.map { ($0.name, JSONText(Double($0.value.description) ?? 0)) })
    }

    /// Words of the reader's language, or words and the language that they are borrowed from.
    private func words(_ text: LocalisedText) -> JSONText {
        let (words, written) = text.read(in: content.language, fallbacks: content.fallbacks)
        return written.map { JSONText([words, $0]) } ?? JSONText(words)
    }
}
