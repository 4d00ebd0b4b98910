/// Opening again before the day that was announced.
public enum ClosureEnding {
    /// Closures that hold today end yesterday, or go if they began today. When none holds, those to come go.
    public static func ended(_ closures: [DatedClosure], today: LocalDate) -> [DatedClosure] {
        let yesterday = today.adding(days: -1)
        if closures.contains(where: { $0.holds(on: today) }) {
            return closures.compactMap { closure in
                guard closure.holds(on: today) else { return closure }
                guard let first = LocalDate(firstOf: closure.from), first <= yesterday else { return nil }
                var ended = closure
                ended.to = PartialDate(year: yesterday.year, month: yesterday.month, day: yesterday.day)
                return ended
            }
        }
        return closures.filter { !$0.isAhead(of: today) }
    }
}
