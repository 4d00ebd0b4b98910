internal import Files
internal import Rules
internal import Web

/// What programs get of the desk's records. Times are RFC 3339, dates `YYYY-MM-DD`, facts as in the export of the guide.
enum UpkeepJSON {
    static func facts(_ facts: UpkeepFacts) -> JSONText { value(.object(facts)) }

    static func value(_ value: JSONValue?) -> JSONText {
        guard let value, let text = try? Facts.text(value) else { return .null }
        return JSONText(bytes: Array(text.utf8))
    }

    static func text(_ words: String?) -> JSONText? { words.map { JSONText($0) } }

    /// - `id`, `kind`, `source`, `owner` (key of the organisation), `site` (key)
    /// - `version`: to be sent back with a change
    /// - `isPublished`, `isArchived`, `isNew`, `isGone`
    /// - `facts`: as published, or as they would be; `change`: what is not published yet
    /// - `disagreements`: fields that the source changed after they were corrected here: `field`, `ours`, `theirs`, `since`
    /// - `missingTexts`: texts that lack a required language of the city: `field`, `languages`
    /// - `may`: what the caller may do: `edit`, `decide`, `confirm`
    static func record(_ sight: UpkeepSight, _ settings: TerritorySettings) -> JSONText {
        let record = sight.record
        return JSONText(members: [
            ("id", JSONText(record.key)), ("kind", JSONText(record.kind.rawValue)), ("source", JSONText(record.source)),
            ("owner", text(record.owner)), ("site", text(record.site)), ("version", JSONText(record.version)),
            ("isPublished", JSONText(record.isPublished)), ("isArchived", JSONText(record.archivedAt != nil)),
            ("isNew", JSONText(record.isNew)), ("isGone", JSONText(record.isGone)), ("facts", facts(record.current)),
            ("change", record.openChange.map { revision($0, sight.names) }),
            (
                "disagreements",
                JSONText(
                    record.disagreements.map {
                        JSONText(members: [
                            ("field", JSONText($0.field)), ("ours", value($0.ours)), ("theirs", value($0.theirs)),
                            ("since", JSONText($0.since.rfc3339)),
                        ])
                    })
            ), ("rhythm", record.rhythm.map { JSONText($0) }), ("openReports", JSONText(sight.openReports)),
            (
                "missingTexts",
                JSONText(
                    UpkeepTexts.missing(record.working, settings.languages.required).map {
                        JSONText(members: [
                            ("field", JSONText($0.field)), ("languages", JSONText($0.languages.map { JSONText($0) })),
                        ])
                    })
            ),
            (
                "may",
                JSONText(
                    [("edit", sight.mayEdit), ("decide", sight.mayDecide), ("confirm", sight.mayConfirm)].filter(\.1)
                        .map(\.0))
            ),
        ])
    }

    /// `number`, `state`, `act`, `facts`, `why`, `by` (a name), `organisation`, `at`, `decidedBy`, `decidedAt`, `words`
    static func revision(_ revision: UpkeepRevision, _ names: [String: String]) -> JSONText {
        JSONText(members: [
            ("number", JSONText(revision.number)), ("state", JSONText(revision.state.rawValue)),
            ("act", JSONText(revision.act.rawValue)), ("facts", facts(revision.facts)), ("why", text(revision.why)),
            ("by", text(revision.account.flatMap { names[$0] })), ("organisation", text(revision.organisation)),
            ("at", JSONText(revision.madeAt.rfc3339)), ("decidedBy", text(revision.decidedBy.flatMap { names[$0] })),
            ("decidedAt", text(revision.decidedAt?.rfc3339)), ("words", text(revision.words)),
        ])
    }

    /// `field`, `before`, `after`
    static func difference(_ before: UpkeepFacts, _ after: UpkeepFacts) -> JSONText {
        JSONText(
            UpkeepMerge.fields(before, after).map { field in
                JSONText(members: [
                    ("field", JSONText(field)), ("before", value(before[field])), ("after", value(after[field])),
                ])
            })
    }

    /// `state` (`never`, `fresh`, `due`), `until` or `since`, `days`
    static func confirmation(_ state: ConfirmationState) -> JSONText {
        switch state {
        case .never: JSONText(members: [("state", "never")])
        case .fresh(let until): JSONText(members: [("state", "fresh"), ("until", JSONText("\(until)"))])
        case .due(let since, let days):
            JSONText(members: [("state", "due"), ("since", JSONText("\(since)")), ("days", JSONText(days))])
        }
    }

    /// `id`, `name`, `owner`, `source`, `site`, `place` (its name), `standings`, `confirmed`, `confirmation`, `rhythm` (days),
    /// `openReports`, `isContradicted`
    static func item(_ item: UpkeepListing.Item, _ visit: Visit) -> JSONText {
        JSONText(members: [
            ("id", JSONText(item.key)), ("name", JSONText(visit.words(item.service.name))), ("owner", text(item.owner)),
            ("source", JSONText(item.source)), ("site", text(item.place?.key)),
            ("place", text(item.place.map { visit.words($0.name) })),
            ("standings", JSONText(item.standings.map(\.rawValue).sorted())),
            ("confirmed", text(item.confirmed?.description)), ("confirmation", confirmation(item.confirmation)),
            ("rhythm", JSONText(item.rhythm)), ("openReports", JSONText(item.openReports)),
            ("isContradicted", JSONText(item.isContradicted)),
        ])
    }
}
