/// Pages of an Ogg file (RFC 3533) with one stream in it.
enum OggPages {
    static let mark = Array("OggS".utf8)
    private static let header = 27
    /// Packets of one page: a second of sound, so that a player may begin anywhere.
    private static let mostPackets = 50

    /// - Throws: `VoiceFault.broken` where a page is cut, or its sum is not right.
    static func packets(of bytes: [UInt8]) throws(VoiceFault) -> [[UInt8]] {
        var packets: [[UInt8]] = []
        var open: [UInt8] = []
        var serial: [UInt8]?
        var place = 0
        while place < bytes.count {
            guard bytes.count - place >= header, bytes[place..<place + 4].elementsEqual(mark), bytes[place + 4] == 0
            else { throw .broken("no page of Ogg at byte \(place)") }
            let table = place + header
            let body = table + Int(bytes[place + 26])
            guard body <= bytes.count else { throw .broken("the last page is cut") }
            let sizes = bytes[table..<body].map { Int($0) }
            let end = body + sizes.reduce(0, +)
            guard end <= bytes.count else { throw .broken("the last page is cut") }
            var page = Array(bytes[place..<end])
            let sum = Array(page[22..<26])
            page.replaceSubrange(22..<26, with: [0, 0, 0, 0])
            guard little(checksum(page), 4) == sum else { throw .broken("the sum of the page at byte \(place)") }
            // A second stream would be another sound, or a picture.
            guard serial == nil || serial == Array(page[14..<18]) else { throw .broken("several streams") }
            serial = Array(page[14..<18])
            var from = body
            for size in sizes {
                open += bytes[from..<from + size]
                from += size
                if size < 255 {
                    packets.append(open)
                    open = []
                }
            }
            place = end
        }
        guard open.isEmpty else { throw .broken("the last packet is cut") }
        return packets
    }

    /// - Parameters:
    ///   - heads: each on a page of its own.
    ///   - sound: packets, each with its samples at 48 kHz.
    static func file(heads: [[UInt8]], _ sound: [(packet: [UInt8], samples: Int)]) -> [UInt8] {
        var file: [UInt8] = []
        var number = 0
        func add(_ packets: [[UInt8]], _ granule: Int, _ flags: UInt8) {
            file += page(packets, granule: granule, number: number, flags: flags)
            number += 1
        }
        for head in heads { add([head], 0, number == 0 ? 2 : 0) }
        var (packets, segments, granule) = ([[UInt8]](), 0, 0)
        for (packet, samples) in sound {
            let needed = packet.count / 255 + 1
            if packets.count == mostPackets || segments + needed > 255 {
                add(packets, granule, 0)
                (packets, segments) = ([], 0)
            }
            packets.append(packet)
            segments += needed
            granule += samples
        }
        add(packets, granule, 4)
        return file
    }

    private static func page(_ packets: [[UInt8]], granule: Int, number: Int, flags: UInt8) -> [UInt8] {
        let sizes = packets.flatMap { packet -> [UInt8] in
            [UInt8](repeating: 255, count: packet.count / 255) + [UInt8(packet.count % 255)]
        }
        var page = mark
        page += [0, flags]
        page += little(granule, 8)
        page += [1, 0, 0, 0]
        page += little(number, 4)
        page += [0, 0, 0, 0, UInt8(sizes.count)]
        page += sizes
        for packet in packets { page += packet }
        page.replaceSubrange(22..<26, with: little(checksum(page), 4))
        return page
    }

    private static func little(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    /// CRC of 32 bits with the polynomial 0x04C11DB7, not mirrored (RFC 3533, 6).
    static func checksum(_ bytes: [UInt8]) -> Int {
        var sum: UInt32 = 0
        for byte in bytes { sum = sum << 8 ^ table[Int(UInt8(sum >> 24) ^ byte)] }
        return Int(sum)
    }

    private static let table: [UInt32] = (0..<256).map { index in
        var sum = UInt32(index) << 24
        for _ in 0..<8 { sum = sum & 0x8000_0000 == 0 ? sum << 1 : sum << 1 ^ 0x04C1_1DB7 }
        return sum
    }
}
