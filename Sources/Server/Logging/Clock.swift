internal import Foundation
internal import Rules

/// The only place that asks the machine what time it is.
enum Clock {
    static let now: @Sendable () -> Instant = {
        Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }
}
