/// Finds pairs that may be one among very many records, without comparing each with each: only those that share a block are compared
/// (a word in the same street block, a telephone, a host, an address, a rare word).
public struct TwinCandidates {
    public struct Pair: Sendable, Hashable {
        /// Positions in the list, the smaller first.
        public let one: Int
        public let other: Int
        public let likeness: Likeness
    }

    /// A block of more records than this says nothing (the telephone of a town hall): its members are compared with those whose
    /// names stand next to theirs.
    static let largestBlock = 40
    static let neighbours = 8
    /// A word that at most so many records have is worth a comparison wherever they are.
    static let rare = 6
    /// Degrees; about 110 m from north to south.
    static let cell = 0.001

    private let records: [LikenessRecord]
    /// Of each record a bit for each need: where the bits have nothing in common, the needs have nothing either.
    private let needs: [UInt64]
    private var blocks: [Int: [Int]] = [:]
    private var compared: Set<UInt64> = []

    /// All pairs that are not apart, most alike first.
    public static func pairs(_ records: [LikenessRecord]) -> [Pair] {
        var candidates = TwinCandidates(records)
        return candidates.pairs()
    }

    private init(_ records: [LikenessRecord]) {
        self.records = records
        let bits = Dictionary(
            Set(records.flatMap(\.facts.needs)).sorted().enumerated().map { ($1, UInt64(1) << UInt64($0 % 64)) },
            uniquingKeysWith: { first, _ in first })
        needs = records.map { $0.facts.needs.reduce(0) { $0 | (bits[$1] ?? 0) } }
        blocks.reserveCapacity(records.count * 8)
        var holders: [String: [Int]] = [:]
        for (index, record) in records.enumerated() {
            for word in Set(record.names.flatMap(\.words)) { holders[word, default: []].append(index) }
            for phone in record.phones { blocks[Self.block(1, phone), default: []].append(index) }
            for host in record.hosts { blocks[Self.block(2, host), default: []].append(index) }
            if let address = record.address, let street = address.street.last {
                let number = address.numbers.min().map(String.init) ?? ""
                blocks[Self.block(3, "\(address.postcode ?? "")/\(number)/\(street)"), default: []].append(index)
            }
            guard let point = record.facts.point else { continue }
            let cells = Self.cells(around: point)
            for beginning in Self.beginnings(record) {
                for cell in cells { blocks[Self.block(4, beginning, cell.row, cell.column), default: []].append(index) }
            }
        }
        for (word, indices) in holders where indices.count > 1 && indices.count <= Self.rare && word.utf8.count > 3 {
            blocks[Self.block(5, word), default: []] += indices
        }
    }

    /// Two blocks that fall together by chance only cost a comparison.
    private static func block(_ kind: Int, _ words: some StringProtocol, _ row: Int = 0, _ column: Int = 0) -> Int {
        var hasher = Hasher()
        hasher.combine(kind)
        hasher.combine(row)
        hasher.combine(column)
        for byte in words.utf8 { hasher.combine(byte) }
        return hasher.finalize()
    }

    /// Beginnings of the words of a name, so that a slip at their end does not hide it.
    private static func beginnings(_ record: LikenessRecord) -> Set<Substring> {
        Set(record.names.flatMap(\.words).map { $0.prefix(4) })
    }

    /// Its own cell and the three towards the nearest corner: two places within half a cell of each other share one.
    private static func cells(around point: Coordinate) -> [(row: Int, column: Int)] {
        let (row, column) = (point.latitude / cell, point.longitude / cell * 0.66)
        let (top, left) = (row.rounded(.down), column.rounded(.down))
        let up = row - top < 0.5 ? top - 1 : top + 1
        let side = column - left < 0.5 ? left - 1 : left + 1
        return [(top, left), (up, left), (top, side), (up, side)].map { (Int($0.0), Int($0.1)) }
    }

    private mutating func pairs() -> [Pair] {
        var found: [Pair] = []
        for members in blocks.values where members.count > 1 {
            if members.count <= Self.largestBlock {
                for (offset, one) in members.enumerated() {
                    for other in members[(offset + 1)...] { compare(one, other, &found) }
                }
                continue
            }
            let sorted = members.map { (records[$0].names.first?.joined ?? "", $0) }.sorted { $0 < $1 }.map(\.1)
            for (offset, one) in sorted.enumerated() {
                for other in sorted[(offset + 1)...].prefix(Self.neighbours) { compare(one, other, &found) }
            }
        }
        return found.sorted { ($1.likeness.whole, $0.one, $0.other) < ($0.likeness.whole, $1.one, $1.other) }
    }

    private mutating func compare(_ one: Int, _ other: Int, _ found: inout [Pair]) {
        // A shower and a meal at the same place are two; most of what stands side by side is.
        guard one != other, needs[one] == 0 || needs[other] == 0 || needs[one] & needs[other] != 0 else { return }
        let (low, high) = (min(one, other), max(one, other))
        guard compared.insert(UInt64(low) << 32 | UInt64(high)).inserted else { return }
        if let likeness = Likeness.unlessApart(records[low], records[high]) {
            found.append(Pair(one: low, other: high, likeness: likeness))
        }
    }
}
