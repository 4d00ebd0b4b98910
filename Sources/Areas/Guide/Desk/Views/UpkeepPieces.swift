internal import Rules
internal import Web

/// Pieces of the form that hold several values side by side: texts by language, a week, exceptions, figures, long lists.
struct UpkeepPieces {
    let visit: Visit
    let values: FormValues
    let faults: [Problem.Fault]

    /// The name of a language in itself.
    static func language(_ tag: String, _ visit: Visit) -> String {
        visit.books[tag]?.language.name ?? tag
    }

    private func typed(_ name: String) -> [String] { values.pairs.filter { $0.name == name }.map(\.value) }

    private func message(_ name: String) -> HTML? {
        faults.first { $0.name == name }.map { message($0, id: "fault-\(name)") }
    }

    private func message(_ fault: Problem.Fault, id: String? = nil) -> HTML {
        "<p class=\"fault\"\(attribute: "id", id)>\(fault.phrase.map { visit.say($0, fault.holes) } ?? fault.reason)</p>"
    }

    /// What is wrong in one box of several with the same name.
    private func fault(at anchor: String) -> Problem.Fault? { faults.first { $0.anchor == anchor } }

    /// A box that says yes to what was asked; only when it was.
    func tick(_ name: String, _ value: String, _ phrase: String) -> HTML? {
        guard let fault = faults.first(where: { $0.name == name }) else { return nil }
        return """
            <div class="field box faulty">\(message(fault, id: "fault-\(name)"))<label class="tick">\
            <input id="f-\(name)" type="checkbox" name="\(name)" value="\(value)" aria-invalid="true" \
            aria-describedby="fault-\(name)"> <span>\(visit.say(phrase))</span></label></div>
            """
    }

    /// Hours of exceptions that go over midnight.
    func nightTick() -> HTML? {
        let hours = faults.first { $0.name == "exception-night" }?.holes["hours"]
        return tick("exception-night", hours ?? "", "upkeep.sure.tick")
    }

    private func faulty(_ name: String) -> HTML {
        faults.contains { $0.name == name } ? " faulty" : ""
    }

    private func described(_ name: String) -> String? {
        faults.contains { $0.name == name } ? "fault-\(name)" : nil
    }

    /// One text in every language of the guide: those that it must have or has are seen, the others unfold.
    func text(_ name: String, _ label: String, isLong: Bool, mayBeName: Bool = false) -> HTML {
        let tags = UpkeepValues.languages(visit.settings, mayBeName: mayBeName)
        let (words, sent) = (typed(name), typed("\(name)-in"))
        func value(_ tag: String) -> String {
            sent.firstIndex(of: tag).flatMap { words.indices.contains($0) ? words[$0] : nil } ?? ""
        }
        let seen = Set(visit.settings.languages.required + [LocalisedText.anyLanguage])
        let inputs = tags.enumerated().map { index, tag -> HTML in
            let value = value(tag)
            let id = index == 0 ? "f-\(name)" : "f-\(name)-\(tag)"
            let shown =
                tag == LocalisedText.anyLanguage
                ? visit.say("upkeep.form.anyLanguage") : Self.language(tag, visit)
            let language = tag == LocalisedText.anyLanguage ? nil : tag
            let direction = language.flatMap { visit.books[$0]?.language.direction }
            let input: HTML =
                isLong
                ? """
                <textarea id="\(id)" name="\(name)" rows="3"\(attribute: "lang", language)\(attribute: "dir", direction)>
                \(value)</textarea>
                """
                : """
                <input id="\(id)" name="\(name)" value="\(value)" autocomplete="off"\(attribute: "lang", language)\
                \(attribute: "dir", direction)>
                """
            return """
                <div class="field"><label for="\(id)">\(shown)</label>\
                <input type="hidden" name="\(name)-in" value="\(tag)">\(input)</div>
                """
        }
        let isSeen = tags.map { seen.contains($0) || !value($0).isEmpty || tags.count <= 4 }
        let first = zip(isSeen, inputs).filter { $0.0 }.map(\.1).joined()
        let others = zip(isSeen, inputs).filter { !$0.0 }.map(\.1)
        return group(name, label, others.isEmpty ? first : first + FormView.unfolded(visit, others))
    }

    private func group(_ name: String, _ label: String, _ content: HTML, hint: String? = nil) -> HTML {
        """
        <fieldset class="field\(faulty(name))"\(attribute: "aria-describedby", described(name))>\
        <legend>\(visit.say(label))</legend>\(hint.map { "<p class=\"hint\">\(visit.say($0))</p>" as HTML })\
        \(message(name))\(content)</fieldset>
        """
    }

    /// The needs, theme by theme.
    func needs(_ taxonomy: Taxonomy) -> HTML {
        let chosen = Set(typed("needs"))
        var isFirst = true
        let themes = taxonomy.themes.map { theme -> HTML in
            let boxes = theme.needs.map { need -> HTML in
                defer { isFirst = false }
                return box("needs", need.key, visit.text(need.label), chosen.contains(need.key), isFirst: isFirst)
            }
            let isOpen = theme.needs.contains { chosen.contains($0.key) }
            return """
                <details\(flag: "open", isOpen)><summary>\(visit.text(theme.term.label))</summary>\
                <div class="ticks">\(boxes)</div></details>
                """
        }
        return group("needs", "upkeep.field.needs", themes.joined())
    }

    func boxes(_ name: String, _ terms: [(key: String, words: HTML)]) -> HTML? {
        guard !terms.isEmpty else { return nil }
        let chosen = Set(typed(name))
        let boxes = terms.enumerated().map { index, term in
            box(name, term.key, term.words, chosen.contains(term.key), isFirst: index == 0)
        }
        return group(name, "upkeep.field.\(name)", "<div class=\"ticks\">\(boxes)</div>")
    }

    private func box(_ name: String, _ key: String, _ words: HTML, _ isTicked: Bool, isFirst: Bool) -> HTML {
        """
        <label class="tick"><input type="checkbox" name="\(name)" value="\(key)"\
        \(attribute: "id", isFirst ? "f-\(name)" : nil)\(flag: "checked", isTicked)> <span>\(words)</span></label>
        """
    }

    /// Seven days, two stretches each.
    func week() -> HTML {
        let say = visit.say
        let (from, to) = (typed("week-from"), typed("week-to"))
        func input(_ name: String, _ position: Int, _ list: [String], _ day: Int) -> HTML {
            let label = say.list([visit.weekday(day + 1), say("upkeep.week.\(name)")])
            let id = UpkeepReader.anchor("week-\(name)", position)
            let wrong = fault(at: id) == nil ? nil : "fault-week-\(day + 1)"
            return """
                <input name="week-\(name)" id="\(id)" \
                value="\(list.indices.contains(position) ? list[position] : "")" size="5" autocomplete="off" dir="ltr" \
                aria-label="\(label)"\(attribute: "aria-describedby", wrong)\(if: wrong != nil, " aria-invalid=\"true\"")>
                """
        }
        let stretches = [say("upkeep.week.first"), say("upkeep.week.second")]
        let rows = (0..<7).map { day -> HTML in
            let cells = (0..<WeekGrid.stretches).map { index -> HTML in
                let position = day * WeekGrid.stretches + index
                return """
                    <td data-label="\(stretches[index])">\(input("from", position, from, day)) – \
                    \(input("to", position, to, day))</td>
                    """
            }
            let row: HTML = "<tr><th scope=\"row\">\(visit.weekday(day + 1))</th>\(cells)</tr>"
            return row + mistakes(ofDay: day)
        }
        let holidays = WeekGrid.PublicHolidays.allCases.map { choice -> HTML in
            let isChosen = values.typed("week-holidays") == choice.rawValue
            return
                "<option value=\"\(choice.rawValue)\"\(flag: "selected", isChosen)>\(say("upkeep.holidays.\(choice.rawValue)"))</option>"
        }
        return group(
            "week", "upkeep.week.title",
            """
            <table class="week"><thead><tr><th scope="col">\(say("hours.day"))</th>\
            \(stretches.map { "<th scope=\"col\">\($0)</th>" as HTML })</tr></thead>\
            <tbody>\(rows)</tbody></table>
            <div class="field"><label for="f-week-holidays">\(say("upkeep.holidays.title"))</label>\
            <select id="f-week-holidays" name="week-holidays">\(holidays)</select></div>
            """, hint: "upkeep.week.hint")
    }

    /// What has to be mended on a day, below it: the other days stay as they are.
    private func mistakes(ofDay day: Int) -> HTML {
        let rows = (day * WeekGrid.stretches)..<((day + 1) * WeekGrid.stretches)
        let found = rows.flatMap { row in ["week-from", "week-to"].map { UpkeepReader.anchor($0, row) } }
            .compactMap { fault(at: $0) }
        guard !found.isEmpty else { return HTML() }
        let words = found.map { message($0) }
        return
            "<tr class=\"faulty\"><td colspan=\"\(1 + WeekGrid.stretches)\" id=\"fault-week-\(day + 1)\">\(words)</td></tr>"
    }

    /// One line of an exception, with what is wrong in it.
    func exceptionLine(_ name: String, _ row: Int, _ label: String, _ value: String, _ tag: String? = nil) -> HTML {
        let id = UpkeepReader.anchor(name, row)
        let wrong = fault(at: id)
        return """
            <div class="field\(if: wrong != nil, " faulty")"><label for="\(id)">\(label)</label>\
            \(wrong.map { message($0, id: "fault-\(id)") })\
            <input id="\(id)" name="\(name)" value="\(value)" autocomplete="off"\(attribute: "lang", tag)\
            \(attribute: "aria-describedby", wrong == nil ? nil : "fault-\(id)")\
            \(if: wrong != nil, " aria-invalid=\"true\"")></div>
            """
    }

    /// Those that are there, and room for one more.
    func exceptions() -> HTML {
        let say = visit.say
        let tags = visit.settings.languages.required
        let (from, to, hours) = (typed("exception-from"), typed("exception-to"), typed("exception-hours"))
        let reasons = typed("exception-reason")
        func value(_ list: [String], _ index: Int) -> String { list.indices.contains(index) ? list[index] : "" }
        // An empty one that was sent is the room for one more.
        let filled = from.indices.last { index in
            let typed = [from, to, hours].map { value($0, index) }
            let words = tags.indices.map { value(reasons, index * tags.count + $0) }
            return (typed + words).contains { !$0.isEmpty }
        }
        let rows = (0...((filled ?? -1) + 1)).map { index -> HTML in
            let words = tags.enumerated().map { position, tag in
                exceptionLine(
                    "exception-reason", index * tags.count + position,
                    "\(say("upkeep.closure.reason")) (\(Self.language(tag, visit)))",
                    value(reasons, index * tags.count + position), tag)
            }
            return """
                <fieldset class="field"><legend>\(index + 1)</legend>\
                \(exceptionLine("exception-from", index, say("upkeep.closure.from"), value(from, index)))\
                \(exceptionLine("exception-to", index, say("upkeep.closure.to"), value(to, index)))\
                \(exceptionLine("exception-hours", index, say("upkeep.closure.hours"), value(hours, index)))\(words)</fieldset>
                """
        }
        let languages = tags.map { "<input type=\"hidden\" name=\"exception-in\" value=\"\($0)\">" as HTML }
        return group(
            "exceptions", "upkeep.field.exceptions", languages.joined() + rows.joined() + (nightTick() ?? HTML()),
            hint: "upkeep.exception.hint")
    }

    func capacity() -> HTML {
        let say = visit.say
        let tags = visit.settings.languages.required
        let (numbers, labels) = (typed("capacity"), typed("capacity-label"))
        let rows = (0..<max(UpkeepReader.figureRows, numbers.count)).map { index -> HTML in
            let words = tags.enumerated().map { position, tag -> HTML in
                let place = index * tags.count + position
                return """
                    <input name="capacity-label" lang="\(tag)" autocomplete="off" \
                    value="\(labels.indices.contains(place) ? labels[place] : "")" \
                    aria-label="\(say("upkeep.capacity.label", ["language": Self.language(tag, visit)]))">
                    """
            }
            return """
                <p><input name="capacity"\(attribute: "id", index == 0 ? "f-capacity" : nil) inputmode="numeric" size="6" \
                value="\(numbers.indices.contains(index) ? numbers[index] : "")" autocomplete="off" \
                aria-label="\(say("upkeep.capacity.number"))"> \(words)</p>
                """
        }
        let languages = tags.map { "<input type=\"hidden\" name=\"capacity-in\" value=\"\($0)\">" as HTML }
        return group(
            "capacity", "upkeep.field.capacity", languages.joined() + rows.joined(), hint: "upkeep.capacity.hint")
    }
}
