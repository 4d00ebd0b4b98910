/// What a wording of the vocabulary stands for.
struct PhraseTarget: Hashable, Sendable {
    var list: VocabularyList
    var position: UInt16
}

/// Wordings of the vocabulary as sequences of stems.
struct PhraseTable: Sendable {
    private var numbers: [[UInt32]: UInt32] = [:]
    private var targets: [[PhraseTarget]] = []
    /// Targets of the wordings of several words in which a stem stands.
    private var parts: [UInt32: [PhraseTarget]] = [:]
    /// Words in the longest wording.
    private(set) var longest = 0

    mutating func insert(_ stems: [UInt32], _ target: PhraseTarget) {
        guard !stems.isEmpty else { return }
        longest = max(longest, stems.count)
        let number = numbers[stems] ?? UInt32(targets.count)
        if Int(number) == targets.count {
            numbers[stems] = number
            targets.append([])
        }
        if !targets[Int(number)].contains(target) { targets[Int(number)].append(target) }
        guard stems.count > 1 else { return }
        for stem in stems where !(parts[stem]?.contains(target) ?? false) {
            parts[stem, default: []].append(target)
        }
    }

    /// What the sequence stands for; empty when it is no wording.
    func targets(of stems: ArraySlice<UInt32>) -> [PhraseTarget] {
        numbers[Array(stems)].map { targets[Int($0)] } ?? []
    }

    /// What the longer wordings with this stem stand for.
    func targets(partly stem: UInt32) -> [PhraseTarget] {
        parts[stem] ?? []
    }
}
