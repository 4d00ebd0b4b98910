public import Hummingbird
internal import NIOCore

/// What travels with a request: its reference for the log, nothing about the person.
public struct AppContext: RequestContext {
    public var coreContext: CoreRequestContextStorage

    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
    }

    /// The reference that the error page shows and the log holds.
    public var reference: String { id }
}
