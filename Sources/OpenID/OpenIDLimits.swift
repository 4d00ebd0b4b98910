/// Bounds of every exchange with the provider. Times in milliseconds.
public struct OpenIDLimits: Sendable {
    /// One answer of the provider, from the request to its last byte.
    public var answerTime: Int64 = 10_000
    /// Bytes of one answer.
    public var answerSize = 256 * 1024
    /// How far the provider's clock may be from ours.
    public var clockSkew: Int64 = 60_000
    /// From the redirect to the provider to the way back.
    public var signInTime: Int64 = 600_000
    /// How long discovery and keys are believed before they are read again.
    public var keyLifetime: Int64 = 3_600_000
    /// At most one reading of the keys in this time because of an unknown key.
    public var keyRefetchPause: Int64 = 30_000

    public init() {}
}
