/// The rows of a CSV text (RFC 4180), each with the line where it begins. Empty lines are left out.
public struct CSVRows: Sendable {
    public struct Row: Sendable, Hashable {
        /// From 1; a quoted cell may span several lines.
        public var line: Int
        public var cells: [String]

        public init(line: Int, cells: [String]) {
            self.line = line
            self.cells = cells
        }
    }

    /// Where the text can be read no further, and why.
    public struct Fault: Error, Sendable, Hashable {
        public enum Kind: Sendable, Hashable { case openQuote, afterQuote, tooWide }

        public var kind: Kind
        public var line: Int
        /// Number of the cell in its row, from 1.
        public var cell: Int
        /// How the cell begins.
        public var found: String
    }

    /// Those before the fault.
    public private(set) var rows: [Row] = []
    public private(set) var fault: Fault?

    /// Most cells of one row.
    public static let widthLimit = 500

    private var cells: [String] = []
    private var cell: [UInt8] = []
    private var line = 1
    private var start = 1
    private var wasQuoted = false

    /// - Parameter separator: `nil`: the most frequent of comma, semicolon and tab in the header row.
    public init(_ text: String, separator given: Character? = nil) {
        let separator = (given ?? Self.likelySeparator(text)).asciiValue ?? UInt8(ascii: ",")
        do {
            try read(text, separator)
        } catch {
            fault = error
        }
    }

    private mutating func read(_ text: String, _ separator: UInt8) throws(Fault) {
        var quoted = false
        var previousQuote = false
        for byte in text.utf8 {
            if quoted {
                if previousQuote {
                    previousQuote = false
                    if byte == UInt8(ascii: "\"") {
                        cell.append(byte)
                        continue
                    }
                    quoted = false
                } else if byte == UInt8(ascii: "\"") {
                    previousQuote = true
                    continue
                } else {
                    if byte == 10 { line += 1 }
                    cell.append(byte)
                    continue
                }
            }
            switch byte {
            case separator:
                endCell()
                if cells.count > Self.widthLimit { throw fault(.tooWide, line) }
            case 10:
                endRow()
                line += 1
                start = line
            case UInt8(ascii: "\"") where cell.isEmpty && !wasQuoted: (quoted, wasQuoted) = (true, true)
            default:
                if wasQuoted { throw fault(.afterQuote, line) }
                cell.append(byte)
            }
        }
        if quoted, !previousQuote { throw fault(.openQuote, start) }
        if !cells.isEmpty || !cell.isEmpty || wasQuoted { endRow() }
    }

    private mutating func endCell() {
        let text = String(decoding: cell, as: UTF8.self)
        cells.append(wasQuoted ? text : String(text.trimmingSpaces()))
        cell = []
        wasQuoted = false
    }

    private mutating func endRow() {
        endCell()
        if cells.count > 1 || cells.first?.isEmpty == false { rows.append(Row(line: start, cells: cells)) }
        cells = []
    }

    private func fault(_ kind: Fault.Kind, _ line: Int) -> Fault {
        let words = String(decoding: cell, as: UTF8.self)
        return Fault(kind: kind, line: line, cell: cells.count + 1, found: String(words.prefix(60)))
    }

    private static func likelySeparator(_ text: String) -> Character {
        let header = text.prefix { $0 != "\n" }
        return [",", ";", "\t"].max { one, two in
            header.count { $0 == one } < header.count { $0 == two }
        } ?? ","
    }
}
