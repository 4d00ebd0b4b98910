public import Hummingbird
internal import NIOCore

/// What travels with a request: its reference for the log, nothing about the person.
public struct AppContext: RequestContext {
    public var coreContext: CoreRequestContextStorage

    /// Where the connection comes from; empty in tests without a socket. Used for limits, never stored as it is.
    public let remoteAddress: String

    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = source.channel.remoteAddress?.ipAddress ?? ""
    }

    /// The reference that the error page shows and the log holds.
    public var reference: String { id }
}
