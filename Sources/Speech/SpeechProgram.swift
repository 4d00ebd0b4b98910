internal import Foundation
internal import Programs

/// Makes the sound of a text with espeak-ng, in a program of its own that ends with the sound; `opusenc` makes it small where it is.
///
/// The text is given on the standard input, never to a shell and never as an argument.
public struct SpeechProgram: Sendable {
    /// Languages that the program speaks, by its own names: `fr-fr`, `ka`.
    public let languages: [String]
    private let program: String
    /// `nil`: sounds are not compressed.
    private let encoder: String?

    /// A calm pace: words a minute.
    private static let pace = 140
    /// Kilobits a second: a voice is understood, and a page's text weighs what a picture weighs.
    private static let rate = 20
    /// Of one text; what comes after is not spoken.
    static let mostLetters = 6_000

    /// The program of this machine, with what it says that it speaks.
    /// - Throws: `SpeechFault.missing` when it is nowhere, or speaks nothing.
    public static func find(program: String = "espeak-ng", encoder: String = "opusenc") async throws(SpeechFault)
        -> SpeechProgram
    {
        let environment = Self.environment
        let asked = try? await ChildProgram(program, ["--voices"], environment: environment).run(within: .seconds(120))
        guard let asked, asked.end == .exited(0) else { throw .missing }
        let languages = Self.languages(in: asked.said)
        guard !languages.isEmpty else { throw .missing }
        let encoding = try? await ChildProgram(encoder, ["--version"], environment: environment).run(
            within: .seconds(20))
        return SpeechProgram(
            languages: languages, program: program, encoder: encoding?.end == .exited(0) ? encoder : nil)
    }

    private static let environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]

    /// The second column of `espeak-ng --voices`: ` 5  fr-fr  --/M  French_(France)  roa/fr  (fr 5)`.
    static func languages(in table: String) -> [String] {
        table.split(separator: "\n").dropFirst().compactMap { line in
            let columns = line.split(whereSeparator: \.isWhitespace)
            return columns.count >= 4 && Int(columns[0]) != nil ? String(columns[1]) : nil
        }
    }

    /// Which of several accents is taken.
    private static let accents = ["en": "en-gb", "fr": "fr-fr"]

    /// The program's name for a language of ours; `nil`: it does not speak it.
    ///
    /// Chinese is left out: without a dictionary that Debian does not carry, the program spells syllables in English.
    /// - Parameter tag: BCP 47, such as `fr-simple`.
    public func voice(for tag: String) -> String? {
        let name = String(tag.lowercased().prefix { $0 != "-" })
        let wishes = [tag.lowercased(), Self.accents[name], name].compactMap { $0 }
        return wishes.first { languages.contains($0) } ?? languages.first { $0.hasPrefix(name + "-") }
    }

    /// What kind of sound `sound` gives.
    public var type: String { encoder == nil ? "audio/wav" : "audio/ogg" }
    public var ending: String { encoder == nil ? "wav" : "ogg" }

    /// The sound of a text.
    /// - Parameters:
    ///   - parts: one after the other, each in the voice of its language, or in that of the whole where there is none.
    ///   - language: of the whole; one that has a voice.
    ///   - time: after which the work is given up.
    public func sound(_ parts: [SpokenPart], in language: String, within time: Duration) async throws(SpeechFault)
        -> [UInt8]
    {
        guard let voice = voice(for: language) else { throw .notSpoken(language) }
        let folder = try Self.folder()
        // What is left of the work; nobody reads it.
        defer { try? FileManager.default.removeItem(at: folder) }
        let text = folder.appendingPathComponent("text")
        let plain = folder.appendingPathComponent("sound.wav")
        try Self.write(Array(markup(parts, voice).utf8), to: text)
        let input = open(text.path, O_RDONLY)
        guard input >= 0 else { throw .notWritable(text.path) }
        try await Self.run(
            program, ["-v", voice, "-s", String(Self.pace), "-b", "1", "-m", "--stdin", "-w", plain.path],
            input: input, within: time)
        guard let encoder else { return try Self.bytes(of: plain) }
        let small = folder.appendingPathComponent("sound.ogg")
        try await Self.run(
            encoder, ["--quiet", "--speech", "--comp", "3", "--bitrate", String(Self.rate), plain.path, small.path],
            input: nil, within: time)
        return try Self.bytes(of: small)
    }

    /// A sound made small by `opusenc`.
    /// - Parameter plain: WAV.
    static func encoded(_ plain: [UInt8], with encoder: String, _ options: [String], within time: Duration)
        async throws(SpeechFault) -> [UInt8]
    {
        let folder = try Self.folder()
        // What is left of the work; nobody reads it.
        defer { try? FileManager.default.removeItem(at: folder) }
        let (sound, small) = (folder.appendingPathComponent("sound.wav"), folder.appendingPathComponent("sound.ogg"))
        try write(plain, to: sound)
        try await run(encoder, options + [sound.path, small.path], input: nil, within: time)
        return try bytes(of: small)
    }

    private static func folder() throws(SpeechFault) -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "ville-refuge-speech-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .notWritable(folder.path)
        }
        return folder
    }

    private static func write(_ bytes: [UInt8], to file: URL) throws(SpeechFault) {
        do {
            try Data(bytes).write(to: file)
        } catch {
            throw .notWritable(file.path)
        }
    }

    private static func run(_ program: String, _ arguments: [String], input: Int32?, within time: Duration)
        async throws(SpeechFault)
    {
        let outcome: ChildProgram.Outcome
        do throws(ChildProgram.Fault) {
            outcome = try await ChildProgram(program, arguments, environment: environment).run(
                input: input, within: time)
        } catch {
            throw .missing
        }
        switch outcome.end {
        case .exited(0): return
        case .outOfTime: throw .outOfTime
        default: throw .failed(String(outcome.said.suffix(500)))
        }
    }

    private static func bytes(of file: URL) throws(SpeechFault) -> [UInt8] {
        guard let data = try? Data(contentsOf: file), !data.isEmpty else { throw .failed("no sound came") }
        return [UInt8](data)
    }

    /// SSML (W3C, Speech Synthesis Markup Language 1.1): a part that is in another language changes the voice.
    func markup(_ parts: [SpokenPart], _ voice: String) -> String {
        var letters = 0
        var text = "<speak>"
        for part in parts {
            letters += part.words.count
            if letters > Self.mostLetters { break }
            let words = "<p>\(Self.escaped(part.words))</p>"
            let own = part.language.flatMap { self.voice(for: $0) }
            text += own == nil || own == voice ? words : "<voice xml:lang=\"\(own ?? voice)\">\(words)</voice>"
        }
        return text + "</speak>"
    }

    /// No letter of a text can become a mark, and no sign that only machines see goes through.
    static func escaped(_ words: String) -> String {
        var text = ""
        for scalar in words.unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            default: text.unicodeScalars.append(scalar.properties.generalCategory == .control ? " " : scalar)
            }
        }
        return text
    }
}

/// A stretch of a text that is spoken.
public struct SpokenPart: Sendable, Hashable {
    public var words: String
    /// When it is not that of the whole.
    public var language: String?

    public init(_ words: String, language: String? = nil) {
        self.words = words
        self.language = language
    }
}

public enum SpeechFault: Error, Sendable, Hashable, CustomStringConvertible {
    case missing
    case notSpoken(String)
    case notWritable(String)
    case outOfTime
    case failed(String)

    public var description: String {
        switch self {
        case .missing: "espeak-ng is not on this machine: apt-get install espeak-ng opus-tools"
        case .notSpoken(let tag): "espeak-ng does not speak «\(tag)»"
        case .notWritable(let path): "\(path): nothing can be written there"
        case .outOfTime: "the sound took too long and was given up"
        case .failed(let said): "espeak-ng could not make the sound: \(said)"
        }
    }
}
