/// What can go wrong with the records of a source.
public enum RecordError: Error, Sendable, Hashable, CustomStringConvertible {
    case unreadable(table: String, key: String, reason: String)
    case takenKey(kind: String, key: String, source: String)

    public var description: String {
        switch self {
        case .unreadable(let table, let key, let reason):
            "The record «\(key)» of \(table) cannot be read (\(reason)). Import the city again."
        case .takenKey(let kind, let key, let source):
            "The \(kind) key «\(key)» is already used by a record from «\(source)». Choose another key."
        }
    }
}
