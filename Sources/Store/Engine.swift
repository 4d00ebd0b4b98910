/// What a database behind `Database` must be able to do. `SQLiteEngine` and `PostgresEngine` are the two that do.
protocol Engine: Sendable {
    func read<T: Sendable>(
        _ manner: Manner, _ body: @escaping @Sendable (Connection) throws -> T
    ) async throws -> T
    func write<T: Sendable>(
        _ manner: Manner, _ body: @escaping @Sendable (Connection) throws -> T
    ) async throws -> T
    /// Copies everything into one file, as of one moment.
    /// - Returns: the rows of each table in it.
    func backup(to path: String) async throws -> [String: Int]
    func checkIntegrity() async throws -> [String]
    func changes(_ channel: String) -> AsyncStream<Void>
    var statistics: DatabaseStatistics { get }
    /// The address without any secret: for messages.
    var shownAddress: String { get }
    func close() throws
}

/// How a transaction is to be run.
enum Manner: Sendable {
    /// One writer at a time, a limit for each statement, tried again where that is safe.
    case ordinary
    /// A write beside the others: rows are claimed with `FOR UPDATE SKIP LOCKED`.
    case claim
    /// As long as it takes, and once only: migrations and moves.
    case long
}
