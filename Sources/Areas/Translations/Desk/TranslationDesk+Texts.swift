internal import Rules
internal import Store
internal import Web

/// One text in one language: read, written, reviewed.
extension TranslationDesk {
    /// What came of a form.
    private enum Outcome {
        case done(TranslationSight)
        case mend(TranslationSight, [Problem.Fault], isConflict: Bool)
    }

    func show(_ call: DeskCall) async throws -> DeskAnswer {
        let sight = try await workplace.database.read { try self.sight($0, call) }
        return .show(try page(sight, call).page(call.visit), data: sight.json(call.visit))
    }

    func save(_ call: DeskCall, sends: Bool) async throws -> DeskAnswer {
        try await answer(call) { connection in
            let sight = try sight(connection, call)
            let words = call.form["words"] ?? ""
            var faults = collisions(sight, call)
            let isConflict = !faults.isEmpty
            faults += self.faults(words)
            let warnings = sight.warnings(words)
            faults += holes(warnings, call)
            if sends, let fault = unconfirmed(warnings, call) { faults.append(fault) }
            if !faults.isEmpty { return .mend(sight, faults, isConflict: isConflict) }
            let writing = writing(connection, call)
            let id = try writing.write(words, sight.text, sight.language) ?? sight.open?.id
            if sends, let id { _ = try writing.send(id, on: .draft) }
            try note(connection, call, .edit, sight)
            return .done(sight)
        }
    }

    func accept(_ call: DeskCall) async throws -> DeskAnswer {
        let account = try call.member().account
        return try await answer(call) { connection in
            let sight = try sight(connection, call)
            var faults = collisions(sight, call)
            if !faults.isEmpty { return .mend(sight, faults, isConflict: true) }
            guard let open = sight.open, TranslationRules.stage(after: .accept, on: open.head.stage) != nil else {
                return .mend(
                    sight, [Self.fault("seen", "nothing waits for review", "translation.fault.nothing")],
                    isConflict: true)
            }
            if !sight.marks.holds(open.head.mark) {
                faults.append(Self.fault("source", "the source has changed since", "translation.fault.behind"))
            }
            switch sight.right {
            case .yes: break
            case .alone where call.form.isTicked("alone"): break
            case .alone:
                faults.append(Self.fault("alone", "must be ticked: nobody else reviewed it", "translation.fault.alone"))
            case .ownWork:
                faults.append(
                    Self.fault("seen", "is your own work: another person reviews it", "translation.fault.own"))
            case .notNamed:
                faults.append(Self.fault("seen", "others review this language", "translation.fault.notNamed"))
            }
            let warnings = sight.warnings(open.words)
            faults += holes(warnings, call)
            if let fault = unconfirmed(warnings, call, by: "checked") { faults.append(fault) }
            if !faults.isEmpty { return .mend(sight, faults, isConflict: false) }
            try writing(connection, call).accept(sight, open, by: account, isAlone: sight.right == .alone)
            try note(connection, call, .decide, sight)
            return .done(sight)
        }
    }

    func giveBack(_ call: DeskCall) async throws -> DeskAnswer {
        let account = try call.member().account
        return try await answer(call) { connection in
            let sight = try sight(connection, call)
            guard let remark = call.form["remark"], remark.count <= Self.longestRemark else {
                return .mend(
                    sight,
                    [
                        Self.fault(
                            "remark", "says what is to be mended, in at most \(Self.longestRemark) characters",
                            "translation.fault.remark")
                    ],
                    isConflict: false)
            }
            let faults = collisions(sight, call, ofSource: false)
            guard faults.isEmpty, let open = sight.open,
                TranslationRules.stage(after: .giveBack, on: open.head.stage) != nil
            else {
                let nothing = Self.fault("seen", "nothing waits for review", "translation.fault.nothing")
                return .mend(sight, faults.isEmpty ? [nothing] : faults, isConflict: true)
            }
            try writing(connection, call).giveBack(open, by: account, remark: remark)
            try note(connection, call, .decide, sight)
            return .done(sight)
        }
    }

    func callMinor(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        return try await answer(call) { connection in
            let sight = try sight(connection, call)
            let faults = collisions(sight, call)
            if !faults.isEmpty { return .mend(sight, faults, isConflict: true) }
            guard let made = sight.minorFrom else {
                return .mend(
                    sight,
                    [
                        Self.fault(
                            "source", "is no minor change: figures differ, or nothing has changed",
                            "translation.fault.minor")
                    ],
                    isConflict: false)
            }
            try writing(connection, call).callMinor(sight.text, from: made.head.mark, by: caller)
            try note(connection, call, .decide, sight)
            return .done(sight)
        }
    }

    /// The machine is asked outside any transaction.
    func suggest(_ call: DeskCall) async throws -> DeskAnswer {
        let before = try await workplace.database.read { try self.sight($0, call) }
        func refused(_ fault: Problem.Fault) throws -> DeskAnswer {
            .mend(try page(before, call, [fault]).page(call.visit), [fault])
        }
        guard let machine else {
            return try refused(Self.fault("machine", "is not set up", "translation.fault.machine"))
        }
        guard TranslationRules.maySuggest(over: before.open?.head) else {
            return try refused(
                Self.fault("machine", "may not write over what a person began", "translation.fault.begun"))
        }
        let words: String
        do {
            words = try await machine.translate(before.text.sourceWords, from: before.text.source, to: before.language)
        } catch let fault as TranslationMachineFault {
            return try refused(Self.fault("machine", "\(fault)", "translation.fault.machineFailed"))
        }
        guard faults(words).isEmpty else {
            return try refused(Self.fault("machine", "answered nothing", "translation.fault.machineFailed"))
        }
        return try await answer(call) { connection in
            let sight = try sight(connection, call)
            guard sight.seen == before.seen, sight.marks.mark == before.marks.mark else {
                return .mend(
                    sight, [Self.fault("seen", "somebody wrote meanwhile", "translation.fault.seen")], isConflict: true)
            }
            try writing(connection, call).write(words, sight.text, sight.language, origin: .machine, act: .suggest)
            try note(connection, call, .edit, sight)
            return .done(sight)
        }
    }

    // MARK: Pieces

    private func answer(
        _ call: DeskCall, _ body: @escaping @Sendable (Connection) throws -> Outcome
    ) async throws -> DeskAnswer {
        switch try await workplace.database.write(body) {
        case .done(let sight):
            let name = sight.text.name
            return .done(
                .translation(name, sight.language),
                data: JSONText(members: [
                    ("kind", JSONText(name.kind)), ("key", JSONText(name.key)), ("field", JSONText(name.field)),
                    ("language", JSONText(sight.language)),
                ]))
        case .mend(let sight, let faults, let isConflict):
            return .mend(
                try page(sight, call, faults).page(call.visit), faults,
                status: isConflict ? .conflict : .unprocessableContent)
        }
    }

    private func page(_ sight: TranslationSight, _ call: DeskCall, _ faults: [Problem.Fault] = []) throws
        -> TranslationTextPage
    {
        let caller = try call.member()
        return TranslationTextPage(
            sight: sight, mayWrite: caller.scope(.translation, .edit) != nil,
            mayDecide: caller.scope(.translation, .decide) != nil, machine: machine?.name, faults: faults,
            typed: call.form)
    }

    static func fault(_ name: String, _ reason: String, _ phrase: String, _ holes: [String: String] = [:])
        -> Problem.Fault
    {
        Problem.Fault(name: name, reason: reason, phrase: phrase, holes: holes)
    }

    /// Whoever writes must have seen what stands there, in either language.
    private func collisions(_ sight: TranslationSight, _ call: DeskCall, ofSource: Bool = true) -> [Problem.Fault] {
        var faults: [Problem.Fault] = []
        if call.form["seen"] != sight.seen {
            faults.append(Self.fault("seen", "must be the last version: \(sight.seen)", "translation.fault.seen"))
        }
        if ofSource, call.form["source"] != sight.marks.mark {
            faults.append(
                Self.fault("source", "must be the mark of the source: \(sight.marks.mark)", "translation.fault.source"))
        }
        return faults
    }

    private func faults(_ words: String) -> [Problem.Fault] {
        if words.isEmpty { return [Self.fault("words", "are missing", "translation.fault.empty")] }
        guard words.count > Self.longestText else { return [] }
        return [
            Self.fault(
                "words", "have more than \(Self.longestText) characters", "upkeep.fault.tooLong",
                ["count": String(words.count), "longest": String(Self.longestText)])
        ]
    }

    private func holes(_ warnings: [TranslationWarning], _ call: DeskCall) -> [Problem.Fault] {
        let words = TranslationWords(call.visit)
        return warnings.filter(\.isFault).map {
            Self.fault(
                "words", "must have the same holes in braces as the source", "translation.fault.holes",
                ["what": words.plain($0)])
        }
    }

    private func unconfirmed(
        _ warnings: [TranslationWarning], _ call: DeskCall, by box: String = "confirmed"
    ) -> Problem.Fault? {
        guard warnings.contains(where: { !$0.isFault }), !call.form.isTicked(box) else { return nil }
        return Self.fault(box, "must be ticked: there are warnings", "translation.fault.confirm")
    }
}
