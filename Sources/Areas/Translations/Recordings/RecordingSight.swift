internal import Rules
internal import Web

/// One text in one language with its recorded voice, as a caller sees it at this moment.
struct RecordingSight: Sendable {
    let text: VoiceText
    let language: String
    let recording: Recording?
    /// Name of who sent the recording.
    let sender: String?
    /// Whether the caller answers for the language: where reviewers are named, they alone.
    let mayRecord: Bool

    var state: RecordingState { RecordingState(recording, of: text) }

    /// `kind`, `key`, `language`, `state`, `mark`, `words`: of the text; `milliseconds`, `digest`, `madeAt`: of the recording.
    var json: JSONText {
        JSONText(members: [
            ("kind", JSONText(text.name.kind.rawValue)), ("key", JSONText(text.name.key)),
            ("language", JSONText(language)), ("state", JSONText(state.rawValue)), ("mark", JSONText(text.mark)),
            ("words", JSONText(text.words)), ("milliseconds", recording.map { JSONText($0.milliseconds) }),
            ("digest", recording.map { JSONText($0.digest) }),
            ("madeAt", recording.map { JSONText($0.madeAt.rfc3339) }),
        ])
    }
}
