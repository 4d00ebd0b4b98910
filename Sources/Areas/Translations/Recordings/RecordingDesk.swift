internal import Rules
internal import Speech
internal import Store
internal import Web

/// The desk at which translators say the texts for which no machine has a voice.
struct RecordingDesk: Sendable {
    let workplace: Workplace
    let city: @Sendable () throws -> TranslationCity
    let book: @Sendable () throws -> VoiceBook
    var maker = VoiceMaker()

    private static let time = Duration.seconds(180)
    /// `target`, because `language` is that of the page.
    private static let text = "recordings/{kind}/{key}/{target}"

    var routes: [DeskRoute] {
        [
            DeskRoute(
                .get, "recordings", .rule(.translation, .read),
                "Which texts have a recorded voice, language by language; the texts of one language.",
                fields: [
                    .init("language", "BCP 47: the texts of this language."),
                    .init("state", "missing, recorded or outdated."),
                    .init("kind", "page, theme, sheet, checklist or word."),
                ] + DeskWindow.fields
            ) { try await overview($0) },
            DeskRoute(
                .get, Self.text, .rule(.translation, .read), "One text as it is read aloud, and its recorded voice."
            ) { try await show($0) },
            DeskRoute(.get, Self.text + "/sound", .rule(.translation, .read), "The recorded voice: Ogg Opus.") {
                try await sound($0)
            },
            DeskRoute(
                .post, Self.text, says: "recording-kept", .rule(.translation, .decide),
                "Publishes a recorded voice in the place of the one that was there.",
                fields: [
                    .init(
                        "file", "Ogg Opus, WebM Opus or WAV (multipart), at most 10 MB and five minutes.",
                        isNeeded: true),
                    .init("mark", "“mark” of the text that was read.", isNeeded: true),
                    .init("agreed", "The speaker agrees that their voice is published: on.", isNeeded: true),
                ], largestBody: VoiceMaker.largest + 65_536
            ) { try await keep($0) },
            DeskRoute(
                .post, Self.text + "/withdrawal", says: "recording-withdrawn", .rule(.translation, .decide),
                "Deletes a recorded voice.", fields: [.init("sure", "on.", isNeeded: true)]
            ) { try await withdraw($0) },
        ]
    }

    private func show(_ call: DeskCall) async throws -> DeskAnswer {
        let sight = try await workplace.database.read { try self.sight($0, call) }
        return .show(RecordingPage(sight: sight).page(call.visit), data: sight.json)
    }

    private func sound(_ call: DeskCall) async throws -> DeskAnswer {
        let bytes = try await workplace.database.read { connection in
            let sight = try self.sight(connection, call)
            return try RecordingTable.sound(connection, sight.text.name, sight.language)
        }
        guard let bytes else { throw Problem.nothing }
        return .file(bytes, type: VoiceMaker.type, name: "voice-\(call["target"]).ogg")
    }

    /// The sound is made small outside any transaction.
    private func keep(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let before = try await workplace.database.read { try self.sight($0, call) }
        var faults = self.faults(before, call)
        if !call.form.isTicked("agreed") {
            faults.append(Self.fault("agreed", "must be ticked: without it nothing is published", "agreed"))
        }
        var voice: VoiceMaker.Voice?
        // Nothing is made of what would be refused anyway.
        if faults.isEmpty {
            do throws(VoiceFault) {
                voice = try await maker.voice(call.form.file("file")?.bytes ?? [], within: Self.time)
            } catch {
                faults.append(Self.fault(error))
            }
        }
        guard let voice, faults.isEmpty else { return mend(before, faults, call) }
        let after = try await workplace.database.write {
            connection -> (sight: RecordingSight, faults: [Problem.Fault]) in
            let sight = try self.sight(connection, call)
            let faults = self.faults(sight, call)
            guard faults.isEmpty else { return (sight, faults) }
            let isNew = try RecordingTable.keep(
                connection, voice, of: sight.text, in: sight.language, by: caller, now: call.now)
            if isNew { try note(connection, call, sight.recording == nil ? .create : .edit, sight) }
            return (sight, [])
        }
        guard after.faults.isEmpty else { return mend(after.sight, after.faults, call) }
        return done(after.sight)
    }

    private func withdraw(_ call: DeskCall) async throws -> DeskAnswer {
        let (sight, faults) = try await workplace.database.write {
            connection -> (RecordingSight, [Problem.Fault]) in
            let sight = try self.sight(connection, call)
            if !sight.mayRecord { return (sight, [Self.notNamed]) }
            if !call.form.isTicked("sure") {
                return (sight, [Self.fault("sure", "must be ticked: the voice is deleted", "sure")])
            }
            guard try RecordingTable.withdraw(connection, sight.text.name, sight.language) else {
                return (sight, [Self.fault("sure", "finds no recorded voice", "nothing")])
            }
            try note(connection, call, .erase, sight)
            return (sight, [])
        }
        return faults.isEmpty ? done(sight) : mend(sight, faults, call)
    }

    // MARK: Pieces

    /// - Throws: `Problem.nothing` when the page has no such text in the language, or the language is not offered.
    private func sight(_ connection: Connection, _ call: DeskCall) throws -> RecordingSight {
        let language = call["target"]
        guard try city().targets.contains(language), let kind = VoiceName.Kind(rawValue: call["kind"]),
            let text = try book().text(VoiceName(kind, call["key"]), call.visit.reading(language))
        else { throw Problem.nothing }
        let recording = try RecordingTable.find(connection, text.name, language)
        let account = try call.member().account
        return RecordingSight(
            text: text, language: language, recording: recording,
            sender: try recording.flatMap { try workplace.names(connection, of: [$0.account])[$0.account] },
            mayRecord: try TranslationTable.mayReview(connection, language).contains(account))
    }

    /// Who records must be one of those who answer for the language, and must have read what the page says.
    private func faults(_ sight: RecordingSight, _ call: DeskCall) -> [Problem.Fault] {
        if !sight.mayRecord { return [Self.notNamed] }
        guard call.form["mark"] != sight.text.mark else { return [] }
        return [Self.fault("mark", "must be the mark of the text: \(sight.text.mark)", "mark")]
    }

    private func mend(_ sight: RecordingSight, _ faults: [Problem.Fault], _ call: DeskCall) -> DeskAnswer {
        .mend(
            RecordingPage(sight: sight, faults: faults, typed: call.form).page(call.visit), faults,
            status: faults.contains { $0.name == "mark" } ? .conflict : .unprocessableContent)
    }

    private func done(_ sight: RecordingSight) -> DeskAnswer {
        let name = sight.text.name
        return .done(
            .recording(name, sight.language),
            data: JSONText(members: [
                ("kind", JSONText(name.kind.rawValue)), ("key", JSONText(name.key)),
                ("language", JSONText(sight.language)),
            ]))
    }

    private func note(_ connection: Connection, _ call: DeskCall, _ action: AuditEntry.Action, _ sight: RecordingSight)
        throws
    {
        let name = sight.text.name
        try workplace.note(
            connection,
            AuditEntry(call.caller, action, "recording", "\(name.kind.rawValue)/\(name.key)/\(sight.language)"),
            now: call.now)
    }

    private static let notNamed = fault("file", "others record this language", "notNamed")

    private static func fault(_ name: String, _ reason: String, _ phrase: String) -> Problem.Fault {
        Problem.Fault(name: name, reason: reason, phrase: "recording.fault.\(phrase)")
    }

    private static func fault(_ fault: VoiceFault) -> Problem.Fault {
        let phrase =
            switch fault {
            case .empty: "empty"
            case .tooLarge: "large"
            case .tooShort: "short"
            case .tooLong: "long"
            case .otherKind, .noEncoder: "kind"
            case .broken: "broken"
            case .outOfTime: "time"
            }
        return Self.fault("file", "\(fault)", phrase)
    }
}
