/// When a letter that did not go is tried again.
public enum LetterSchedule {
    private static let minute: Int64 = 60_000
    private static let pauses: [Int64] = [1, 5, 30, 120, 720].map { $0 * minute }

    /// Milliseconds after the `tries`th attempt; `nil`: given up.
    public static func pause(after tries: Int) -> Int64? {
        (1...pauses.count).contains(tries) ? pauses[tries - 1] : nil
    }

    /// A letter that somebody holds is left to them for so long.
    public static let lease: Int64 = 5 * minute
    /// Days after which recipient and text of a letter that is done are erased.
    public static let keptDays = 7
}
