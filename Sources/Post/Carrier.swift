/// Whoever takes a letter away. It has gone when `carry` returns.
public protocol Carrier: Sendable {
    /// - Throws: `CarrierError`, which says whether another attempt makes sense.
    func carry(_ letter: Letter) async throws(CarrierError)
}
