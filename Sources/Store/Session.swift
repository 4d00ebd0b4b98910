/// What an engine must be able to do within a transaction.
protocol Session {
    /// Reads the whole answer, then gives each row in turn.
    func query(_ sql: SQL, _ body: (Row) throws -> Void) throws
    /// Gives each row in turn, without keeping them all.
    func stream(_ sql: SQL, _ body: (Row) throws -> Void) throws
    func execute(_ sql: SQL) throws -> Int
    func define(_ schema: Schema) throws
    /// A statement of the engine's own, such as `SAVEPOINT nested_1`.
    func control(_ words: String) throws
    func notify(_ channel: String) throws
    func hasTable(_ name: String) throws -> Bool
    var skipLocked: SQL { get }
    /// Every table with its columns.
    func tables() throws -> [TableShape]
    /// Lets references be broken until the end of a move.
    /// - Returns: the statements that check them and make them as they were.
    func putOffReferences() throws -> [String]
    /// What no other database answers.
    func identity() throws -> String
}
