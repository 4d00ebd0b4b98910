/// A form that keeps what was typed, says at each field what has to be mended (the head of the page tells all of it, see `Layout`), and
/// works without a script.
public struct FormView: Sendable {
    public struct Option: Sendable, Hashable {
        public var value: String
        public var words: String

        public init(_ value: String, _ words: String) {
            self.value = value
            self.words = words
        }
    }

    let visit: Visit
    let action: SitePath
    let values: FormValues
    let faults: [Problem.Fault]
    let hasFiles: Bool
    /// Names of fields that may stay empty and are asked for all the same: they are not called optional.
    let asked: Set<String>

    /// - Parameters:
    ///   - values: what was typed, or what stands now.
    ///   - faults: those whose `phrase` is known are said in the reader's language.
    public init(
        _ visit: Visit, action: SitePath, values: FormValues = FormValues(), faults: [Problem.Fault] = [],
        hasFiles: Bool = false, asked: Set<String> = []
    ) {
        self.asked = asked
        self.visit = visit
        self.action = action
        self.values = values
        self.faults = faults
        self.hasFiles = hasFiles
    }

    /// The whole form: the list of faults, the fields, the button.
    /// - Parameter beside: another way on, after the button: Enter presses the first one.
    public func view(_ fields: [HTML], button: String, style: String? = nil, beside: HTML? = nil) -> HTML {
        """
        <form method="post" action="\(visit.url(action))" class="desk-form"\(if: hasFiles, " enctype=\"multipart/form-data\"") novalidate>
        \(mark)
        \(fields)
        <p class="buttons"><button type="submit"\(attribute: "class", style)>\(visit.say(button))</button></p>
        \(beside)
        </form>
        """
    }

    /// A second button of the same form, that sends what was typed elsewhere.
    public func other(_ phrase: String, to path: SitePath, style: String? = nil) -> HTML {
        """
        <button type="submit" formaction="\(visit.url(path))"\(attribute: "class", style)>\(visit.say(phrase))</button>
        """
    }

    /// One button that does something, as a form of its own: nothing is changed by following a link.
    public func button(_ phrase: String, hidden: [(String, String)] = [], style: String = "quiet") -> HTML {
        """
        <form method="post" action="\(visit.url(action))" class="one-button">\(mark)\
        \(hidden.map { self.hidden($0.0, $0.1) })\
        <button type="submit" class="\(style)">\(visit.say(phrase))</button></form>
        """
    }

    private var mark: HTML {
        "<input type=\"hidden\" name=\"\(FormValues.mark)\" value=\"\(visit.desk?.mark ?? "")\">"
    }

    private func words(_ fault: Problem.Fault) -> String {
        fault.phrase.map { visit.say($0, fault.holes) } ?? fault.reason
    }

    public func hidden(_ name: String, _ value: String) -> HTML {
        "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
    }

    /// A line of text. Passwords are never sent back.
    public func line(
        _ name: String, _ label: String, hint: String? = nil, type: String = "text", autocomplete: String = "off",
        isNeeded: Bool = false, inputmode: String? = nil, direction: String? = nil
    ) -> HTML {
        field(
            name, label, hint: hint, isNeeded: isNeeded,
            """
            <input id="f-\(name)" name="\(name)" type="\(type)" value="\(type == "password" ? "" : values.typed(name))" \
            autocomplete="\(autocomplete)"\(attribute: "inputmode", inputmode)\(attribute: "dir", direction)\
            \(described(name, hint))\(if: isNeeded, " required")>
            """)
    }

    public func area(
        _ name: String, _ label: String, hint: String? = nil, rows: Int = 4, isNeeded: Bool = false,
        language: String? = nil
    ) -> HTML {
        field(
            name, label, hint: hint, isNeeded: isNeeded, called: language.flatMap { visit.books[$0]?.language.name },
            """
            <textarea id="f-\(name)" name="\(name)" rows="\(rows)"\(attribute: "lang", language)\
            \(attribute: "dir", language.flatMap { visit.books[$0]?.language.direction })\(described(name, hint))\
            \(if: isNeeded, " required")>\n\(values.typed(name))</textarea>
            """)
    }

    /// One of several, from a list.
    public func choice(
        _ name: String, _ label: String, _ options: [Option], hint: String? = nil, isNeeded: Bool = false
    ) -> HTML {
        let chosen = values.typed(name)
        let items = options.map {
            "<option value=\"\($0.value)\"\(flag: "selected", $0.value == chosen)>\($0.words)</option>" as HTML
        }
        return field(
            name, label, hint: hint, isNeeded: isNeeded,
            "<select id=\"f-\(name)\" name=\"\(name)\"\(described(name, hint))\(if: isNeeded, " required")>\(items)</select>"
        )
    }

    /// One of a few, all seen at once.
    public func radios(
        _ name: String, _ label: String, _ options: [Option], hint: String? = nil, isNeeded: Bool = false
    ) -> HTML {
        group(name, label, options, hint: hint, type: "radio", chosen: [values.typed(name)], isNeeded: isNeeded)
    }

    /// Any number of several.
    public func boxes(_ name: String, _ label: String, _ options: [Option], hint: String? = nil) -> HTML {
        group(name, label, options, hint: hint, type: "checkbox", chosen: Set(values.all(name)), isNeeded: false)
    }

    /// One box that says yes.
    public func box(_ name: String, _ label: String, hint: String? = nil) -> HTML {
        """
        <div class="field box\(if: fault(name) != nil, " faulty")">\(message(name))<label class="tick">\
        <input id="f-\(name)" type="checkbox" name="\(name)" value="on"\(flag: "checked", values.isTicked(name))\
        \(described(name, hint))> <span>\(visit.say(label))</span></label>\(self.hint(name, hint))</div>
        """
    }

    /// - Parameter isNeeded: the form asks for it, this way or another: it is not called optional.
    public func file(
        _ name: String, _ label: String, hint: String? = nil, accept: String? = nil, isNeeded: Bool = false
    ) -> HTML {
        field(
            name, label, hint: hint, isNeeded: isNeeded,
            "<input id=\"f-\(name)\" name=\"\(name)\" type=\"file\"\(attribute: "accept", accept)\(described(name, hint))>"
        )
    }

    private func group(
        _ name: String, _ label: String, _ options: [Option], hint: String?, type: String, chosen: Set<String>,
        isNeeded: Bool
    ) -> HTML {
        let items = options.enumerated().map { index, option in
            """
            <label class="tick"><input type="\(type)" name="\(name)" value="\(option.value)"\
            \(attribute: "id", index == 0 ? "f-\(name)" : nil)\(flag: "checked", chosen.contains(option.value))> \
            <span>\(option.words)</span></label>
            """ as HTML
        }
        return """
            <fieldset class="field\(if: fault(name) != nil, " faulty")"\(described(name, hint))><legend>\(visit.say(label))\
            \(needed(isNeeded || asked.contains(name)))</legend>\(self.hint(name, hint))\(message(name))<div class="ticks">\(items)</div></fieldset>
            """
    }

    private func field(
        _ name: String, _ label: String, hint: String?, isNeeded: Bool, called words: String? = nil, _ input: HTML
    ) -> HTML {
        """
        <div class="field\(if: fault(name) != nil, " faulty")"><label for="f-\(name)">\(words ?? visit.say(label))\
        \(needed(isNeeded || asked.contains(name)))</label>\(self.hint(name, hint))\(message(name))\(input)</div>
        """
    }

    /// The fields of languages that a text does not have yet, behind one line.
    public static func unfolded(_ visit: Visit, _ fields: [HTML]) -> HTML {
        "<details class=\"more-languages\"><summary>\(visit.say("form.moreLanguages"))</summary>\(fields.joined())</details>"
    }

    private func needed(_ isNeeded: Bool) -> HTML {
        isNeeded ? HTML() : " <span class=\"optional\">\(visit.say("form.optional"))</span>"
    }

    private func fault(_ name: String) -> Problem.Fault? { faults.first { $0.name == name } }

    private func message(_ name: String) -> HTML {
        guard let fault = fault(name) else { return HTML() }
        return "<p class=\"fault\" id=\"fault-\(name)\">\(words(fault))</p>"
    }

    private func hint(_ name: String, _ hint: String?) -> HTML {
        guard let hint else { return HTML() }
        return "<p class=\"hint\" id=\"hint-\(name)\">\(visit.say(hint))</p>"
    }

    private func described(_ name: String, _ hint: String?) -> HTML {
        var ids: [String] = []
        if hint != nil { ids.append("hint-\(name)") }
        if fault(name) != nil { ids.append("fault-\(name)") }
        guard !ids.isEmpty else { return HTML() }
        return
            " aria-describedby=\"\(ids.joined(separator: " "))\"\(if: fault(name) != nil, " aria-invalid=\"true\"")"
    }
}
