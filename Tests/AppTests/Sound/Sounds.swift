import Foundation

@testable import Speech

/// Sounds that tests make themselves.
enum Sounds {
    static let hasEncoder = FileManager.default.isExecutableFile(atPath: "/usr/bin/opusenc")
    static let head = Array("OpusHead".utf8) + [1, 1, 0x38, 0x01, 0x80, 0x3E, 0, 0, 0, 0, 0]

    /// Packets of 20 ms each; `seed` makes one sound differ from another.
    static func opus(seconds: Int, seed: UInt8 = 7) throws -> OpusStream {
        let packets = (0..<seconds * 50).map { number in
            [72, seed, UInt8(number % 251)] + [UInt8](repeating: seed, count: 30)
        }
        return try OpusStream(head: head, packets: packets)
    }

    static func ogg(seconds: Int = 2, seed: UInt8 = 7) throws -> [UInt8] { try opus(seconds: seconds, seed: seed).ogg }

    /// As a telephone writes it: with a name and a place beside the sound.
    static func gossip(_ stream: OpusStream, _ remark: String) -> [UInt8] {
        func counted(_ text: String) -> [UInt8] { [UInt8(text.utf8.count), 0, 0, 0] + Array(text.utf8) }
        var tags = Array("OpusTags".utf8)
        tags += counted("libopus")
        tags += [1, 0, 0, 0]
        tags += counted(remark)
        return OggPages.file(heads: [head, tags], stream.packets.map { (packet: $0, samples: 960) })
    }

    /// As Chromium records it: the sizes of the segment and of its clusters are not known.
    static func webm(_ packets: [[UInt8]], codec: String = "A_OPUS", title: String = "Amina") -> [UInt8] {
        func element(_ id: [UInt8], _ body: [UInt8]) -> [UInt8] {
            id + [
                0x10 | UInt8(body.count >> 24), UInt8(body.count >> 16 & 255), UInt8(body.count >> 8 & 255),
                UInt8(body.count & 255),
            ]
                + body
        }
        let unknown: [UInt8] = [0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]
        var track = element([0xD7], [1])
        track += element([0x83], [2])
        track += element([0x86], Array(codec.utf8))
        track += element([0x63, 0xA2], head)
        var file = element([0x1A, 0x45, 0xDF, 0xA3], element([0x42, 0x82], Array("webm".utf8)))
        file += [0x18, 0x53, 0x80, 0x67] + unknown
        file += element([0x15, 0x49, 0xA9, 0x66], element([0x7B, 0xA9], Array(title.utf8)))
        file += element([0x16, 0x54, 0xAE, 0x6B], element([0xAE], track))
        for (number, packet) in packets.enumerated() {
            if number % 50 == 0 {
                file += [0x1F, 0x43, 0xB6, 0x75] + unknown
                file += element([0xE7], [UInt8(number / 50)])
            }
            file += element([0xA3], [0x81, 0, UInt8(number % 50), 0x80] + packet)
        }
        return file
    }

    /// A tone of 440 Hz: one channel, 16 bits, 16 kHz.
    static func wave(seconds: Double, remark: String? = nil, isSilent: Bool = false) -> [UInt8] {
        func little(_ number: Int, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        }
        func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
            Array(name.utf8) + little(body.count, 4) + body + [UInt8](repeating: 0, count: body.count % 2)
        }
        let count = Int(seconds * 16_000)
        let samples =
            isSilent
            ? [UInt8](repeating: 0, count: count * 2)
            : (0..<count).flatMap { little(Int(9_000 * sin(Double($0) * 440 * 2 * .pi / 16_000)), 2) }
        var body = Array("WAVE".utf8)
        body += chunk(
            "fmt ", little(1, 2) + little(1, 2) + little(16_000, 4) + little(32_000, 4) + little(2, 2) + little(16, 2))
        if let remark {
            body += chunk("LIST", Array("INFOIART".utf8) + little(remark.utf8.count, 4) + Array(remark.utf8))
        }
        body += chunk("data", samples)
        return chunk("RIFF", body)
    }

    static func holds(_ bytes: [UInt8], _ text: String) -> Bool { Data(bytes).range(of: Data(text.utf8)) != nil }
}
