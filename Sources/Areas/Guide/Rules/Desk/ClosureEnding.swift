/// Opening again before the day that was announced.
public enum ClosureEnding {
    /// Closures that hold today end yesterday, or go if they began today. Those to come stay.
    public static func ended(_ closures: [DatedClosure], today: LocalDate) -> [DatedClosure] {
        let yesterday = today.adding(days: -1)
        return closures.compactMap { closure in
            guard closure.holds(on: today) else { return closure }
            guard let first = LocalDate(firstOf: closure.from), first <= yesterday else { return nil }
            var ended = closure
            ended.to = PartialDate(yesterday)
            return ended
        }
    }

    /// Closures that are announced and have not begun go; what holds today stays.
    public static func takenBack(_ closures: [DatedClosure], today: LocalDate) -> [DatedClosure] {
        closures.filter { $0.holds(on: today) || !$0.isAhead(of: today) }
    }
}
