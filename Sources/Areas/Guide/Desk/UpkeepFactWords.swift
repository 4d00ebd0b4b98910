internal import Files
internal import Rules
internal import Web

/// The value of a field in words: keys of lists by their labels, languages by their names, dates as people say them.
extension UpkeepWords {
    private static let lists: [String: Taxonomy.List] = [
        "publics": .publics, "statuses": .statuses, "conditions": .conditions, "accessibility": .accessibility,
        "amenities": .amenities, "cost": .costs, "kind": .siteKinds,
    ]

    /// One part a line; a dash where there is nothing.
    func value(_ field: String, _ value: JSONValue?) -> HTML {
        let lines = value.map { self.lines(field, $0) } ?? []
        return lines.isEmpty ? "<span class=\"none\">—</span>" : lines.joined("<br>")
    }

    func isEmpty(_ field: String, _ value: JSONValue) -> Bool { lines(field, value).isEmpty }

    private func lines(_ field: String, _ value: JSONValue) -> [HTML] {
        switch value {
        case .null: []
        case .bool(let flag): [HTML(visit.say(flag ? "upkeep.yes" : "upkeep.no"))]
        case .number, .string: [word(field, value.words ?? "")].filter { !$0.isEmpty }
        case .array(let items):
            items.contains { $0.object != nil }
                ? items.flatMap { lines(field, $0) }
                : [visit.say.list(items.compactMap(\.words).map { word(field, $0) })].filter { !$0.isEmpty }
        case .object(let members): object(field, members)
        }
    }

    private func object(_ field: String, _ members: [String: JSONValue]) -> [HTML] {
        switch field {
        case "exceptions", "closures": [closure(members)]
        case "ages": [ages(members)].compactMap { $0 }
        case "capacity", "figures": [figure(members)]
        case "sources": [source(members)]
        case "point":
            [
                "<bdi dir=\"ltr\">\(members["latitude"]?.words ?? ""), \(members["longitude"]?.words ?? "")</bdi>"
            ]
        default: texts(members)
        }
    }

    /// The texts of every language, each said to be in it.
    private func texts(_ members: [String: JSONValue]) -> [HTML] {
        members.sorted { $0.key < $1.key }.compactMap { tag, part in
            guard let text = part.words, !text.isEmpty else { return nil }
            if tag == LocalisedText.anyLanguage { return "<bdi>\(text)</bdi>" }
            return "<small>\(UpkeepPieces.language(tag, visit))</small> <bdi>\(visit.foreign(text, in: tag))</bdi>"
        }
    }

    private func closure(_ members: [String: JSONValue]) -> HTML {
        let dates = [members["from"], members["to"]].map { $0?.words.flatMap { PartialDate($0) } }
        let hours = members["hours"]?.words
        let what = visit.say(hours == nil ? "hours.exception.closed" : "hours.exception.other")
        var days: HTML = ""
        switch (dates[0], dates[1]) {
        case (let from?, let to?) where from == to: days = HTML(visit.say("hours.onDay", ["date": visit.date(to)]))
        case (let from?, let to?):
            days = HTML(visit.say("hours.range", ["from": visit.date(from), "to": visit.date(to)]))
        case (let from?, nil): days = HTML(visit.say("hours.fromDay", ["date": visit.date(from)]))
        default: break
        }
        let reason = texts(members["reason"]?.object ?? [:]).joined(" · ")
        return """
            \(what) \(days)\(hours.map { " <bdi dir=\"ltr\">\($0)</bdi>" as HTML })\
            \(if: !reason.isEmpty, " · \(reason)")
            """
    }

    private func ages(_ members: [String: JSONValue]) -> HTML? {
        switch (members["from"]?.words, members["to"]?.words) {
        case (let from?, let to?): HTML(visit.say("service.ages.between", ["from": from, "to": to]))
        case (let from?, nil): HTML(visit.say("service.ages.from", ["from": from]))
        case (nil, let to?): HTML(visit.say("service.ages.to", ["to": to]))
        case (nil, nil): nil
        }
    }

    private func figure(_ members: [String: JSONValue]) -> HTML {
        let number = members["value"]?.words.flatMap { Double($0) }.map { visit.number($0) } ?? ""
        let labels = texts((members["label"] ?? members["unit"])?.object ?? [:])
        return "<bdi>\(number)</bdi>\(if: !labels.isEmpty, " \(labels.joined(" · "))")"
    }

    private func source(_ members: [String: JSONValue]) -> HTML {
        let key = members["document"]?.words ?? ""
        let title = guide.documents[key].map { visit.text($0.title) } ?? "<bdi>\(key)</bdi>"
        return "\(title)\(members["place"]?.words.map { " · <bdi>\($0)</bdi>" as HTML })"
    }

    /// One key, code, date or word.
    private func word(_ field: String, _ text: String) -> HTML {
        if let list = Self.lists[field] {
            return guide.taxonomy.term(text, in: list).map { visit.text($0.label) } ?? "<bdi>\(text)</bdi>"
        }
        switch field {
        case "needs": return guide.taxonomy.need(text).map { visit.text($0.label) } ?? "<bdi>\(text)</bdi>"
        case "languages": return HTML(TermList(guide: guide, visit: visit).languageName(text))
        case "status", "precision": return HTML(said("upkeep.\(field).\(text)") ?? text)
        case "operatedBy", "owner", "partners": return "<bdi>\(organisation(text))</bdi>"
        case "district": return guide.district(text).map { visit.text($0.name) } ?? "<bdi>\(text)</bdi>"
        case "site", "movedTo": return guide.site(text).map { visit.text($0.name) } ?? "<bdi>\(text)</bdi>"
        case "confirmed", "began", "ended", "opened", "closed":
            return HTML(PartialDate(text).map { visit.date($0) } ?? text)
        case "hours", "phone", "website": return "<bdi dir=\"ltr\">\(text)</bdi>"
        default: return "<bdi>\(text)</bdi>"
        }
    }

    private func said(_ phrase: String) -> String? {
        let words = visit.say(phrase)
        return words == "[\(phrase)]" ? nil : words
    }
}
