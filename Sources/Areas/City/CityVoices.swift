internal import Hummingbird
internal import Rules
internal import Speech
internal import Web

/// Voices of people: which texts of the city they can say, and their way to the public.
enum CityVoices {
    /// Of the words that were read, by language.
    static func marks(_ recorded: [Recording]) -> [String: [VoiceName: String]] {
        var marks: [String: [VoiceName: String]] = [:]
        for recording in recorded { marks[recording.language, default: [:]][recording.name] = recording.mark }
        return marks
    }
}

extension PublishedCity.Snapshot {
    /// All that a person can say of what the pages show: what one needs in danger, then the drawings, words of offices, the law.
    func voiceBook(_ glossary: Glossary) -> VoiceBook {
        let glossary = glossary.isOf(guide.settings) ? glossary : Glossary()
        let names =
            [VoiceName(.page, "emergency"), VoiceName(.page, "pictures")]
            + guide.taxonomy.themes.map { VoiceName(.theme, $0.term.key) }
            + glossary.words.map { VoiceName(.word, $0.key) }
            + rights.content.sheets.map { VoiceName(.sheet, $0.key) }
            + rights.content.checklists.map { VoiceName(.checklist, $0.key) }
        return VoiceBook(names: names) { name, visit in text(name, glossary, visit) }
    }

    private func text(_ name: VoiceName, _ glossary: Glossary, _ visit: Visit) -> SpokenText? {
        switch (name.kind, name.key) {
        case (.page, "emergency"): GuideSpeech.emergency(visit)
        case (.page, "pictures"): GuideSpeech.pictures(guide, visit)
        case (.page, _): nil
        case (.theme, let key): guide.taxonomy.theme(key).map { GuideSpeech.theme($0, visit) }
        case (.word, let key): glossary.word(key)?.explained(visit, in: glossary.language)
        case (.sheet, let key): rights.sheets(key).flatMap { RightsSpeech.sheet($0.current, visit) }
        case (.checklist, let key): rights.checklists(key).flatMap { RightsSpeech.checklist($0.current, visit) }
        }
    }
}

/// Recorded voices beside the pages that they say. A voice whose page says something else by now is as if it were not there.
struct VoiceRoutes: Sendable {
    let city: PublishedCity
    let glossary: Glossary

    /// Asked by every page that can be listened to: nothing is put together where nobody recorded anything.
    func isRecorded(_ path: SitePath, _ visit: Visit) -> Bool {
        guard let snapshot = try? city.snapshot(), let name = VoiceName(path),
            let mark = snapshot.voices[visit.language]?[name]
        else { return false }
        return snapshot.voiceBook(glossary).holds(mark, name, visit)
    }

    func add(to router: Router<AppContext>, visits: VisitMaker) {
        for path in ["emergency", "pictures", "themes/:key", "glossary/:key", "rights/:key", "steps/:key"] {
            router.group(":language").get(RouterPath("\(path)/voice.ogg")) { request, context in
                let snapshot = try city.snapshot()
                let visit = try visits.visit(request, context, settings: snapshot.guide.settings)
                var page = visit.path
                page.segments.removeLast()
                page.query = []
                guard let name = VoiceName(page), let text = snapshot.voiceBook(glossary).text(name, visit),
                    let bytes = try await city.voice(name, visit.language, mark: text.mark)
                else { throw Problem.nothing }
                return Answer.sound(bytes, type: VoiceMaker.type, language: visit.language, to: request)
            }
        }
    }
}
