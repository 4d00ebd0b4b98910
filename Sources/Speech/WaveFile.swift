/// A sound as its samples (RIFF WAVE); remarks that programs put beside them are passed over.
struct WaveFile: Sendable, Hashable {
    private let format: ArraySlice<UInt8>
    private let sound: ArraySlice<UInt8>
    let milliseconds: Int

    init(_ bytes: [UInt8]) throws(VoiceFault) {
        guard bytes.count >= 12, bytes[8..<12].elementsEqual("WAVE".utf8) else { throw .otherKind }
        var (format, sound): (ArraySlice<UInt8>?, ArraySlice<UInt8>?)
        var place = 12
        while sound == nil, bytes.count - place >= 8 {
            let name = bytes[place..<place + 4]
            let size = Self.little(bytes[place + 4..<place + 8])
            place += 8
            // Who records on and on writes no size.
            let end = min(bytes.count, place + size)
            if name.elementsEqual("fmt ".utf8) { format = bytes[place..<end] }
            if name.elementsEqual("data".utf8) { sound = bytes[place..<end] }
            place = end + size % 2
        }
        guard let format, format.count >= 16, let sound else { throw .broken("no samples in the WAV") }
        let start = format.startIndex
        let channels = Self.little(format[start + 2..<start + 4])
        let rate = Self.little(format[start + 4..<start + 8])
        let step = Self.little(format[start + 12..<start + 14])
        // Whole numbers, fractions, and either of them described at length.
        guard [1, 3, 0xFFFE].contains(Self.little(format[start..<start + 2])), (1...2).contains(channels),
            (8_000...192_000).contains(rate), (1...8).contains(step / channels)
        else { throw .otherKind }
        self.format = format
        self.sound = sound
        milliseconds = sound.count / step * 1_000 / rate
    }

    /// The samples and how they are to be read, nothing else.
    var plain: [UInt8] {
        func chunk(_ name: String, _ bytes: ArraySlice<UInt8>) -> [UInt8] {
            var chunk = Array(name.utf8)
            chunk += Self.little(bytes.count)
            chunk += bytes
            if bytes.count % 2 == 1 { chunk.append(0) }
            return chunk
        }
        var body = Array("WAVE".utf8)
        body += chunk("fmt ", format)
        body += chunk("data", sound)
        return Array("RIFF".utf8) + Self.little(body.count) + body
    }

    private static func little(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reversed().reduce(0) { $0 << 8 | Int($1) } }

    private static func little(_ number: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
}
