/// Reads tokens into rules. Selectors may come in any order; what is not in the standard's order is noted.
struct HoursParser {
    let tokens: [HoursToken]
    let source: [Character]
    /// `12:00` alone, a point in time (collection times), is allowed.
    let allowsPoints: Bool

    var index = 0
    var rules: [HoursRule] = []
    var warnings: [OpeningHoursWarning] = []

    init(_ lexer: HoursLexer, allowsPoints: Bool) {
        tokens = lexer.tokens
        source = lexer.source
        warnings = lexer.warnings
        self.allowsPoints = allowsPoints
    }

    // MARK: Looking

    var current: HoursToken { tokens[index] }
    var kind: HoursToken.Kind { tokens[index].kind }

    func token(_ ahead: Int) -> HoursToken {
        tokens[min(index + ahead, tokens.count - 1)]
    }

    mutating func advance() {
        if index < tokens.count - 1 { index += 1 }
    }

    mutating func take(_ kind: HoursToken.Kind) -> Bool {
        guard self.kind == kind else { return false }
        advance()
        return true
    }

    func text(of token: HoursToken) -> String {
        String(source[token.position..<token.next])
    }

    func unexpected(_ token: HoursToken) -> OpeningHoursError {
        failure(.unexpected(token.kind == .end ? "" : text(of: token)), token)
    }

    func failure(_ reason: OpeningHoursError.Reason, _ token: HoursToken, mend: String? = nil) -> OpeningHoursError {
        OpeningHoursError(position: token.position, length: token.length, reason: reason, mend: mend)
    }

    mutating func warn(_ kind: OpeningHoursWarning.Kind, _ token: HoursToken, mend: String? = nil) {
        warnings.append(
            OpeningHoursWarning(position: token.position, length: token.length, kind: kind, mend: mend))
    }

    // MARK: Rules

    mutating func run() throws(OpeningHoursError) {
        guard !source.allSatisfy(\.isWhitespace) else {
            throw OpeningHoursError(position: 0, length: 0, reason: .empty)
        }
        skipNeedlessSeparators()
        if kind == .fallback { throw failure(.missingFirstRule, current) }
        var separator = HoursRule.Separator.normal
        while kind != .end {
            var rule = HoursRule(separator: separator)
            rule.position = current.position
            let next = try readRule(&rule)
            rule.length = (index > 0 ? tokens[index - 1].next : 0) - rule.position
            if next != nil { rule.length = max(0, current.position - rule.position) }
            if !rule.isEmpty { rules.append(rule) }
            separator = next ?? .normal
            if next != nil, kind == .comma || kind == .semicolon || kind == .fallback {
                let token = current
                advance()
                skipNeedlessSeparators()
                if kind == .end { warn(.needlessSeparator, token, mend: "") }
            }
        }
        guard !rules.isEmpty else {
            throw OpeningHoursError(position: 0, length: source.count, reason: .empty)
        }
    }

    private mutating func skipNeedlessSeparators() {
        while kind == .semicolon {
            warn(.needlessSeparator, current, mend: "")
            advance()
        }
    }

    /// One rule, up to the separator; what separates it from the next, nil at the end.
    private mutating func readRule(_ rule: inout HoursRule) throws(OpeningHoursError) -> HoursRule.Separator? {
        var seen = 0
        while true {
            let token = current
            switch kind {
            case .end: return nil
            case .semicolon: return .normal
            case .fallback: return .fallback
            case .comma:
                if try readComma(rule) { return .additional }
            case .dot:
                try readDot()
            case .colon:
                try readColon(rule)
            default:
                let rank = rank(rule)
                if startsNewRule(rule, rank: rank) {
                    warn(.missingSeparator, token, mend: ";")
                    return .normal
                }
                if rank < seen, rank > 0 { warn(.order, token) }
                seen = max(seen, rank)
                try readSelector(&rule)
            }
        }
    }

    /// Where the current token's selector stands in the standard's order; 0: nowhere.
    private func rank(_ rule: HoursRule) -> Int {
        switch kind {
        case .number where isYear: 1
        case .number where isDayFirst(0): 2
        case .month, .easter: 2
        case .week: 3
        case .weekday, .publicHoliday, .schoolHoliday: 4
        case .number, .sun, .openParen, .startingAt: 5
        case .state: 6
        case .comment: 7
        default: 0
        }
    }

    /// A selector that the rule already has, after its times or its state: a new rule whose `;` was forgotten.
    private func startsNewRule(_ rule: HoursRule, rank: Int) -> Bool {
        let isComplete = !rule.times.isEmpty || rule.state != nil || rule.isAlways
        guard isComplete else { return false }
        switch rank {
        case 1: return !rule.years.isEmpty
        case 2: return !rule.dates.isEmpty
        case 3: return !rule.weeks.isEmpty
        case 4: return !rule.weekdays.isEmpty || !rule.holidays.isEmpty || rule.isAlways
        case 6: return rule.state != nil && kind != .state(rule.kind)
        default: return false
        }
    }

    private mutating func readSelector(_ rule: inout HoursRule) throws(OpeningHoursError) {
        switch kind {
        case .always:
            rule.isAlways = true
            advance()
        case .number where isYear:
            try readYears(&rule)
        case .month, .easter:
            try readDates(&rule)
        case .number where isDayFirst(0):
            try readDates(&rule)
        case .week:
            try readWeeks(&rule)
        case .weekday, .publicHoliday, .schoolHoliday:
            try readDays(&rule)
        case .number, .sun, .openParen, .startingAt:
            try readTimes(&rule)
        case .state(let state):
            rule.state = state
            advance()
        case .comment(let text):
            rule.comment = rule.comment.map { "\($0); \(text)" } ?? (text.isEmpty ? nil : text)
            advance()
        default:
            throw unexpected(current)
        }
    }

    /// A comma between rules; true when one ends here. It may only follow times, a state or a comment: after days it
    /// could also belong to the list of days.
    private mutating func readComma(_ rule: HoursRule) throws(OpeningHoursError) -> Bool {
        let comma = current
        let next = token(1)
        if next.kind == .end || next.kind == .semicolon || next.kind == .fallback {
            guard !rule.isEmpty else { throw unexpected(comma) }
            warn(.needlessSeparator, comma, mend: "")
            advance()
            return false
        }
        if next.kind == .comma { throw unexpected(next) }
        if !rule.times.isEmpty || rule.state != nil || rule.comment != nil || rule.isAlways { return true }
        // `lundi et mardi, de 9 h à 17 h`: only times can follow.
        let afterDays: Bool =
            switch next.kind {
            case .number(let value, let digits): !(digits == 4 && value >= 1900)
            case .sun, .state, .startingAt: true
            default: false
            }
        guard rule.hasDays, afterDays else { throw failure(.ambiguousComma, comma, mend: ";") }
        warn(.spelling, comma, mend: " ")
        advance()
        return false
    }

    /// `Mo: 10:00-12:00`, `PH: off`; the standard allows it after months and dates.
    private mutating func readColon(_ rule: HoursRule) throws(OpeningHoursError) {
        let colon = current
        let previous = index > 0 ? tokens[index - 1] : colon
        let followsTime = !rule.times.isEmpty && rule.state == nil && rule.comment == nil
        let next = token(1).kind
        guard !rule.isEmpty, !followsTime, previous.kind != .colon, next != .colon, next != .comma else {
            throw unexpected(colon)
        }
        advance()
        let afterDates = !rule.dates.isEmpty && rule.weekdays.isEmpty && rule.holidays.isEmpty && rule.state == nil
        if !afterDates && rule.weeks.isEmpty { warn(.needlessColon, colon, mend: "") }
    }

    /// A point behind a short form or at the end of a sentence.
    private mutating func readDot() throws(OpeningHoursError) {
        let dot = current
        guard index > 0, tokens[index - 1].kind != .comma, tokens[index - 1].kind != .dot else { throw unexpected(dot) }
        warn(.spelling, dot, mend: "")
        advance()
    }
}
