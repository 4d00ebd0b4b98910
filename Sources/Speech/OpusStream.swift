/// A sound in Opus (RFC 6716), as its packets: what is left of a recording when all that was written around it is gone.
struct OpusStream: Sendable, Hashable {
    /// One or two.
    let channels: UInt8
    /// Samples at 48 kHz that a player skips at the beginning.
    let preSkip: [UInt8]
    let gain: [UInt8]
    let packets: [[UInt8]]
    /// Samples at 48 kHz of each packet.
    private let samples: [Int]

    /// - Parameter head: the identification of the stream (RFC 7845, 5.1), as Ogg and WebM carry it.
    init(head: [UInt8], packets: [[UInt8]]) throws(VoiceFault) {
        guard head.count >= 19, head.starts(with: Self.headMark), head[8] < 16 else { throw .otherKind }
        guard (1...2).contains(head[9]), head[18] == 0 else { throw .broken("more than two channels") }
        channels = head[9]
        preSkip = Array(head[10..<12])
        gain = Array(head[16..<18])
        self.packets = packets
        var samples: [Int] = []
        for packet in packets { samples.append(try Self.samples(of: packet)) }
        self.samples = samples
    }

    init(ogg bytes: [UInt8]) throws(VoiceFault) {
        let packets = try OggPages.packets(of: bytes)
        guard packets.count >= 2, packets[1].starts(with: Self.tagsMark) else { throw .otherKind }
        try self.init(head: packets[0], packets: Array(packets.dropFirst(2)))
    }

    private static let headMark = Array("OpusHead".utf8)
    private static let tagsMark = Array("OpusTags".utf8)

    /// What is heard of it.
    var milliseconds: Int {
        let skipped = Int(preSkip[0]) | Int(preSkip[1]) << 8
        return max(0, samples.reduce(0, +) - skipped) / 48
    }

    /// The same sound in Ogg, with nothing else in it.
    var ogg: [UInt8] {
        var head = Self.headMark
        head += [1, channels]
        head += preSkip
        // 48 kHz, whatever the microphone had.
        head += [0x80, 0xBB, 0, 0]
        head += gain
        head.append(0)
        // No maker's name, no remarks (RFC 7845, 5.2).
        let tags = Self.tagsMark + [UInt8](repeating: 0, count: 8)
        return OggPages.file(heads: [head, tags], zip(packets, samples).map { (packet: $0, samples: $1) })
    }

    /// How long a packet lasts, by its first bytes (RFC 6716, 3.1 and 3.2).
    static func samples(of packet: [UInt8]) throws(VoiceFault) -> Int {
        guard let first = packet.first else { throw .broken("an empty packet") }
        let configuration = Int(first >> 3)
        let frame =
            switch configuration {
            case 0..<12: [480, 960, 1_920, 2_880][configuration % 4]
            case 12..<16: [480, 960][configuration % 2]
            default: [120, 240, 480, 960][configuration % 4]
            }
        let frames: Int
        switch first & 3 {
        case 0: frames = 1
        case 1, 2: frames = 2
        default:
            guard packet.count > 1 else { throw .broken("a packet without its count") }
            frames = Int(packet[1] & 0x3F)
        }
        guard frames > 0, frames * frame <= 5_760 else { throw .broken("a packet that is too long") }
        return frames * frame
    }
}
