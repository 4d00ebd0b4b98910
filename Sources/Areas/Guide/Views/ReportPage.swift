import Rules
import Store
import Web

/// The form with which anyone says that something is wrong. It keeps what was typed when something has to be mended.
struct ReportPage {
    let guide: GuideSnapshot
    let service: Service
    let id: UUIDv7
    /// False where the city has no keys: what cannot be sealed is not asked for.
    var takesWords = true
    var matter: String?
    var words: String?
    var faults: [VisitorReport.Fault] = []
    var isBusy = false

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        return Page(
            title: say("report.title"), trail: [(visit.words(service.name), .service(service.key))], isIndexed: false,
            body: """
                <h1>\(say("report.title"))</h1>
                <p class="lead">\(say.list([visit.text(service.name), visit.text(guide.site(of: service).name)]))</p>
                \(summary(say))
                <form class="report" method="post" action="\(visit.url(.report(service.key)))">
                <input type="hidden" name="id" value="\(id.description)">
                <fieldset\(attribute: "aria-describedby", faults.contains(.matterMissing) ? "e-matter" : nil)>\
                <legend>\(say("report.matter"))</legend>\(error(.matterMissing, "matter", say))\(choices(say))</fieldset>
                \(takesWords ? wordsField(say) : HTML())
                <button type="submit">\(say("report.send"))</button>
                \(visit.link(.service(service.key), HTML(say("report.back")), class: "clear"))</form>
                """)
    }

    func thanks(_ visit: Visit) -> Page {
        let say = visit.say
        return Page(
            title: say("report.thanks"), isIndexed: false,
            body: """
                <h1>\(say("report.thanks"))</h1><p class="lead">\(say("report.thanks.text"))</p>
                <p>\(visit.link(.service(service.key), HTML(say("report.back")), class: "button"))</p>
                """)
    }

    private func summary(_ say: Phrasebook) -> HTML? {
        if isBusy { return "<p class=\"notice notice-warning\" role=\"alert\">\(say("report.busy"))</p>" }
        guard !faults.isEmpty else { return nil }
        return "<p class=\"notice notice-danger\" role=\"alert\">\(say("report.faults", count: faults.count))</p>"
    }

    private func wordsField(_ say: Phrasebook) -> HTML {
        """
        <div class="field"><label for="words">\(say("report.words"))</label>
        <p class="hint" id="h-words">\(say("report.words.hint"))</p>
        \(wordsErrors(say))
        <textarea id="words" name="words" rows="4" maxlength="\(VisitorReport.longestWords * 2)" \
        aria-describedby="h-words\(hasWordsError ? " e-words" : "")"\
        \(attribute: "aria-invalid", hasWordsError ? "true" : nil)>\(words ?? "")</textarea></div>
        """
    }

    private func choices(_ say: Phrasebook) -> HTML {
        VisitorReport.Matter.allCases.filter { takesWords || $0 != .other }.map { choice in
            """
            <label class="choice"><input type="radio" name="matter" value="\(choice.rawValue)"\
            \(flag: "checked", choice.rawValue == matter)><span>\(say("report.matter.\(choice.rawValue)"))</span></label>
            """ as HTML
        }.joined()
    }

    private static let ofWords: [VisitorReport.Fault] = [.wordsTooLong, .wordsHoldContact, .wordsMissing]
    private var hasWordsError: Bool { faults.contains(where: Self.ofWords.contains) }

    private func wordsErrors(_ say: Phrasebook) -> HTML? {
        guard hasWordsError else { return nil }
        let sentences = Self.ofWords.filter(faults.contains).map { say("report.fault.\($0.rawValue)") }
        return "<p class=\"field-error\" id=\"e-words\">\(sentences.joined(separator: " "))</p>"
    }

    private func error(_ fault: VisitorReport.Fault, _ field: String, _ say: Phrasebook) -> HTML? {
        guard faults.contains(fault) else { return nil }
        return "<p class=\"field-error\" id=\"e-\(field)\">\(say("report.fault.\(fault.rawValue)"))</p>"
    }
}
