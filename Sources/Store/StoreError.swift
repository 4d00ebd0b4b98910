/// What can go wrong with a database, each with what the person who runs it can do.
public enum StoreError: Error, Sendable, Hashable {
    public enum Constraint: String, Sendable, Hashable {
        case unique, foreignKey, notNull, check, type, other
    }

    public enum ColumnProblem: Sendable, Hashable {
        case isMissing(present: [String])
        case isNull
        case hasAnotherType(expected: String, found: String)
    }

    case fileMissing(path: String)
    case cannotOpen(path: String, reason: String)
    case notWritable(path: String)
    case locked(path: String)
    case notADatabase(path: String)
    case corrupt(path: String, detail: String)
    case diskFull(path: String)
    case inputOutput(path: String, detail: String)
    case closed(path: String)

    /// An address that cannot be read; `shown` is it without its password.
    case wrongAddress(shown: String, reason: String)
    /// The server does not answer, or was lost before the commit: nothing was changed.
    case unreachable(address: String, reason: String)
    /// The server answers and refuses: password, certificate, rights, name of the database.
    case accessRefused(address: String, reason: String)
    /// The server was lost while it committed: the change is there or not.
    case outcomeUnknown(address: String)
    case noFreeConnection(address: String, after: Duration)
    case tooSlow(address: String, words: String)
    case noTables(address: String)

    case changedMigration(name: String)
    case unknownMigration(name: String)
    case lateMigration(name: String, after: String)
    case doubledMigration(name: String)
    case failedMigration(name: String, reason: String)

    case constraint(Constraint, detail: String)
    case column(table: String, column: String, problem: ColumnProblem)
    case statement(reason: String, words: String)
}

extension StoreError: CustomStringConvertible {
    public var description: String { "\(summary). \(advice)" }

    /// What happened, in one sentence without its full stop.
    public var summary: String {
        switch self {
        case .fileMissing(let path): "There is no database at \(path)"
        case .cannotOpen(let path, let reason): "The database \(path) cannot be opened: \(reason)"
        case .notWritable(let path): "The database \(path) cannot be written"
        case .locked(let path): "The database \(path) is locked by another program"
        case .notADatabase(let path): "The file \(path) is not an SQLite database"
        case .corrupt(let path, let detail): "The database \(path) is damaged: \(detail)"
        case .diskFull(let path): "The disk of \(path) is full"
        case .inputOutput(let path, let detail): "The disk of \(path) does not answer: \(detail)"
        case .closed(let path): "The database \(path) is closed"
        case .wrongAddress(let shown, let reason): "The address \(shown) is not a database's: \(reason)"
        case .unreachable(let address, let reason): "The database \(address) does not answer: \(reason)"
        case .accessRefused(let address, let reason): "The database \(address) refuses: \(reason)"
        case .outcomeUnknown(let address): "The database \(address) was lost while it kept the change"
        case .noFreeConnection(let address, let after): "No connection to \(address) came free within \(after)"
        case .tooSlow(let address, let words): "The database \(address) took too long for «\(words)»"
        case .noTables(let address): "The database \(address) holds no tables yet"
        case .changedMigration(let name): "The migration \(name) is not the one that this database was made with"
        case .unknownMigration(let name):
            "This database was made by a newer version of the program: it holds the migration \(name)"
        case .lateMigration(let name, let after): "The migration \(name) comes after \(after), which is already applied"
        case .doubledMigration(let name): "Two migrations are called \(name)"
        case .failedMigration(let name, let reason): "The migration \(name) failed, nothing was changed: \(reason)"
        case .constraint(let kind, let detail): "The database refuses the change (\(kind.rawValue)): \(detail)"
        case .column(let table, let column, .isMissing(let present)):
            "The answer from \(table) has no column \(column); it has \(present.joined(separator: ", "))"
        case .column(let table, let column, .isNull): "The column \(column) of \(table) is NULL"
        case .column(let table, let column, .hasAnotherType(let expected, let found)):
            "The column \(column) of \(table) holds \(found) where \(expected) was expected"
        case .statement(let reason, let words): "The statement failed: \(reason) in «\(words)»"
        }
    }

    /// What the person who runs the program can do about it.
    public var advice: String {
        switch self {
        case .fileMissing: "Check the path, or run `villerefuge migrate` to make a new one."
        case .cannotOpen, .notWritable: "Check that the folder exists and that this user may write in it."
        case .locked: "Wait until the other program has finished, or stop it, then try again."
        case .notADatabase: "Check the path; the file was left as it is."
        case .corrupt: "Stop the program, keep a copy of the file, and restore the last backup."
        case .diskFull: "Free some space; nothing was changed."
        case .inputOutput: "Check the disk; nothing was changed."
        case .closed: "The program is stopping."
        case .wrongAddress: "Write a path, sqlite:path, or postgres://user@host:5432/name?sslmode=verify-full."
        case .unreachable: "Check that the server runs and can be reached; the program tries again by itself."
        case .accessRefused: "Check user, password, name of the database, its rights and the certificates."
        case .outcomeUnknown: "Look whether the change is there before making it again."
        case .noFreeConnection: "Try again; if it stays, give the program more connections or the server more power."
        case .tooSlow: "Nothing was changed. Look at the server's load; if it stays, report it."
        case .noTables: "Check the address, or run `villerefuge migrate` to make the tables."
        case .changedMigration, .lateMigration:
            "A migration that was shipped never changes: take the program that made this database, or write a new migration."
        case .unknownMigration: "Run that newer version, or restore a backup made before it."
        case .doubledMigration, .failedMigration: "This is a fault of the program: please report it."
        case .constraint: "Nothing was changed."
        case .column, .statement: "This is a fault of the program: please report it."
        }
    }
}
