internal import GRDB

/// Turns SQLite's result codes into errors that say what the user can do.
struct SQLiteFailure: Sendable {
    let path: String

    func translated(_ error: any Error, words: String? = nil) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        let detail = error.message ?? "\(error.resultCode)"
        return switch error.resultCode {
        case .SQLITE_INTERRUPT: CancellationError()
        case .SQLITE_BUSY, .SQLITE_LOCKED: StoreError.locked(path: path)
        case .SQLITE_NOTADB: StoreError.notADatabase(path: path)
        case .SQLITE_CORRUPT: StoreError.corrupt(path: path, detail: detail)
        case .SQLITE_FULL: StoreError.diskFull(path: path)
        case .SQLITE_IOERR: StoreError.inputOutput(path: path, detail: detail)
        case .SQLITE_READONLY, .SQLITE_PERM: StoreError.notWritable(path: path)
        case .SQLITE_CANTOPEN: StoreError.cannotOpen(path: path, reason: detail)
        case .SQLITE_MISUSE where detail.contains("closed"): StoreError.closed(path: path)
        case .SQLITE_CONSTRAINT: StoreError.constraint(constraint(error.extendedResultCode), detail: detail)
        default: StoreError.statement(reason: detail, words: words ?? error.sql ?? "")
        }
    }

    private func constraint(_ code: ResultCode) -> StoreError.Constraint {
        switch code {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY: .unique
        case .SQLITE_CONSTRAINT_FOREIGNKEY: .foreignKey
        case .SQLITE_CONSTRAINT_NOTNULL: .notNull
        case .SQLITE_CONSTRAINT_CHECK: .check
        case ResultCode(rawValue: 3091): .type  // SQLITE_CONSTRAINT_DATATYPE, newer than GRDB's list
        default: .other
        }
    }
}
