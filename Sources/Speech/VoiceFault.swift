/// Why a recording is not taken, and what would do.
public enum VoiceFault: Error, Sendable, Hashable, CustomStringConvertible {
    case empty
    /// Bytes.
    case tooLarge(Int)
    /// Milliseconds.
    case tooShort(Int)
    case tooLong(Int)
    /// Not one of the kinds that are read here.
    case otherKind
    /// What does not fit together in the file.
    case broken(String)
    /// `opusenc` is not on this machine.
    case noEncoder
    case outOfTime

    public var description: String {
        switch self {
        case .empty: "there is no sound in it; choose a file or record one"
        case .tooLarge(let bytes): "\(bytes) bytes are more than \(VoiceMaker.largest); record less, or send Ogg Opus"
        case .tooShort(let time): "\(time) ms are too short to be a sentence; record it again"
        case .tooLong(let time): "\(time / 1_000) s are more than \(VoiceMaker.longest / 1_000); read the text faster"
        case .otherKind: "it is none of Ogg Opus, WebM Opus and WAV; save it as one of these"
        case .broken(let what): "the file is not whole: \(what); save it again"
        case .noEncoder: "this machine takes Ogg Opus and WebM Opus only: apt-get install opus-tools for WAV"
        case .outOfTime: "the sound took too long to be made small; send Ogg Opus"
        }
    }
}
