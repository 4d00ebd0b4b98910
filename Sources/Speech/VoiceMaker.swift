/// Makes of a recording that somebody sends a small sound for everyone: Ogg Opus, of which nothing is kept but the sound itself. Names, places
/// and programs that telephones write into their files are left behind.
///
/// Opus is only packed anew, by our own reading of the file; WAV goes through `opusenc`, in a program of its own with a time limit.
public struct VoiceMaker: Sendable {
    public struct Voice: Sendable, Hashable {
        /// Ogg Opus; the same for the same sound.
        public var bytes: [UInt8]
        public var milliseconds: Int
    }

    /// Bytes of a file that is sent: five minutes of WAV at 16 kHz.
    public static let largest = 10 << 20
    /// Milliseconds.
    public static let longest = 300_000
    static let shortest = 300
    public static let type = "audio/ogg"

    private let encoder: String

    public init(encoder: String = "opusenc") {
        self.encoder = encoder
    }

    /// - Parameter time: after which the work is given up.
    public func voice(_ bytes: [UInt8], within time: Duration) async throws(VoiceFault) -> Voice {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= Self.largest else { throw .tooLarge(bytes.count) }
        let stream = try await stream(bytes, within: time)
        return Voice(bytes: stream.ogg, milliseconds: try Self.checked(stream.milliseconds))
    }

    /// What kind it is, its first bytes say: names and types that a sender gives prove nothing.
    private func stream(_ bytes: [UInt8], within time: Duration) async throws(VoiceFault) -> OpusStream {
        if bytes.starts(with: OggPages.mark) { return try OpusStream(ogg: bytes) }
        if bytes.starts(with: WebMOpus.mark) { return try WebMOpus.read(bytes) }
        guard bytes.starts(with: Array("RIFF".utf8)) else { throw .otherKind }
        let wave = try WaveFile(bytes)
        _ = try Self.checked(wave.milliseconds)
        let small: [UInt8]
        do throws(SpeechFault) {
            small = try await SpeechProgram.encoded(
                wave.plain, with: encoder, ["--quiet", "--speech", "--bitrate", "24", "--downmix-mono"], within: time)
        } catch {
            switch error {
            case .missing: throw .noEncoder
            case .outOfTime: throw .outOfTime
            default: throw .broken("\(error)")
            }
        }
        return try OpusStream(ogg: small)
    }

    private static func checked(_ milliseconds: Int) throws(VoiceFault) -> Int {
        if milliseconds < shortest { throw .tooShort(milliseconds) }
        if milliseconds > longest { throw .tooLong(milliseconds) }
        return milliseconds
    }
}
