internal import Synchronization
internal import Web

/// A long text that is written when it is first asked for, and compressed once.
final class OnceMade: Sendable {
    private let made = Mutex<(plain: [UInt8], small: [UInt8]?)?>(nil)

    func bytes(_ write: () -> String) -> (plain: [UInt8], small: [UInt8]?) {
        made.withLock { kept in
            if let kept { return kept }
            let plain = Array(write().utf8)
            let fresh = (plain: plain, small: Compression.gzip(plain))
            kept = fresh
            return fresh
        }
    }
}
