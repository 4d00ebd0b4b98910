/// How tries are bounded. A failed try is counted before it is looked at, so that many at once are bounded like many in a row.
public enum LockOut {
    /// What one counter allows.
    public struct Allowance: Sendable, Hashable {
        /// Tries before the first pause.
        public let free: Int
        /// The pause after that many, in milliseconds; each further one doubles it …
        public let firstPause: Int64
        /// … up to this.
        public let longestPause: Int64
        /// Tries are forgotten after this time without one.
        public let memory: Int64

        public init(free: Int, firstPause: Int64, longestPause: Int64, memory: Int64) {
            self.free = free
            self.firstPause = firstPause
            self.longestPause = longestPause
            self.memory = memory
        }
    }

    private static let minute: Int64 = 60_000

    /// The strict rule: of one e-mail address (known or not) from one network, of one browser that is known to the account, of a
    /// second factor. Leaves a guesser some 30 tries a day.
    public static let person = Allowance(
        free: 5, firstPause: minute, longestPause: 60 * minute, memory: 24 * 60 * minute)
    /// Of one e-mail address from everywhere but the browsers that know it: many networks at once are slowed down, and nobody is
    /// locked out for longer than half a minute (OWASP, Authentication Cheat Sheet, "Account lockout").
    public static let address = Allowance(
        free: 100, firstPause: 1_000, longestPause: 30_000, memory: 24 * 60 * minute)
    /// Of one address on the network: a whole house may sit behind it.
    public static let network = Allowance(
        free: 50, firstPause: minute, longestPause: 60 * minute, memory: 60 * minute)
    /// Letters to one e-mail address, whoever asks. The longest pause is shorter than a link lives, so that whoever is told to wait
    /// has a letter in the mailbox that still works.
    public static let mailbox = Allowance(
        free: 3, firstPause: 10 * minute, longestPause: 45 * minute, memory: 24 * 60 * minute)
    /// Letters that one network asks for, to whatever addresses.
    public static let lettersOfNetwork = Allowance(
        free: 20, firstPause: minute, longestPause: 10 * minute, memory: 60 * minute)
    /// Ways to the sign-in provider that one network begins and does not end: a whole administration may sit behind it.
    public static let provider = Allowance(
        free: 100, firstPause: minute, longestPause: 10 * minute, memory: 60 * minute)
    /// Refusals of one account in one hour that the audit book takes down one by one; those beyond are counted.
    public static let refusalsOneByOne = 60

    /// The pause after the `count`th try, in milliseconds; `nil`: none.
    public static func pause(after count: Int, _ allowance: Allowance) -> Int64? {
        guard count >= allowance.free else { return nil }
        let doublings = min(count - allowance.free, 30)
        return min(allowance.firstPause << Int64(doublings), allowance.longestPause)
    }
}
