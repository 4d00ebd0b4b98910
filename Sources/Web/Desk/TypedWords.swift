/// What somebody typed into a form that could not be taken, each text under the name that the form gives it, to be copied into another.
public struct TypedWords: Sendable {
    let form: FormValues
    /// Phrases, by the name of the field.
    let labels: [String: String]

    /// - Parameter secret: names whose values are never sent back.
    public init(_ form: FormValues, labels: [String: String], secret: Set<String> = []) {
        self.form = FormValues(form.pairs.filter { !secret.contains($0.name) })
        self.labels = labels
    }

    /// Keys and days stand in their fields or are chosen again; what a person wrote in words is not thought up twice.
    private var texts: [(name: String, value: String)] {
        form.pairs.filter { pair in
            pair.name != FormValues.mark && pair.value.contains(where: \.isWhitespace) && !pair.value.trimmed.isEmpty
        }
    }

    public func view(_ visit: Visit) -> HTML {
        let texts = texts
        guard !texts.isEmpty else { return HTML() }
        let title = visit.say("form.waiting.typed")
        let areas = texts.enumerated().map { index, text -> HTML in
            let label = labels[text.name].map { visit.say($0) } ?? title
            return """
                <div class="field"><label for="typed-\(index)">\(label)</label>\
                <textarea id="typed-\(index)" readonly rows="4">\n\(text.value)</textarea></div>
                """
        }
        return "<section><h2>\(title)</h2>\(areas)</section>"
    }
}
