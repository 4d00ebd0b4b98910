/// For each stem, the documents whose texts hold it and the fields where it stands.
struct Postings: Sendable {
    /// Where each stem's documents begin; one more at the end.
    private let first: [UInt32]
    /// Documents of each stem, rising.
    private let documents: [UInt32]
    /// One bit a ``TextField``, beside `documents`.
    private let fields: [UInt8]
    /// Position in `sets` of a stem so frequent that its documents are also kept as a set; -1 for the others.
    private let setNumber: [Int32]
    private let sets: [Bitset]
    /// The documents of `sets` where the stem stands in one of the fields of ``titles``.
    private let titleSets: [Bitset]

    /// Names of services and of organisations, one bit a ``TextField``.
    static let titles: UInt8 = 1 << TextField.name.rawValue | 1 << TextField.organisation.rawValue

    /// `entries` in the order of documents.
    init(entries: [(stem: UInt32, document: UInt32, fields: UInt8)], stemCount: Int, documentCount: Int) {
        var first = [UInt32](repeating: 0, count: stemCount + 1)
        for entry in entries { first[Int(entry.stem) + 1] += 1 }
        for stem in 0..<stemCount { first[stem + 1] += first[stem] }
        var next = first
        var documents = [UInt32](repeating: 0, count: entries.count)
        var fields = [UInt8](repeating: 0, count: entries.count)
        for entry in entries {
            let place = Int(next[Int(entry.stem)])
            documents[place] = entry.document
            fields[place] = entry.fields
            next[Int(entry.stem)] += 1
        }
        var setNumber = [Int32](repeating: -1, count: stemCount)
        var sets: [Bitset] = []
        var titleSets: [Bitset] = []
        for stem in 0..<stemCount where Int(first[stem + 1] - first[stem]) * 32 > documentCount {
            var set = Bitset(bitCount: documentCount)
            set.insert(contentsOf: documents[Int(first[stem])..<Int(first[stem + 1])])
            setNumber[stem] = Int32(sets.count)
            sets.append(set)
            var titleSet = Bitset(bitCount: documentCount)
            for place in Int(first[stem])..<Int(first[stem + 1]) where fields[place] & Self.titles != 0 {
                titleSet.insert(Int(documents[place]))
            }
            titleSets.append(titleSet)
        }
        self.first = first
        self.documents = documents
        self.fields = fields
        self.setNumber = setNumber
        self.sets = sets
        self.titleSets = titleSets
    }

    /// How many documents hold the stem.
    func count(_ stem: Int) -> Int {
        Int(first[stem + 1] - first[stem])
    }

    /// Adds to `set` the documents that hold the stem in one of the fields of `wanted`, a bit for each ``TextField``.
    func insert(_ stem: Int, in wanted: UInt8, into set: inout Bitset) {
        let range = Int(first[stem])..<Int(first[stem + 1])
        let number = Int(setNumber[stem])
        if wanted == .max {
            if number >= 0 { set.formUnion(sets[number]) } else { set.insert(contentsOf: documents[range]) }
        } else if wanted == Self.titles, number >= 0 {
            set.formUnion(titleSets[number])
        } else {
            for place in range where fields[place] & wanted != 0 { set.insert(Int(documents[place])) }
        }
    }

    /// The fields where the stem stands in a document; 0 when it does not.
    func fields(_ stem: Int, in document: Int) -> UInt8 {
        var low = Int(first[stem])
        let end = Int(first[stem + 1])
        var high = end
        while low < high {
            let middle = (low + high) / 2
            if documents[middle] < UInt32(document) { low = middle + 1 } else { high = middle }
        }
        return low < end && documents[low] == UInt32(document) ? fields[low] : 0
    }

    /// Calls `body` with the position in `candidates` and the fields, for each candidate that holds the stem.
    /// Both lists rise: the longer one is leapt through when it is much longer, else they are walked side by side.
    @inline(__always)
    func join(_ stem: Int, _ candidates: [UInt32], _ body: (_ position: Int, _ fields: UInt8) -> Void) {
        var place = Int(first[stem])
        let end = Int(first[stem + 1])
        let leaps = (end - place) > 16 * candidates.count
        for position in candidates.indices {
            let wanted = candidates[position]
            if leaps {
                var step = 1
                while place + step < end, documents[place + step] < wanted { step *= 2 }
                var high = min(place + step, end)
                place += step / 2
                while place < high {
                    let middle = (place + high) / 2
                    if documents[middle] < wanted { place = middle + 1 } else { high = middle }
                }
            } else {
                while place < end, documents[place] < wanted { place += 1 }
            }
            guard place < end else { return }
            if documents[place] == wanted { body(position, fields[place]) }
        }
    }
}
