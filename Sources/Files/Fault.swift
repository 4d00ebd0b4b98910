/// One thing that is wrong in a file: where, what, and how to mend it.
public struct Fault: Error, Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
    public var file: String
    /// From 1; 0 when the fault is in no particular line (a file that is missing).
    public var line: Int
    public var what: String
    public var mend: String

    public init(file: String, line: Int, what: String, mend: String) {
        self.file = file
        self.line = line
        self.what = what
        self.mend = mend
    }

    /// `paris/sites/halts.yaml:12: the phone number … ; write it …`
    public var description: String {
        let place = line > 0 ? "\(file):\(line)" : file
        return mend.isEmpty ? "\(place): \(what)" : "\(place): \(what); \(mend)"
    }

    public static func < (left: Fault, right: Fault) -> Bool {
        (left.file, left.line, left.what, left.mend) < (right.file, right.line, right.what, right.mend)
    }
}

/// All the faults of a reading: thrown whole, so that a person mends them in one go.
public struct FileFaults: Error, Sendable, Hashable, CustomStringConvertible {
    public let faults: [Fault]

    public init(_ faults: [Fault]) {
        self.faults = Array(Set(faults)).sorted()
    }

    public var description: String { faults.map(\.description).joined(separator: "\n") }
}
