import Search

/// A question, and what its author meant.
struct Question {
    var query: SearchQuery
    /// Correctly spelt words; the typed text may differ.
    var meant: String
    /// Needs that the words stand for.
    var meantNeeds: [NeedID]
    var hasTypo: Bool
    /// Which part of the mix.
    var kind: String
}

/// Makes the fixed mix: words in three languages, with and without a typing fault, names, filters, always near a
/// place and often open at a given time.
struct QuestionGenerator {
    private var random: SeededGenerator
    private let wordings: [(text: String, needs: [NeedID])]
    private let known: Set<String>

    init(seed: UInt64 = 77) {
        random = SeededGenerator(seed: seed)
        var meanings: [String: [NeedID]] = [:]
        var order: [String] = []
        for (position, need) in BenchmarkVocabulary.needs.enumerated() {
            for wording in need.labels + need.synonyms {
                let key = wording.text.lowercased()
                if meanings[key] == nil { order.append(key) }
                meanings[key, default: []].append(NeedID(position))
            }
        }
        wordings = order.map { ($0, meanings[$0] ?? []) }
        known = Set(order.flatMap { PlainWords.words($0) })
    }

    mutating func questions(_ count: Int) -> [Question] {
        (0..<count).map { _ in question() }
    }

    private mutating func question() -> Question {
        let now = ServiceGenerator.start + Minute(random.below(9)) * 1_440 + Minute(420 + random.below(900))
        var query = SearchQuery(now: now)
        query.sort = .distance
        query.near = Near(place())
        var question = Question(query: query, meant: "", meantNeeds: [], hasTypo: false, kind: "")
        switch random.below(100) {
        case 0..<25: addText(&question, "text", typo: false)
        case 25..<45: addText(&question, "text with a typo", typo: true)
        case 45..<55: addNeed(&question, "need, open now", isOpen: 1)
        case 55..<65:
            addNeed(&question, "need within 2 km, free", isOpen: 0)
            question.query.near?.radius = 2_000
            question.query.isFree = true
        case 65..<75:
            addText(&question, "text with filters", typo: false)
            addFilters(&question.query)
        case 75..<85:
            question.kind = "near, open now, filters"
            question.query.open = .at(now)
            addFilters(&question.query)
        case 85..<90: addName(&question, "name of a place", random.pick(PlaceNames.proper))
        case 90..<95: addName(&question, "organisation", random.pick(PlaceNames.organisations).name)
        default:
            addNeed(&question, "need for a person", isOpen: 0.5)
            addPerson(&question.query)
        }
        return question
    }

    private mutating func place() -> GeoPoint {
        let centre = ServiceGenerator.centres[random.below(20)]
        let latitude = centre.latitude + random.normal() * 0.008
        let longitude = centre.longitude + random.normal() * 0.012
        return GeoPoint(
            latitude: (latitude * 100_000).rounded() / 100_000, longitude: (longitude * 100_000).rounded() / 100_000)
    }

    private mutating func addText(_ question: inout Question, _ kind: String, typo: Bool) {
        question.kind = kind
        var wording = wordings[random.skewed(wordings.count)]
        while typo && !canBeMisspelt(wording.text) { wording = wordings[random.skewed(wordings.count)] }
        question.meant = wording.text
        question.meantNeeds = wording.needs
        question.query.text = typo ? misspelt(wording.text) : wording.text
        question.hasTypo = typo
        if random.chance(0.4) { question.query.open = .at(question.query.now) }
    }

    private mutating func addNeed(_ question: inout Question, _ kind: String, isOpen: Double) {
        question.kind = kind
        question.query.needs = [NeedID(random.skewed(BenchmarkVocabulary.needs.count))]
        if random.chance(isOpen) { question.query.open = .at(question.query.now) }
    }

    private mutating func addName(_ question: inout Question, _ kind: String, _ name: String) {
        question.kind = kind
        question.meant = name.lowercased()
        question.query.text = question.meant
    }

    private mutating func addFilters(_ query: inout SearchQuery) {
        switch random.below(6) {
        case 0: query.districts = [DistrictID(random.below(20))]
        case 1: query.isFree = true
        case 2: query.conditions = [ConditionID(0)]
        case 3: query.accessibility = [AccessibilityID(0)]
        case 4: query.languages = [LanguageID(1 + random.below(10))]
        default: query.amenities = [AmenityID(random.below(8))]
        }
        if random.chance(0.5) { query.isFree = true }
    }

    private mutating func addPerson(_ query: inout SearchQuery) {
        query.age = 1 + random.below(70)
        query.gender = random.chance(0.5) ? .woman : .man
        query.publics = [PublicID(random.below(BenchmarkVocabulary.publics.count))]
        if random.chance(0.5) { query.statuses = [StatusID(random.below(BenchmarkVocabulary.statuses.count))] }
    }

    private func canBeMisspelt(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A } && text.utf8.count >= 5
    }

    /// One fault, or two in three of ten words of eight letters and more; never another word of the vocabulary.
    private mutating func misspelt(_ word: String) -> String {
        while true {
            var letters = Array(word.utf8)
            let faults = letters.count >= 8 && random.chance(0.3) ? 2 : 1
            for _ in 0..<faults { addFault(&letters) }
            let typed = String(decoding: letters, as: UTF8.self)
            if !known.contains(PlainWords.plain(typed)), PlainWords.plain(typed) != PlainWords.plain(word) {
                return typed
            }
        }
    }

    private mutating func addFault(_ letters: inout [UInt8]) {
        let place = 1 + random.below(letters.count - 1)
        let letter = UInt8(0x61 + random.below(26))
        switch random.below(4) {
        case 0: letters.remove(at: place)
        case 1: letters.insert(letter, at: place)
        case 2: letters[place] = letter
        default: letters.swapAt(place, place - 1)
        }
    }
}
