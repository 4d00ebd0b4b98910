internal import Files

/// Puts a change upon facts that moved on since it was begun.
enum UpkeepMerge {
    /// Fields in the order of their names that two people changed to different values.
    struct Conflict: Error, Sendable, Hashable {
        var fields: [String]
    }

    /// - Parameters:
    ///   - base: the facts when the change was begun.
    ///   - change: the facts as changed.
    ///   - current: the facts now.
    static func merged(base: UpkeepFacts, change: UpkeepFacts, current: UpkeepFacts) throws(Conflict) -> UpkeepFacts {
        var merged = current
        var conflicts: [String] = []
        for field in fields(base, change) where base[field] != change[field] {
            let moved = base[field] != current[field] && current[field] != change[field]
            if field == "confirmed" {
                merged[field] = later(change[field], current[field])
            } else if moved {
                conflicts.append(field)
            } else {
                merged[field] = change[field]
            }
        }
        guard conflicts.isEmpty else { throw Conflict(fields: conflicts) }
        return merged
    }

    /// Fields that differ, in the order of their names.
    static func fields(_ one: UpkeepFacts, _ other: UpkeepFacts) -> [String] {
        Set(one.keys).union(other.keys).filter { one[$0] != other[$0] }.sorted()
    }

    /// Dates sort as texts.
    private static func later(_ one: JSONValue?, _ other: JSONValue?) -> JSONValue? {
        (one?.string ?? "") >= (other?.string ?? "") ? one : other
    }
}
