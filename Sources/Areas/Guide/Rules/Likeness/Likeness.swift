/// How like two records of the guide are, and whether somebody should look: written like a specification, tried by a table of cases.
///
/// Four aspects weigh. One that either record does not have is left out, and the others share its weight. What tells two apart
/// for sure (other streets, other numbers in the name, other needs) keeps the whole below the question, however like the rest is.
public struct Likeness: Sendable, Hashable, Codable {
    public enum Verdict: String, Sendable, Hashable, Codable {
        /// One place, seen twice.
        case twins
        /// Somebody should look.
        case perhaps
        case apart
    }

    /// Each 0…1; `nil`: one of the two does not say.
    public let name: Double
    public let place: Double?
    public let phone: Double?
    public let host: Double?
    /// 0…1.
    public let whole: Double
    /// Metres, where both points are known.
    public let metres: Double?

    static let weights = (name: 0.50, place: 0.30, phone: 0.13, host: 0.07)
    public static let twins = 0.85
    public static let perhaps = 0.62
    /// Two records of one source are one only when nearly all agrees.
    public static let perhapsWithinSource = 0.90
    /// What is surely apart never reaches the question.
    static let ceiling = 0.50

    public let verdict: Verdict

    public init(_ one: LikenessRecord, _ other: LikenessRecord) {
        self.init(one, other, Surroundings(one, other))
    }

    /// `nil`: apart. The same answer as `verdict`, sooner where it does not depend on the names: very many pairs are compared.
    static func unlessApart(_ one: LikenessRecord, _ other: LikenessRecord) -> Likeness? {
        if haveOtherNeeds(one, other) { return nil }
        let around = Surroundings(one, other)
        if let place = around.place, place < leastPlace { return nil }
        let isSameSource = one.facts.source == other.facts.source
        // As if they had the same name.
        let most = around.whole(name: 1)
        if most < question(one, other), isSameSource || !around.keepsDoorAndTelephone { return nil }
        let likeness = Likeness(one, other, around)
        return likeness.verdict == .apart ? nil : likeness
    }

    /// All that is compared but the names.
    private struct Surroundings {
        let metres: Double?
        let isHidden: Bool
        let place: Double?
        let phone: Double?
        let host: Double?

        init(_ one: LikenessRecord, _ other: LikenessRecord) {
            metres = Likeness.metres(one, other)
            isHidden = one.facts.isProtected || other.facts.isProtected
            place = isHidden ? nil : Likeness.place(one, other, metres)
            phone = Likeness.shared(one.phones, other.phones)
            host = Likeness.shared(one.hosts, other.hosts)
        }

        func whole(name: Double) -> Double {
            Likeness.sum([
                (Likeness.weights.name, name),
                // Nobody knows where: only another proof of who they are makes up for it.
                (Likeness.weights.place, place ?? (phone == 1 || host == 1 ? nil : 0)),
                (Likeness.weights.phone, phone), (Likeness.weights.host, host),
            ])
        }

        var keepsDoorAndTelephone: Bool { (place ?? 0) >= 0.9 && phone == 1 }
    }

    private init(_ one: LikenessRecord, _ other: LikenessRecord, _ around: Surroundings) {
        let name = Self.name(one, other)
        let (place, phone, host) = (around.place, around.phone, around.host)
        var whole = around.whole(name: name)
        if Self.areApart(one, other, name: name, place: place, phone: phone) { whole = min(whole, Self.ceiling) }
        if around.isHidden, name < 0.9 || (phone != 1 && host != 1) { whole = min(whole, Self.ceiling) }
        // A house that took another name keeps its door and its telephone.
        if one.facts.needs.isEmpty, around.keepsDoorAndTelephone, name >= 0.15 { whole = max(whole, 0.65) }
        (self.name, self.place, self.phone, self.host, self.whole) = (name, place, phone, host, whole)
        metres = around.metres
        verdict = whole < Self.question(one, other) ? .apart : whole >= Self.twins ? .twins : .perhaps
    }

    private static func question(_ one: LikenessRecord, _ other: LikenessRecord) -> Double {
        one.facts.source == other.facts.source ? perhapsWithinSource : perhaps
    }

    private static func sum(_ aspects: [(weight: Double, value: Double?)]) -> Double {
        let known = aspects.filter { $0.value != nil }
        let weight = known.reduce(0) { $0 + $1.weight }
        return weight == 0 ? 0 : known.reduce(0) { $0 + $1.weight * ($1.value ?? 0) } / weight
    }

    private static func name(_ one: LikenessRecord, _ other: LikenessRecord) -> Double {
        var best = 0.0
        for mine in one.names { for theirs in other.names { best = max(best, mine.likeness(to: theirs)) } }
        return best
    }

    private static func shared(_ one: Set<String>, _ other: Set<String>) -> Double? {
        one.isEmpty || other.isEmpty ? nil : one.isDisjoint(with: other) ? 0 : 1
    }

    private static func metres(_ one: LikenessRecord, _ other: LikenessRecord) -> Double? {
        guard let mine = one.facts.point, let theirs = other.facts.point else { return nil }
        return mine.distance(to: theirs)
    }

    /// By distance and by address. Where they contradict each other, one of the two was written down wrong.
    private static func place(_ one: LikenessRecord, _ other: LikenessRecord, _ metres: Double?) -> Double? {
        let near = metres.map { metres in
            switch metres {
            case ...30: 1.0
            case ...75: 0.9
            case ...150: 0.7
            case ...300: 0.4
            case ...1000: 0.1
            default: 0.0
            }
        }
        var street: Double?
        if let mine = one.address, let theirs = other.address {
            street =
                switch mine.agreement(with: theirs) {
                case .same: 1
                case .sameStreet: 0.7
                case .otherNumber: 0.3
                case .other: 0
                }
        }
        guard let near, let street else { return near ?? street }
        return abs(near - street) <= 0.4 ? max(near, street) : 0.8 * max(near, street)
    }

    /// What tells two records apart for sure.
    private static func areApart(
        _ one: LikenessRecord, _ other: LikenessRecord, name: Double, place: Double?, phone: Double?
    ) -> Bool {
        // The same name in two districts, branches of a chain.
        if let place, place < leastPlace { return true }
        // Two houses under one roof.
        if name < 0.45 { return true }
        return haveOtherNeeds(one, other)
    }

    /// Further from each other than this, nothing else makes them one.
    private static let leastPlace = 0.35

    /// A shower and a meal at the same place.
    private static func haveOtherNeeds(_ one: LikenessRecord, _ other: LikenessRecord) -> Bool {
        !one.facts.needs.isEmpty && !other.facts.needs.isEmpty && one.facts.needs.isDisjoint(with: other.facts.needs)
    }
}
