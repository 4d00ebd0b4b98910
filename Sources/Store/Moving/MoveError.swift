/// Why a database could not be moved. The source is never touched; the target stays as it was.
public enum MoveError: Error, Sendable, Hashable, CustomStringConvertible {
    case sameDatabase(address: String)
    case sourceLacksMigrations(address: String, missing: [String])
    case targetHoldsRows(address: String, table: String)
    case otherTables(source: [String], target: [String])
    case differs(table: String, read: Int, written: Int)
    case interrupted

    public var description: String {
        switch self {
        case .sameDatabase(let address):
            "Source and target are the same database (\(address)). Give two different ones."
        case .sourceLacksMigrations(let address, let missing):
            "The source \(address) lacks \(missing.joined(separator: ", ")). "
                + "Run `villerefuge migrate --database \(address)` on it first; it was left as it is."
        case .targetHoldsRows(let address, let table):
            "The target \(address) is not empty: its table \(table) holds rows. Give an empty database; nothing was changed."
        case .otherTables(let source, let target):
            "The tables differ, nothing was changed. Only in the source: \(Self.list(source)). "
                + "Only in the target: \(Self.list(target)). Take the program that made the source, and an empty target."
        case .differs(let table, let read, let written):
            "The table \(table) did not arrive as it was (\(read) rows read, \(written) found), nothing was changed. "
                + "Please report it."
        case .interrupted: "The move was interrupted, nothing was changed. Try again."
        }
    }

    private static func list(_ names: [String]) -> String { names.isEmpty ? "none" : names.joined(separator: ", ") }
}
