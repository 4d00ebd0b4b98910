/// A closure that is announced for days of which something was announced before.
public enum ClosureJoining {
    /// Those that say something else of a day of the new one, or of a day after it: whoever gives an end means it. A closure within a
    /// longer one says nothing else.
    public static func met(by closure: DatedClosure, among closures: [DatedClosure]) -> [DatedClosure] {
        closures.filter { $0.meets(closure) && !($0.hours == closure.hours && closure.covers($0)) }
    }

    /// The days of the new closure are its own. What was announced before keeps the days around it; what had no end ends where the new
    /// one begins: whoever gives an end means it.
    public static func replaced(_ closures: [DatedClosure], by closure: DatedClosure) -> [DatedClosure] {
        closures.flatMap { former -> [DatedClosure] in
            guard former.meets(closure), let first = LocalDate(firstOf: closure.from) else { return [former] }
            var kept: [DatedClosure] = []
            if let began = LocalDate(firstOf: former.from), began < first {
                var before = former
                before.to = PartialDate(first.adding(days: -1))
                kept.append(before)
            }
            if let ends = former.lastDay, let last = closure.lastDay, ends > last {
                var after = former
                after.from = PartialDate(last.adding(days: 1))
                kept.append(after)
            }
            return kept
        } + [closure]
    }

    /// The first two that say different things of one day, by their places in the list.
    public static func clash(in closures: [DatedClosure]) -> (first: Int, second: Int)? {
        for second in closures.indices {
            if let first = closures[..<second].firstIndex(where: {
                $0.meets(closures[second]) && $0.hours != closures[second].hours
            }) {
                return (first, second)
            }
        }
        return nil
    }
}

extension DatedClosure {
    /// `nil`: until further notice.
    var lastDay: LocalDate? { to.flatMap { LocalDate(lastOf: $0) } }

    /// They hold on one day at least.
    func meets(_ other: DatedClosure) -> Bool {
        guard let first = LocalDate(firstOf: from), let second = LocalDate(firstOf: other.from) else { return false }
        return (lastDay.map { $0 >= second } ?? true) && (other.lastDay.map { $0 >= first } ?? true)
    }

    func covers(_ other: DatedClosure) -> Bool {
        guard let first = LocalDate(firstOf: from), let second = LocalDate(firstOf: other.from), first <= second else {
            return false
        }
        guard let last = lastDay else { return true }
        return other.lastDay.map { $0 <= last } ?? false
    }

    /// All its days are before that one.
    public func isOver(before today: LocalDate) -> Bool { lastDay.map { $0 < today } ?? false }
}
