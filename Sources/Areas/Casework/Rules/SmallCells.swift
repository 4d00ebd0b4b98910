/// Hides small counts so that nobody is recognised in a table, nor found by subtraction from its total.
public enum SmallCells {
    /// Counts below this are hidden.
    public static let least = 5

    public struct Cell: Sendable, Hashable {
        public var name: String
        /// `nil`: hidden.
        public var count: Int?

        public init(name: String, count: Int?) {
            self.name = name
            self.count = count
        }
    }

    public struct Table: Sendable, Hashable {
        public var cells: [Cell]
        /// `nil`: hidden.
        public var total: Int?

        public init(cells: [Cell], total: Int?) {
            self.cells = cells
            self.total = total
        }
    }

    /// - Parameters:
    ///   - counts: by name; those of zero are not shown at all.
    ///   - total: of persons, known to the reader from elsewhere too.
    public static func table(_ counts: [String: Int], total: Int) -> Table {
        let present = counts.filter { $0.value > 0 }.sorted { $0.key < $1.key }
        guard total >= least else { return Table(cells: [], total: total == 0 ? 0 : nil) }
        var hidden = Set(present.filter { $0.value < least }.map(\.key))
        if !hidden.isEmpty {
            let larger = present.filter { $0.value >= least }.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
            for cell in larger {
                let sum = hidden.reduce(0) { $0 + (counts[$1] ?? 0) }
                if isVague(count: hidden.count, sum: sum) { break }
                hidden.insert(cell.key)
            }
        }
        return Table(
            cells: present.map { Cell(name: $0.key, count: hidden.contains($0.key) ? nil : $0.value) }, total: total)
    }

    /// Whether the sum of what is hidden, which subtraction gives away, still leaves each of them open: one alone is its sum, and as many
    /// as their sum are all one. Ten is twice the least, so that two hidden cells are never both known to be small.
    static func isVague(count: Int, sum: Int) -> Bool {
        count >= 2 && sum >= 2 * least && sum > count
    }
}
