/// The one sound of a WebM file (RFC 9559), as browsers record it: sizes may be unknown, the file is a stream.
enum WebMOpus {
    static let mark: [UInt8] = [0x1A, 0x45, 0xDF, 0xA3]

    /// Elements by their ids.
    private enum Element {
        /// Those that only hold others: segment, cluster, tracks, block group.
        static let holders: Set<UInt64> = [0x1853_8067, 0x1F43_B675, 0x1654_AE6B, 0xA0]
        static let track: UInt64 = 0xAE
        static let number: UInt64 = 0xD7
        static let codec: UInt64 = 0x86
        static let head: UInt64 = 0x63A2
        /// Packed once more, or sealed.
        static let encodings: UInt64 = 0x6D80
        static let blocks: Set<UInt64> = [0xA3, 0xA1]
    }

    private struct Track {
        var number: UInt64 = 0
        var codec: [UInt8] = []
        var head: [UInt8] = []

        mutating func take(_ element: UInt64, _ body: ArraySlice<UInt8>) {
            switch element {
            case Element.number: number = body.reduce(0) { $0 << 8 | UInt64($1) }
            case Element.codec: codec = Array(body)
            default: head = Array(body)
            }
        }
    }

    static func read(_ bytes: [UInt8]) throws(VoiceFault) -> OpusStream {
        var tracks: [Track] = []
        var blocks: [ArraySlice<UInt8>] = []
        var place = 0
        while place < bytes.count {
            guard let id = number(bytes, &place, keepsMarker: true), let size = number(bytes, &place) else {
                throw .broken("an element of WebM is cut")
            }
            if id == Element.track { tracks.append(Track()) }
            if Element.holders.contains(id) || id == Element.track { continue }
            guard size <= UInt64(bytes.count - place) else { throw .broken("an element of WebM is cut") }
            let body = bytes[place..<place + Int(size)]
            place += Int(size)
            switch id {
            case Element.number, Element.codec, Element.head:
                guard let last = tracks.indices.last else { throw .broken("a track of WebM") }
                tracks[last].take(id, body)
            case Element.encodings: throw .otherKind
            case _ where Element.blocks.contains(id): blocks.append(body)
            default: continue
            }
        }
        guard let track = tracks.first, tracks.count == 1, track.codec == Array("A_OPUS".utf8) else { throw .otherKind }
        var packets: [[UInt8]] = []
        for block in blocks { packets.append(try packet(block, of: track.number)) }
        return try OpusStream(head: track.head, packets: packets)
    }

    /// A block: number of the track, two bytes of time, flags, then the packet.
    private static func packet(_ block: ArraySlice<UInt8>, of track: UInt64) throws(VoiceFault) -> [UInt8] {
        let bytes = Array(block)
        var place = 0
        guard number(bytes, &place) == track, bytes.count > place + 3 else { throw .broken("a block of WebM") }
        guard bytes[place + 2] & 0x06 == 0 else { throw .broken("several packets in a block") }
        return Array(bytes[(place + 3)...])
    }

    /// A number of one to eight bytes (RFC 8794, 4); its first byte tells how many. An unknown size is larger than any file.
    private static func number(_ bytes: [UInt8], _ place: inout Int, keepsMarker: Bool = false) -> UInt64? {
        guard place < bytes.count, bytes[place] != 0 else { return nil }
        let first = bytes[place]
        let count = first.leadingZeroBitCount + 1
        guard bytes.count - place >= count else { return nil }
        var value = UInt64(keepsMarker ? first : first & UInt8((1 << (8 - count)) - 1))
        for byte in bytes[place + 1..<place + count] { value = value << 8 | UInt64(byte) }
        place += count
        return value
    }
}
