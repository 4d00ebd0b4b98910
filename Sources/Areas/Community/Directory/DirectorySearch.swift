internal import Files
internal import Rules
internal import Store

/// Looks through the directory. What the caller may not see is left out by the query itself, before anything is counted.
struct DirectorySearch {
    let book: DirectoryBook
    let contacts: ContactBook
    let query: DirectoryQuery
    let within: Within

    struct Answer<Found: Sendable>: Sendable {
        var found: [Found]
        var counts: DirectoryCounts
    }

    private struct Person {
        var id: String
        var entry: Int
        var languages: [String]
        var topics: [String]
    }

    private var words: [String] {
        DirectoryWords.asked(NameFolding.folded(String(query.text.prefix(DirectoryQuery.longest))))
    }

    // MARK: Organisations

    func organisations() -> Answer<DirectoryBook.Entry> {
        var answer = Answer<DirectoryBook.Entry>(found: [], counts: DirectoryCounts())
        let words = words
        for entry in book.entries
        where within.holds(entry.organisation.key) && words.allSatisfy({ entry.words.contains(" \($0)") }) {
            let failed = failures { entry.values[$0] ?? [] }
            if failed.count > 1 { continue }
            for (facet, values) in entry.values where failed.isEmpty || failed == [facet] {
                for value in values { answer.counts.add(facet, value) }
            }
            if failed.isEmpty { answer.found.append(entry) }
        }
        return answer
    }

    // MARK: People

    /// Ids in the order of their organisations' names.
    func people(_ connection: Connection) throws -> Answer<String> {
        var answer = Answer<String>(found: [], counts: DirectoryCounts())
        var found: [(entry: Int, id: String)] = []
        // Organisation → failed facet (nil: none) → how many people.
        var tally: [Int: [DirectoryQuery.Facet?: Int]] = [:]
        for person in try candidates(connection) {
            let entry = book.entries[person.entry]
            let ownThemes = book.themes(of: person.topics)
            let failed = failures { facet in
                switch facet {
                case .theme: (entry.values[.theme] ?? []).union(ownThemes)
                case .need: (entry.values[.need] ?? []).union(person.topics)
                case .language: Set(person.languages)
                default: entry.values[facet] ?? []
                }
            }
            if failed.count > 1 { continue }
            tally[person.entry, default: [:]][failed.first, default: 0] += 1
            if failed.isEmpty { found.append((person.entry, person.id)) }
            func counts(_ facet: DirectoryQuery.Facet) -> Bool { failed.isEmpty || failed == [facet] }
            // Beyond what their organisation does, counted below for all of its people at once.
            if counts(.theme) {
                for theme in ownThemes where entry.values[.theme]?.contains(theme) != true {
                    answer.counts.add(.theme, theme)
                }
            }
            if counts(.need) {
                for topic in person.topics
                where book.isNeed(topic) && entry.values[.need]?.contains(topic) != true {
                    answer.counts.add(.need, topic)
                }
            }
            if counts(.language) { for language in person.languages { answer.counts.add(.language, language) } }
        }
        for (position, numbers) in tally {
            for (facet, values) in book.entries[position].values where facet != .language {
                let number = (numbers[nil] ?? 0) + (numbers[facet] ?? 0)
                if number > 0 { for value in values { answer.counts.add(facet, value, number) } }
            }
        }
        answer.found = found.sorted { ($0.entry, $0.id) < ($1.entry, $1.id) }.map(\.id)
        return answer
    }

    /// Facets whose choice this one does not meet.
    private func failures(_ values: (DirectoryQuery.Facet) -> Set<String>) -> [DirectoryQuery.Facet] {
        query.chosen.compactMap { values($0.key).contains($0.value) ? nil : $0.key }
    }

    /// In the caller's reach, with every word in the person's name or function, or in the organisation's names.
    private func candidates(_ connection: Connection) throws -> [Person] {
        var condition: SQL = "contact.left_at IS NULL\(within.onContacts)"
        for word in words {
            let named = book.entries.filter { $0.words.contains(" \(word)") }.map(\.organisation.key)
            condition =
                condition
                + " AND (contact.id IN (SELECT contact FROM contact_word WHERE word = \(contacts.mark(ofWord: DirectoryWords.beginning(word)))) OR contact.organisation IN (\(list: named)))"
        }
        var people: [Person] = []
        try connection.each("SELECT id, organisation, languages, topics FROM contact WHERE \(condition)") { row in
            // The book holds organisations that are not retired: a contact of another one is nobody's.
            guard let entry = book.position(try row.get("organisation")) else { return }
            people.append(
                Person(
                    id: try row.get("id"), entry: entry, languages: ContactBook.list(try row.get("languages")),
                    topics: ContactBook.list(try row.get("topics"))))
        }
        return people
    }
}
