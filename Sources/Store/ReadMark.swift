internal import Foundation
internal import Synchronization

/// How far a reader has seen the database: what it wrote, it reads again, whichever server answers.
///
/// A request runs inside `ReadMark.$current.withValue(ReadMark(text: cookie) ?? ReadMark())`, and takes `text` with it to
/// the next one. `write` moves the mark to the position of its commit; `read` asks a replica only when that has come as
/// far. Without a current mark everything is read on the primary. On SQLite the mark stays empty.
public final class ReadMark: Sendable {
    @TaskLocal public static var current: ReadMark?

    private let reached: Mutex<UInt64>

    /// A reader who has written nothing yet.
    public init() {
        self.reached = Mutex(0)
    }

    /// - Parameter text: a position in the write-ahead log, `16/B374D848`; `nil` when it is anything else.
    public init?(text: String) {
        guard let position = LogPosition(text) else { return nil }
        self.reached = Mutex(position.bytes)
    }

    /// The position to keep, or `nil` when nothing was written.
    public var text: String? {
        let bytes = reached.withLock { $0 }
        return bytes == 0 ? nil : LogPosition(bytes: bytes).description
    }

    var position: LogPosition { LogPosition(bytes: reached.withLock { $0 }) }

    func advance(to position: LogPosition) {
        reached.withLock { $0 = max($0, position.bytes) }
    }
}

/// A position in PostgreSQL's write-ahead log: two numbers in hexadecimal, `16/B374D848`.
struct LogPosition: Sendable, Hashable, Comparable, CustomStringConvertible {
    let bytes: UInt64

    init(bytes: UInt64) {
        self.bytes = bytes
    }

    init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count == 2,
            parts.allSatisfy({ (1...8).contains($0.count) && $0.allSatisfy { Self.isDigit($0) } }),
            let high = UInt32(Substring(parts[0]), radix: 16), let low = UInt32(Substring(parts[1]), radix: 16)
        else { return nil }
        self.bytes = UInt64(high) << 32 | UInt64(low)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
    }

    var description: String {
        String(bytes >> 32, radix: 16, uppercase: true) + "/"
            + String(bytes & 0xFFFF_FFFF, radix: 16, uppercase: true)
    }

    static func < (left: LogPosition, right: LogPosition) -> Bool { left.bytes < right.bytes }
}
