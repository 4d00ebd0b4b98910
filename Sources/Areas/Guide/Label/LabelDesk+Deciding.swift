internal import Rules
internal import Store
internal import Web

extension LabelDesk {
    private func day(_ name: String, _ call: DeskCall, _ faults: inout [Problem.Fault]) -> LocalDate? {
        if let day = call.form[name].flatMap({ LocalDate($0) }) { return day }
        faults.append(.init(name: name, reason: "must be a day such as 2026-12-24", phrase: "upkeep.fault.date"))
        return nil
    }

    private func short(_ name: String, _ longest: Int, _ call: DeskCall, _ faults: inout [Problem.Fault]) -> String? {
        guard let words = call.form[name] else { return nil }
        if words.count > longest {
            faults.append(
                .init(
                    name: name, reason: "has more than \(longest) characters", phrase: "upkeep.fault.tooLong",
                    holes: ["count": String(words.count), "longest": String(longest)]))
        }
        return words
    }

    func plan(_ call: DeskCall) async throws -> DeskAnswer {
        var faults: [Problem.Fault] = []
        let day = day("day", call, &faults)
        let office = short("office", Self.longestOffice, call, &faults)
        if office == nil { faults.append(.init(name: "office", reason: "is needed", phrase: "upkeep.fault.missing")) }
        guard let day, let office, faults.isEmpty else { return try await showing(call, .decide, faults: faults) }
        return try await step(call, .decide) { _ in .plan(.init(day: day, office: office)) }
    }

    /// What was seen stands in the lines of the form in the order of the criteria.
    func record(_ call: DeskCall) async throws -> DeskAnswer {
        var faults: [Problem.Fault] = []
        let day = day("seen", call, &faults)
        let (id, caller) = (call["id"], try call.member())
        let scheme = try await workplace.database.read {
            try LabelBook(workplace: workplace, connection: $0).find(id, caller, .decide)
        }.scheme
        var findings: [String: LabelRequest.Finding] = [:]
        var remarks: [String: String] = [:]
        for (index, criterion) in scheme.criteria.enumerated() {
            let name = "finding-\(index + 1)"
            if let finding = call.form[name].flatMap({ LabelRequest.Finding(rawValue: $0) }) {
                findings[criterion.key] = finding
            } else {
                faults.append(
                    .init(name: name, reason: "must be met, not-met or not-seen", phrase: "label.desk.fault.unsaid"))
            }
            if let words = short("remark-\(index + 1)", Self.longestWords, call, &faults) {
                remarks[criterion.key] = words
            }
        }
        guard let day, faults.isEmpty else { return try await showing(call, .decide, faults: faults) }
        let (seen, said) = (findings, remarks)
        return try await step(call, .decide, remarks: said) { _ in .record(day: day, seen) }
    }

    func grant(_ call: DeskCall) async throws -> DeskAnswer {
        var faults: [Problem.Fault] = []
        let typed = call.form["until"] == nil ? nil : day("until", call, &faults)
        guard faults.isEmpty else { return try await showing(call, .decide, faults: faults) }
        let today = call.visit.zone.date(call.now)
        return try await step(call, .decide) { .grant(until: typed ?? $0.scheme.end(from: today)) }
    }

    func refuse(_ call: DeskCall) async throws -> DeskAnswer {
        let reason = call.form["reason"].flatMap { LabelRequest.Refusal(rawValue: $0) }
        let (faults, words) = why(call, isKnown: reason != nil, isOther: reason == .other)
        guard let reason, faults.isEmpty else { return try await showing(call, .decide, faults: faults) }
        return try await step(call, .decide, words: words) { _ in .refuse(reason) }
    }

    func withdraw(_ call: DeskCall) async throws -> DeskAnswer {
        let reason = call.form["reason"].flatMap { LabelRequest.Withdrawal(rawValue: $0) }
        let (faults, words) = why(call, isKnown: reason != nil, isOther: reason == .other)
        guard let reason, faults.isEmpty else { return try await showing(call, .decide, faults: faults) }
        return try await step(call, .decide, words: words) { _ in .withdraw(reason) }
    }

    /// Another reason than those of the list has to be said in words.
    private func why(_ call: DeskCall, isKnown: Bool, isOther: Bool) -> ([Problem.Fault], String?) {
        var faults: [Problem.Fault] = []
        if !isKnown {
            faults.append(.init(name: "reason", reason: "must be one of the list", phrase: "upkeep.fault.choice"))
        }
        let words = short("words", Self.longestWords, call, &faults)
        if isOther, words == nil {
            faults.append(.init(name: "words", reason: "is needed", phrase: "upkeep.fault.missing"))
        }
        return (faults, words)
    }
}
