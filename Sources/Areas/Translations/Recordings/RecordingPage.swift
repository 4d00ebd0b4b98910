internal import Rules
internal import Speech
internal import Web

/// One text to read aloud: its recorded voice, the words, the recorder.
struct RecordingPage {
    let sight: RecordingSight
    var faults: [Problem.Fault] = []
    var typed = FormValues()

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let words = TranslationWords(visit)
        let title = "\(say("recording.title")) · \(sight.text.title.words)"
        let list = SitePath(DeskRouter.pagePrefix, "recordings", query: [("language", sight.language)])
        var page = Page(
            title: title, isIndexed: false, modules: ["record.js"], showsSearch: false,
            body: """
                <h1>\(say("recording.title")) · \(spoken(sight.text.title, visit))</h1>
                <p>\(words.languageName(sight.language)) · \(say("recording.kind.\(sight.text.name.kind.rawValue)")) · \
                \(RecordingWords(visit).badge(sight.state))</p>
                <p>\(visit.link(list, "\(say("translation.back")) \(words.languageName(sight.language))"))</p>
                \(now(visit))
                <section aria-labelledby="read"><h2 id="read">\(say("recording.read"))</h2>
                <p>\(say("recording.how"))</p><div class="quoted">\(sight.text.parts.map {
                    "<p>\(spoken($0, visit))</p>" as HTML
                })</div></section>
                \(sight.mayRecord ? recorder(visit) : "<p class=\"notice notice-info\">\(say("recording.fault.notNamed"))</p>")
                \(if: sight.mayRecord && sight.recording != nil, withdrawal(visit))
                """)
        page.faults = faults
        return page
    }

    private func spoken(_ part: SpokenPart, _ visit: Visit) -> HTML {
        visit.foreign(part.words, in: part.language ?? sight.language)
    }

    /// The voice that is there, and whether anybody hears it.
    private func now(_ visit: Visit) -> HTML {
        guard let recording = sight.recording else { return HTML() }
        let say = visit.say
        let isOld = sight.state == .outdated
        let words = TranslationWords(visit)
        let facts = [
            sight.sender.map { visit.name($0) }, HTML(words.moment(recording.madeAt)),
            HTML(RecordingWords(visit).length(recording.milliseconds)),
        ].compactMap { $0 }
        let former: HTML =
            isOld ? "<h3>\(say("recording.former"))</h3>\(words.block(recording.words, in: sight.language))" : HTML()
        return """
            <section aria-labelledby="now"><h2 id="now">\(say(isOld ? "recording.unheard" : "recording.now"))</h2>
            <audio controls preload="none" src="\(visit.url(.recording(sight.text.name, sight.language, "sound")))" \
            aria-label="\(say("listen.start"))"></audio><p>\(facts.joined(" · "))</p>\(former)</section>
            """
    }

    /// The file field works by itself; the script fills it from the microphone.
    private func recorder(_ visit: Visit) -> HTML {
        let say = visit.say
        let form = FormView(
            visit, action: .recording(sight.text.name, sight.language), values: typed, faults: faults, hasFiles: true)
        return """
            <section aria-labelledby="make"><h2 id="make">\(say("recording.make"))</h2>
            <div data-recorder="f-file" data-longest="\(VoiceMaker.longest / 1_000)" data-start="\(say("recording.start"))" \
            data-stop="\(say("recording.stop"))" data-refused="\(say("recording.refused"))" hidden>\
            <p class="buttons"><button type="button" class="quiet" data-record>\(say("recording.start"))</button> \
            <button type="button" class="quiet" data-play hidden>\(say("listen.start"))</button> \
            <span role="timer"></span></p><p role="status"></p></div>
            \(form.view(
                [
                    form.hidden("mark", sight.text.mark),
                    form.file(
                        "file", "recording.file", hint: "recording.file.hint",
                        accept: "audio/*,.ogg,.opus,.webm,.wav,.mp3,.m4a", isNeeded: true),
                    form.box("agreed", "recording.agreed", hint: "recording.agreed.hint"),
                ], button: "recording.publish"))</section>
            """
    }

    private func withdrawal(_ visit: Visit) -> HTML {
        let form = FormView(
            visit, action: .recording(sight.text.name, sight.language, "withdrawal"), values: typed, faults: faults)
        return """
            <section aria-labelledby="withdraw"><h2 id="withdraw">\(visit.say("recording.withdraw"))</h2>\
            \(form.view([form.box("sure", "recording.withdraw.sure")], button: "recording.withdraw", style: "danger"))\
            </section>
            """
    }
}

/// How the desk of recordings says things.
struct RecordingWords {
    let visit: Visit

    init(_ visit: Visit) { self.visit = visit }

    func state(_ state: RecordingState) -> String { visit.say("recording.state.\(state.rawValue)") }

    func badge(_ state: RecordingState) -> HTML {
        let style =
            switch state {
            case .recorded: "open"
            case .missing: "soon"
            case .outdated: "closed"
            }
        return "<span class=\"badge badge-\(style)\">\(self.state(state))</span>"
    }

    /// Minutes and seconds, as players show them.
    func length(_ milliseconds: Int) -> String {
        let seconds = (milliseconds + 500) / 1_000
        return "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
    }
}
