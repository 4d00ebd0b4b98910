internal import Store

/// A backup is older than the last wishes: who asked to be erased after it was made must not come back with it.
enum ErasureReplay {
    /// Each area that erases people's files names its replay here; it gets the restored database before anyone else
    /// reads it, and returns how many files it erased again.
    static let areas: [@Sendable (Database) async throws -> Int] = []

    static func run(on database: Database) async throws -> Int {
        var erased = 0
        for replay in areas { erased += try await replay(database) }
        return erased
    }
}
