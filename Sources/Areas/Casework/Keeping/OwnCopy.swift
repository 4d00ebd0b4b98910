import Rules
import Store
import Web

/// Everything that is held on a person (GDPR, articles 15 and 20): for themselves, in their language, and for machines.
struct OwnCopy: Sendable {
    var file: PersonFile
    var overrides: [Override]
    var openings: [Opening]

    /// Something was shown without their consent; the reason is theirs to read.
    struct Override: Sendable, Hashable {
        var at: Instant
        var toOrganisation: String?
        /// Name of a partner without account.
        var partner: String?
        var code: String
        var reason: String
        var decision: String?
    }

    /// Somebody looked, wrote or shared.
    struct Opening: Sendable, Hashable {
        var at: Instant
        var organisation: String?
        var action: String
        /// The part that touches health; told only by who may know of it.
        var isHealth: Bool
    }

    static func load(
        _ connection: Connection, _ person: PersonRecord, caller: Caller, room: CaseworkRoom, now: Instant
    ) throws -> OwnCopy {
        let file = try PersonFile.load(
            connection, person, caller: caller, room: room, now: now, referralLimit: nil)
        let kinds = file.withHealth ? ["person", "person-health"] : ["person"]
        let openings = try connection.rows(
            """
            SELECT at, organisation, action, kind FROM audit WHERE kind IN (\(list: kinds)) AND object = \(person.id)
            AND outcome = 'done' ORDER BY sequence
            """
        ).map {
            Opening(
                at: try $0.instant("at"), organisation: try $0.optional("organisation"), action: try $0.get("action"),
                isHealth: try $0.get("kind", as: String.self) == "person-health")
        }
        let seals = room.seals()
        let overrides = try connection.rows(
            """
            SELECT id, to_organisation, partner_name, code, reason, made_at, decision FROM consent_override
            WHERE person = \(person.id) ORDER BY id
            """
        ).map { row in
            Override(
                at: try row.instant("made_at"), toOrganisation: try row.optional("to_organisation"),
                partner: try seals.open(
                    row.optional("partner_name"), "consent_override", "partner_name", row.get("id")),
                code: try row.get("code"),
                reason: try seals.open(
                    row.get("reason", as: String.self), "consent_override", "reason", row.get("id")),
                decision: try row.optional("decision"))
        }
        return OwnCopy(file: file, overrides: overrides, openings: openings)
    }

    /// - Parameter papers: content of attachments by id, in base64; without it, only what they are.
    func json(_ papers: [String: String] = [:]) -> JSONText {
        JSONText(members: [
            ("file", PersonJSON.whole(file, papers: papers)),
            (
                "overrides",
                JSONText(
                    overrides.map {
                        JSONText(members: [
                            ("at", JSONText($0.at.rfc3339)),
                            ("toOrganisation", $0.toOrganisation.map { JSONText($0) }),
                            ("partner", $0.partner.map { JSONText($0) }), ("code", JSONText($0.code)),
                            ("reason", JSONText($0.reason)), ("decision", $0.decision.map { JSONText($0) }),
                        ])
                    })
            ),
            (
                "openings",
                JSONText(
                    openings.map {
                        JSONText(members: [
                            ("at", JSONText($0.at.rfc3339)), ("organisation", $0.organisation.map { JSONText($0) }),
                            ("action", JSONText($0.action)), ("isHealth", $0.isHealth ? JSONText(true) : nil),
                        ])
                    })
            ),
        ])
    }
}

struct OwnCopyPage {
    let words: CaseworkWords
    let copy: OwnCopy
    let now: Instant

    private var visit: Visit { words.visit }
    private var person: PersonRecord { copy.file.person }

    var page: Page {
        let say = visit.say
        let title = say("casework.copy.title")
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1><p class="lead">\(say("casework.copy.lead"))</p>
                <p class="actions">\(visit.link(.person(person.id, "copy.json"), HTML(say("casework.copy.json"))))</p>
                <dl class="facts">
                \(words.fact("casework.reference", person.reference))
                \(words.fact("casework.first-name", person.firstName))
                \(words.fact("casework.purpose", say("casework.purpose.\(person.purpose.rawValue)")))
                \(words.fact("casework.languages", words.languages(person.languages)))
                \(words.fact("casework.needs", words.needs(person.needs)))
                \(words.fact("casework.household", person.household.map(String.init)))
                \(words.fact("casework.note", person.note))
                \(words.fact("casework.wards", words.wards(person.wards)))
                \(words.fact("casework.organisation", words.city.name(person.organisation)))
                \(words.fact("casework.created", words.day(person.createdAt)))
                \(words.fact("casework.last-contact", words.day(person.lastContactAt)))
                \(words.fact("casework.health.needs", words.needs(copy.file.health?.needs ?? [])))
                \(words.fact("casework.health.words", copy.file.health?.words))
                </dl>
                \(section("casework.notices", copy.file.notices.map(notice)))
                \(section("casework.consents", copy.file.consents.map { ConsentLine(words: words).line($0, now: now) }))
                \(section("casework.papers", copy.file.attachments.map(paper)))
                \(section("casework.referrals.title", copy.file.referrals.map(referral)))
                \(section("casework.shares", copy.file.shares.map(share)))
                \(section("casework.overrides.title", copy.overrides.map(override)))
                \(section("casework.copy.openings", copy.openings.map(opening)))
                <p class="note">\(say("casework.copy.wards"))</p>
                """)
    }

    private func section(_ phrase: String, _ lines: [HTML]) -> HTML {
        let items: HTML =
            lines.isEmpty
            ? "<p>\(visit.say("casework.copy.none"))</p>" : "<ul>\(lines.map { "<li>\($0)</li>" as HTML })</ul>"
        return "<section><h2>\(visit.say(phrase))</h2>\(items)</section>"
    }

    /// The papers themselves are in the file for programs, and behind these links for who hands over the copy.
    private func paper(_ paper: AttachmentRecord) -> HTML {
        let name: HTML = "<bdi>\(paper.title ?? visit.say("casework.paper"))</bdi>"
        let shown = person.archivedAt == nil ? visit.link(.person(person.id, "attachments", paper.id), name) : name
        return visit.say.list([shown, HTML(words.day(paper.addedAt))])
    }

    private func notice(_ notice: NoticeRecord) -> HTML {
        HTML(
            [
                visit.say("casework.notice.version", ["version": String(notice.version)]),
                words.language(notice.language), visit.say("casework.manner.\(notice.manner.rawValue)"),
                notice.reader ?? "", words.day(notice.givenAt),
            ].filter { !$0.isEmpty }.joined(separator: visit.say("casework.list")))
    }

    private func referral(_ referral: ReferralRecord) -> HTML {
        """
        \(visit.say.list(["<bdi>\(referral.other(for: .asker, words.city))</bdi>", HTML(words.moment(referral.askedAt))]))\
        \(visit.say("casework.colon"))\
        \(visit.say("casework.state.\(referral.state.rawValue)"))\
        \(referral.shown.map { ReferralShownView(words: words).view(
            $0, message: referral.message, urgency: referral.urgency, wantedOn: referral.wantedOn,
            service: referral.toService) })\
        <dl class="facts">\(words.fact("casework.referral.reply", referral.reply))\
        \(words.fact("casework.referral.report", referral.report))</dl>
        """
    }

    private func share(_ share: ShareRecord) -> HTML {
        let state = share.isCovered ? share.isOverride ? "override" : "covered" : "ended"
        return """
            <bdi>\(words.city.name(share.organisation))</bdi>, \(words.day(share.since))\(visit.say("casework.colon"))\
            \(visit.say("casework.share.\(state)"))
            """
    }

    private func override(_ override: OwnCopy.Override) -> HTML {
        """
        \(words.moment(override.at))\(visit.say("casework.colon"))<bdi>\(override.toOrganisation.map { words.city.name($0) } ?? override.partner ?? "")</bdi>. \
        \(visit.say("casework.override.code.\(override.code)"))\(visit.say("casework.colon"))<bdi>\(override.reason)</bdi>\
        \(override.decision.map { " (\(visit.say("casework.override.\($0)")))" as HTML })
        """
    }

    private func opening(_ opening: OwnCopy.Opening) -> HTML {
        let who = opening.organisation.map { words.city.name($0) } ?? visit.say("casework.copy.program")
        return """
            \(words.moment(opening.at))\(visit.say("casework.colon"))<bdi>\(who)</bdi>, \(visit.say("casework.action.\(opening.action)"))\
            \(if: opening.isHealth, " (\(visit.say("casework.ward.health")))")
            """
    }
}
