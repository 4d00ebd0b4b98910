import Web

/// Addresses of the pages about rights and steps.
extension SitePath {
    static let rights = SitePath("rights")
    static let steps = SitePath("steps")
    static let mySituation = SitePath("my-situation")

    static func rights(_ key: String, query: [(name: String, value: String)] = []) -> SitePath {
        SitePath("rights", key, query: query)
    }

    /// The sheet that is in force, to be printed.
    static func sheetPaper(_ key: String) -> SitePath { SitePath("rights", key, "sheet.pdf") }
    static func checklistPaper(_ key: String) -> SitePath { SitePath("steps", key, "list.pdf") }

    static func steps(_ key: String, query: [(name: String, value: String)] = []) -> SitePath {
        SitePath("steps", key, query: query)
    }

    static func text(_ kind: RightsKind, _ key: String, query: [(name: String, value: String)] = []) -> SitePath {
        kind == .sheet ? rights(key, query: query) : steps(key, query: query)
    }

    static func situation(_ answers: [String]) -> SitePath {
        SitePath(
            "my-situation", query: answers.isEmpty ? [] : [("answers", answers.joined(separator: ","))])
    }

    /// Services that meet a need.
    static func helpers(need: String) -> SitePath { SitePath("search", query: [("need", need)]) }
    static func rightsDesk(_ kind: RightsKind, _ key: String) -> SitePath {
        SitePath("work", "rights", kind.rawValue, key)
    }
}
