internal import Hummingbird
internal import NIOCore
internal import Synchronization

/// Takes an answer's body in memory instead of sending it.
final class Gathering: ResponseBodyWriter {
    let buffer = Mutex(ByteBuffer())

    func write(_ part: ByteBuffer) async throws {
        buffer.withLock { whole in
            var part = part
            if whole.readableBytes == 0 { whole = part } else { whole.writeBuffer(&part) }
        }
    }

    func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
