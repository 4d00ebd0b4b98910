internal import Rules
internal import Speech
internal import Web

/// The texts that people can hear in a city, as its pages say them at this moment.
struct VoiceBook: Sendable {
    /// Those first that matter most to who does not read.
    let names: [VoiceName]
    /// What the public page says in the language of the visit; `nil`: it has no such text.
    let find: @Sendable (VoiceName, Visit) -> SpokenText?

    init(names: [VoiceName], find: @escaping @Sendable (VoiceName, Visit) -> SpokenText?) {
        self.names = names
        self.find = find
    }

    func text(_ name: VoiceName, _ visit: Visit) -> VoiceText? {
        find(name, visit).flatMap { $0.parts.isEmpty ? nil : VoiceText(name: name, parts: $0.parts) }
    }

    /// Whether the voice that was recorded still says what the page says.
    /// - Parameter recorded: mark of the words that were read.
    func holds(_ recorded: String, _ name: VoiceName, _ visit: Visit) -> Bool { text(name, visit)?.mark == recorded }
}

/// One text in one language, to be read aloud part by part.
struct VoiceText: Sendable {
    let name: VoiceName
    /// At least one. A part in another language has none in this one: it is said in this one all the same.
    let parts: [SpokenPart]

    var title: SpokenPart { parts[0] }

    /// A line for each part.
    var words: String { parts.map(\.words).joined(separator: "\n") }

    /// The same for the same words in the same languages: a recording of other words is not played.
    var mark: String { SourceMarks.mark(parts.map { "\($0.language ?? "")\t\($0.words)" }.joined(separator: "\n")) }
}

enum RecordingState: String, Sendable, CaseIterable {
    case missing, recorded
    /// The page says something else since.
    case outdated

    init(_ recording: Recording?, of text: VoiceText) {
        self = recording.map { $0.mark == text.mark ? .recorded : .outdated } ?? .missing
    }
}
