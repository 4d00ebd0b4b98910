internal import Rules
internal import Store
internal import Web

extension GuideDesk {
    func historyRoutes(_ kind: RecordName.Kind) -> [DeskRoute] {
        let folder = Self.folder(kind)
        return [
            DeskRoute(
                .get, "\(folder)/{key}/history", .rule(.service, .read), "Every revision, newest first.",
                fields: DeskWindow.fields
            ) { try await history($0, kind) },
            DeskRoute(
                .get, "\(folder)/{key}/comparison", .rule(.service, .read), "What differs between two revisions.",
                fields: [
                    .init("from", "Number of a revision; left out: the one before."),
                    .init("to", "Number of a revision; left out: the last."),
                ]
            ) { try await compare($0, kind) },
            DeskRoute(
                .post, "\(folder)/{key}/restoration", says: ["published", "proposed"], .rule(.service, .edit),
                "Brings back the facts of a revision, as a new one.",
                fields: [.init("number", "Of the revision.", isNeeded: true), Self.whyField]
            ) { try await restore($0, kind) },
        ]
    }

    private func history(_ call: DeskCall, _ kind: RecordName.Kind) async throws -> DeskAnswer {
        let window = try DeskWindow(call.query)
        let sight = try await sight(call, kind, call["key"])
        let revisions = sight.record.revisions
        return .show(
            HistoryPage(sight: sight, guide: try snapshot(), window: window).page(call.visit),
            data: JSONText(
                members: window.members(
                    window.slice(revisions.reversed()).map { UpkeepJSON.revision($0, sight.names) },
                    total: revisions.count)))
    }

    private func compare(_ call: DeskCall, _ kind: RecordName.Kind) async throws -> DeskAnswer {
        let sight = try await sight(call, kind, call["key"])
        let revisions = sight.record.revisions
        func revision(_ name: String, _ missing: UpkeepRevision?) throws -> UpkeepRevision {
            guard let typed = call.query[name] else {
                guard let missing else { throw Problem.nothing }
                return missing
            }
            guard let number = Int(typed), let found = revisions.first(where: { $0.number == number }) else {
                throw Problem.nothing
            }
            return found
        }
        let after = try revision("to", revisions.last)
        let before = try revision("from", revisions.last { $0.number < after.number } ?? after)
        return .show(
            ComparisonPage(sight: sight, guide: try snapshot(), before: before, after: after).page(call.visit),
            data: JSONText(members: [
                ("from", JSONText(before.number)), ("to", JSONText(after.number)),
                ("differences", UpkeepJSON.difference(before.facts, after.facts)),
            ]))
    }

    private func restore(_ call: DeskCall, _ kind: RecordName.Kind) async throws -> DeskAnswer {
        let caller = try call.member()
        let (key, number) = (call["key"], call.form["number"].flatMap { Int($0) })
        do {
            let state = try await workplace.database.write { connection -> UpkeepRevision.State in
                let record = try UpkeepQueries.record(connection, kind, key, caller, .edit)
                guard let old = record.revisions.first(where: { $0.number == number }) else { throw Problem.nothing }
                var facts = old.facts
                if caller.scope(.service, .edit) != .all { facts["operatedBy"] = record.current["operatedBy"] }
                return try writing(connection, call, caller).change(
                    record, to: facts, act: .restore, why: Self.why(call.form) ?? "\(old.number)", wish: .publish,
                    replacesOpen: false)
            }
            return .done(
                Self.path(kind, key),
                data: JSONText(members: [("id", JSONText(key)), ("state", JSONText(state.rawValue))]),
                says: state.rawValue)
        } catch is UpkeepRefusal {
            throw Problem(.unprocessable, "The place of this service is archived, or no longer in its file.")
        } catch is UpkeepMerge.Conflict {
            throw Problem.overtaken("Someone else changed it meanwhile.", "changed")
        }
    }

    // MARK: Preview

    var previewRoutes: [DeskRoute] {
        let fields: [DeskRoute.Field] = [
            .init("language", "A language of the guide; left out: that of the reader."),
            .init("number", "Of a revision; left out: what is being changed, else what is published."),
        ]
        return [
            DeskRoute(
                .get, "services/{key}/preview", .rule(.service, .read),
                "The public page as it would be, and the hours of the coming 14 days.", fields: fields
            ) { try await preview($0, .service) },
            DeskRoute(
                .get, "places/{key}/preview", .rule(.service, .read), "The public page as it would be.", fields: fields
            ) { try await preview($0, .site) },
        ]
    }

    private func preview(_ call: DeskCall, _ kind: RecordName.Kind) async throws -> DeskAnswer {
        let sight = try await sight(call, kind, call["key"])
        var facts = sight.record.working
        if let typed = call.query["number"] {
            guard let found = sight.record.revisions.first(where: { String($0.number) == typed }) else {
                throw Problem.nothing
            }
            facts = found.facts
        }
        let language = call.query["language"] ?? call.visit.language
        guard call.visit.settings.languages.offered.contains(language) else { throw Problem.nothing }
        let page = try PreviewPage(
            sight: sight, facts: facts, guide: try snapshot(), language: language, now: call.now)
        return .show(
            page.page(call.visit),
            data: JSONText(members: [
                ("language", JSONText(language)), ("title", JSONText(page.shown(call.visit).title)),
                ("facts", UpkeepJSON.facts(facts)), ("days", page.fortnight.map { $0.json }),
            ]))
    }
}
