/// What PostgreSQL said when a statement failed. Never its DETAIL, which quotes the values of rows.
struct PostgresFailure {
    /// Five signs, see appendix A of PostgreSQL's manual; empty when the connection itself failed.
    var state: String
    var message: String

    /// The server goes down or comes up.
    var meansLoss: Bool {
        ["57P01", "57P02", "57P03"].contains(state) || state.hasPrefix("08")
    }

    /// The transaction was undone for others' sake, or its prepared statement is of yesterday: it may be run again.
    var mayBeTriedAgain: Bool {
        ["40001", "40P01", "26000"].contains(state) || (state == "0A000" && message.contains("cached plan"))
    }

    func error(address: String, words: String) -> StoreError {
        switch state {
        case "23505": .constraint(.unique, detail: message)
        case "23503": .constraint(.foreignKey, detail: message)
        case "23502": .constraint(.notNull, detail: message)
        case "23514": .constraint(.check, detail: message)
        case "42804", "22P02", "22003", "22P03": .constraint(.type, detail: message)
        case _ where state.hasPrefix("23"): .constraint(.other, detail: message)
        case "55P03", "40001", "40P01": .locked(path: address)
        case "57014", "25P03": .tooSlow(address: address, words: words)
        case "25006": .notWritable(path: address)
        case "53100": .diskFull(path: address)
        case "58030": .inputOutput(path: address, detail: message)
        case "XX001", "XX002": .corrupt(path: address, detail: message)
        case "42501", "28000", "28P01", "3D000": .accessRefused(address: address, reason: message)
        case _ where meansLoss: .unreachable(address: address, reason: message)
        default: .statement(reason: message, words: words)
        }
    }
}
