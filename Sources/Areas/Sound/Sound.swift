internal import Hummingbird
internal import Rules
public import Speech
public import Web

/// The sound of the public texts, for who listens: made by this machine, each once. What this area offers to the others.
public struct SoundShop: Sendable {
    /// A text in a language; the same words have the same sound, so it is kept as long as there is room.
    struct Ticket: WorkTicket {
        var language: String
        var parts: [SpokenPart]

        func isOlder(than other: Ticket) -> Bool { false }
    }

    private let program: SpeechProgram
    private let time: Duration
    private let workshop: Workshop<Ticket>

    /// A sound takes a second or two.
    public static let limits: WorkshopLimits = {
        var limits = WorkshopLimits()
        limits.time = .seconds(60)
        limits.bytes = 32_000_000
        return limits
    }()

    public init(_ program: SpeechProgram, limits: WorkshopLimits = SoundShop.limits) {
        self.program = program
        time = limits.time
        workshop = Workshop(limits, refusal: "Many sounds are being made. Try again in half a minute.")
    }

    /// What the pages need to know to offer it.
    /// - Parameter tags: languages of the guide.
    func offer(_ tags: [String]) -> SpeechOffer {
        SpeechOffer(languages: Set(tags.filter { program.voice(for: $0) != nil }), ending: program.ending)
    }

    /// - Throws: `Problem(.notFound)` when nobody here speaks the language, `Problem(.unavailable)` when too many are asked for.
    func answer(_ text: SpokenText, to request: Request) async throws -> Response {
        let language = text.visit.language
        guard program.voice(for: language) != nil, !text.parts.isEmpty else { throw Problem.nothing }
        let parts = text.parts
        let bytes = try await workshop.bytes(Ticket(language: language, parts: parts)) { [program, time] in
            do throws(SpeechFault) {
                return try await program.sound(parts, in: language, within: time)
            } catch .outOfTime {
                throw Problem(.unavailable, "The sound took too long to make.")
            }
        }
        return Answer.sound(bytes, type: program.type, language: language, to: request)
    }
}

/// What is said of a page: its words one after the other, each with the language in which it is written.
struct SpokenText: Sendable {
    let visit: Visit
    private(set) var parts: [SpokenPart] = []

    init(_ visit: Visit) {
        self.visit = visit
    }

    /// A sentence of the interface, or words in the language of the page.
    mutating func say(_ words: String, in language: String? = nil) {
        guard words.contains(where: { $0.isLetter || $0.isNumber }) else { return }
        parts.append(SpokenPart(words, language: language == visit.language ? nil : language))
    }

    /// A proper name is that of a place of the city: it is said as people say it there.
    mutating func say(_ text: LocalisedText?) {
        guard let text else { return }
        let (words, written) = text.read(in: visit.language, fallbacks: visit.fallbacks)
        say(words, in: text.isProperName ? visit.settings.languages.preferred : written)
    }
}

/// "Listen": what a person recorded for the page; else the voice of the telephone where it has one, else the sound that this machine
/// makes. Nothing is shown where none can be had.
struct ListenBar {
    let visit: Visit
    /// Words on the button.
    var start = "listen.start"

    static let module = "read-aloud.js"

    /// - Parameter path: of the page whose sound this is; `nil`: only the telephone can read it.
    func html(_ path: SitePath? = nil) -> HTML {
        if let path, let recorded = recorded(path) { return "<div class=\"listen\">\(recorded)</div>" }
        let say = visit.say
        let sound = path.flatMap { path in
            visit.speech.flatMap { $0.languages.contains(visit.language) ? path.speech($0.ending) : nil }
        }
        let player = sound.map { self.player($0) }
        return """
            <div class="listen" data-read-aloud data-stop="\(say("listen.stop"))">\
            <button type="button" class="button-quiet" hidden>\(visit.pictogram("speaker", class: "sign"))\
            <span>\(say(start))</span></button>\(player)</div>
            """
    }

    /// The voice of a person, where one says what the page says now.
    func recorded(_ path: SitePath) -> HTML? { visit.isRecorded?(path, visit) == true ? player(path.voice) : nil }

    private func player(_ path: SitePath) -> HTML {
        "<audio controls preload=\"none\" src=\"\(visit.url(path))\" aria-label=\"\(visit.say(start))\"></audio>"
    }
}

extension SitePath {
    /// The sound of a page.
    func speech(_ ending: String) -> SitePath {
        var path = self
        path.segments.append("speech.\(ending)")
        return path
    }

    /// The recorded voice of a page.
    var voice: SitePath {
        var path = self
        path.segments.append("voice.ogg")
        return path
    }
}
