/// What can go wrong with a backup or a restore, each with what the person who runs it can do.
public enum BackupError: Error, Sendable, Hashable, CustomStringConvertible {
    case alreadyThere(String)
    case underWay(String)
    case cannotWrite(String, reason: String)
    case fileMissing(String)
    case recordMissing(String)
    case recordUnreadable(String, reason: String)
    case changed(String, expected: String, found: String)
    case otherEngine(file: String, engine: BackupRecord.Engine)
    case targetInUse(String, tables: Int)
    case countsDiffer([RowDifference])
    case damaged(String, faults: [String])
    case tool(String, reason: String)

    public var description: String {
        switch self {
        case .alreadyThere(let path): "\(path) is already there and is left as it is. Give another name."
        case .underWay(let path):
            "\(path) is there: another backup or restore is writing it, or one was cut off. If none is running, remove it and try again."
        case .cannotWrite(let path, let reason):
            "\(path) cannot be written: \(reason). Check that the folder exists, that this user may write in it, and that there is space."
        case .fileMissing(let path): "There is no backup at \(path). Check the path."
        case .recordMissing(let path):
            "There is no \(path), which every backup has beside it. Bring both files together; without it nobody knows whether the backup is whole."
        case .recordUnreadable(let path, let reason): "\(path) cannot be read: \(reason). Take another backup."
        case .changed(let path, let expected, let found):
            "\(path) is not the file that was written: its record says \(expected), the file has \(found). Nothing was restored. Take another copy, or another backup."
        case .otherEngine(let file, let engine):
            engine == .sqlite
                ? "\(file) is a backup of an SQLite database. Restore it into a new file (--to city.sqlite), then move that with `villerefuge migrate --from … --to …`."
                : "\(file) is a backup of a PostgreSQL database. Restore it into an empty one (--to postgres://…)."
        case .targetInUse(let path, let tables):
            tables > 0
                ? "\(path) is not empty: it has \(tables) tables. A restore only goes into an empty instance; nothing was changed. Give another place."
                : "\(path) is already there. A restore only goes into an empty instance; nothing was changed. Give another place, or move what is there away, with its -wal and -shm."
        case .countsDiffer(let tables):
            "What was restored is not what was saved: \(tables.map(\.description).joined(separator: "; ")). The database was not put in its place. Take another backup."
        case .damaged(let path, let faults):
            "\(path) is damaged: \(faults.prefix(5).joined(separator: "; ")). Nothing was put in its place. Take another backup."
        case .tool(let name, let reason): "\(name) failed: \(reason)"
        }
    }
}
