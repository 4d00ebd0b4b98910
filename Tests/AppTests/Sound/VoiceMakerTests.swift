import Foundation
import Programs
import Testing

@testable import Speech

/// Recordings that people send become a small sound in which nothing else stands.
@Suite struct VoiceMakerTests {
    /// Without an encoder: what is Opus already needs none.
    let maker = VoiceMaker(encoder: "/nowhere/opusenc")

    private func voice(_ bytes: [UInt8]) async throws -> VoiceMaker.Voice {
        try await maker.voice(bytes, within: .seconds(900))
    }

    @Test func theNameBesideTheSoundIsLeftBehind() async throws {
        let stream = try Sounds.opus(seconds: 3)
        let sent = Sounds.gossip(stream, "ARTIST=Amina at home")
        #expect(Sounds.holds(sent, "Amina") && Sounds.holds(sent, "libopus"))
        let voice = try await voice(sent)
        #expect(!Sounds.holds(voice.bytes, "Amina") && !Sounds.holds(voice.bytes, "libopus"))
        #expect(try OpusStream(ogg: voice.bytes).packets == stream.packets, "the sound itself is the same")
        #expect(voice.milliseconds == (3 * 48_000 - 312) / 48)
    }

    @Test func theSameSoundIsTheSameFileWhateverItCameIn() async throws {
        let stream = try Sounds.opus(seconds: 2)
        let first = try await voice(Sounds.gossip(stream, "TITLE=one"))
        #expect(try await voice(Sounds.gossip(stream, "TITLE=two")) == first)
        #expect(try await voice(Sounds.webm(stream.packets)) == first)
        #expect(try await voice(first.bytes) == first)
        #expect(!Sounds.holds(first.bytes, "Amina"))
        #expect(try await voice(try Sounds.ogg(seconds: 2, seed: 8)) != first)
    }

    @Test(.enabled(if: Sounds.hasEncoder, "opusenc is not here"))
    func aWaveIsMadeSmallAndEveryPlayerReadsIt() async throws {
        let sent = Sounds.wave(seconds: 2, remark: "Amina")
        let voice = try await VoiceMaker().voice(sent, within: .seconds(900))
        #expect(abs(voice.milliseconds - 2_000) < 60)
        #expect(
            voice.bytes.count < 12_000 && !Sounds.holds(voice.bytes, "Amina") && !Sounds.holds(voice.bytes, "opusenc"))
        // Another reader than ours finds nothing wrong with it.
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ville-refuge-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (ogg, wave) = (folder.appendingPathComponent("a.ogg"), folder.appendingPathComponent("a.wav"))
        try Data(voice.bytes).write(to: ogg)
        let read = try await ChildProgram("opusdec", ["--rate", "16000", ogg.path, wave.path]).run(
            within: .seconds(900))
        #expect(read.end == .exited(0), "\(read.said)")
        #expect(!read.said.lowercased().contains("warning"), "\(read.said)")
        let heard = try Data(contentsOf: wave)
        #expect(abs(heard.count - 64_044) < 2_000)
    }

    @Test func aMachineWithoutTheEncoderSaysSo() async {
        await #expect(throws: VoiceFault.noEncoder) { try await voice(Sounds.wave(seconds: 1)) }
    }

    @Test func whatIsNoVoiceIsRefusedWithItsReason() async throws {
        let good = try Sounds.ogg()
        var flipped = good
        flipped[flipped.count - 5] ^= 1
        let cases: [(String, [UInt8], (VoiceFault) -> Bool)] = [
            ("nothing", [], { $0 == .empty }),
            ("a PDF", Array("%PDF-1.7 and more of it".utf8), { $0 == .otherKind }),
            ("MP3", Array("ID3".utf8) + [4, 0, 0, 0, 0, 0, 0], { $0 == .otherKind }),
            ("M4A", [0, 0, 0, 0x20] + Array("ftypM4A ".utf8), { $0 == .otherKind }),
            ("a page that calls itself Ogg", Array("OggS<script>alert(1)</script> and so on".utf8), Self.isBroken),
            ("cut", Array(good.dropLast(9)), Self.isBroken),
            ("cut in its head", Array(good.prefix(30)), Self.isBroken),
            ("a flipped bit", flipped, Self.isBroken),
            ("two streams", good + Self.otherStream(good), Self.isBroken),
            ("two sounds", good + good, Self.isBroken),
            (
                "another codec", Sounds.webm(try Sounds.opus(seconds: 1).packets, codec: "A_VORBIS"),
                { $0 == .otherKind }
            ),
            ("WebM that is cut", Array(Sounds.webm(try Sounds.opus(seconds: 1).packets).dropLast(4)), Self.isBroken),
            ("no samples", Array(Sounds.wave(seconds: 1).prefix(36)), Self.isBroken),
            ("a breath", try Sounds.ogg(seconds: 0), { $0 == .tooShort(0) }),
            ("six minutes", try Sounds.ogg(seconds: 360), { if case .tooLong = $0 { true } else { false } }),
            ("six minutes of WAV", Sounds.wave(seconds: 301, isSilent: true), { $0 == .tooLong(301_000) }),
            ("eleven megabytes", [UInt8](repeating: 0, count: 11 << 20), { $0 == .tooLarge(11 << 20) }),
        ]
        for (name, bytes, isRight) in cases {
            do throws(VoiceFault) {
                _ = try await maker.voice(bytes, within: .seconds(900))
                Issue.record("\(name): was taken")
            } catch {
                #expect(isRight(error), "\(name): \(error)")
            }
        }
    }

    private static func isBroken(_ fault: VoiceFault) -> Bool { if case .broken = fault { true } else { false } }

    /// The first page of a second stream: its sum is right, only its number differs.
    private static func otherStream(_ file: [UInt8]) -> [UInt8] {
        var page = Array(file[..<(27 + 1 + Sounds.head.count)])
        page[14] = 2
        page.replaceSubrange(22..<26, with: [0, 0, 0, 0])
        let sum = OggPages.checksum(page)
        page.replaceSubrange(22..<26, with: (0..<4).map { UInt8(truncatingIfNeeded: sum >> (8 * $0)) })
        return page
    }

    /// RFC 6716, table 2 and 3.2.
    @Test(
        arguments: [
            ([0], 480), ([3 << 3], 2_880), ([9 << 3], 960), ([12 << 3], 480), ([16 << 3], 120), ([31 << 3], 960),
            ([9 << 3 | 1], 1_920), ([9 << 3 | 2, 1], 1_920), ([9 << 3 | 3, 3], 2_880), ([9 << 3 | 3, 0x86], 5_760),
        ] as [([UInt8], Int)])
    func aPacketSaysHowLongItLasts(_ packet: [UInt8], _ samples: Int) throws {
        #expect(try OpusStream.samples(of: packet) == samples)
    }

    @Test(arguments: [[], [9 << 3 | 3], [9 << 3 | 3, 0], [9 << 3 | 3, 7], [3 << 3 | 3, 3]] as [[UInt8]])
    func aPacketThatCannotBeIsRefused(_ packet: [UInt8]) {
        #expect(throws: VoiceFault.self) { try OpusStream.samples(of: packet) }
    }
}
