internal import Rules
internal import Web

struct MembersPage {
    let key: String
    let organisation: String
    let members: [MembershipTable.Member]
    let names: [String: String]
    let invitations: [InvitationTable.Invitation]
    /// Whether the caller may look at the members of others.
    let mayChoose: Bool
    let mayEdit: Bool

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let invite = SitePath("work", "members", "invitation", query: [("organisation", key)])
        return DeskSheet.page(
            visit, "identity.members.title",
            """
            <p class="lead">\(visit.name(organisation))</p>
            \(if: mayChoose, OrganisationChoice.form(visit, organisation))
            \(if: mayEdit, "<p>\(visit.link(invite, HTML(say("identity.members.invite")), class: "button"))</p>")
            \(members.isEmpty ? "<p class=\"empty\">\(say("identity.members.none"))</p>" : table(visit))
            \(if: !invitations.isEmpty, open(visit))
            """)
    }

    private func table(_ visit: Visit) -> HTML {
        let say = visit.say
        let rows = members.map { member in
            """
            <tr><td data-label="\(say("identity.name"))">\(visit.link(SitePath("work", "members", member.membership.id), "<bdi>\(names[member.account] ?? "")</bdi>"))\
            \(if: member.isDisabled, " <span class=\"badge\">\(say("identity.members.disabled"))</span>")</td>
            <td data-label="\(say("identity.role"))">\(say("role.\(member.membership.role.rawValue)"))</td>
            <td data-label="\(say("identity.wards"))">\(words(member.membership.wards, visit))</td>
            <td data-label="\(say("identity.members.factor"))">\(say(member.hasSecondFactor ? "identity.yes" : "identity.no"))</td>
            <td data-label="\(say("identity.members.since"))">\(DeskSheet.moment(member.since, visit))</td></tr>
            """ as HTML
        }
        return """
            <table class="cards"><thead><tr><th scope="col">\(say("identity.name"))</th>
            <th scope="col">\(say("identity.role"))</th><th scope="col">\(say("identity.wards"))</th>
            <th scope="col">\(say("identity.members.factor"))</th><th scope="col">\(say("identity.members.since"))</th>
            </tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private func words(_ wards: Set<Ward>, _ visit: Visit) -> String {
        wards.isEmpty ? "–" : DeskSheet.wardWords(wards, visit)
    }

    private func open(_ visit: Visit) -> HTML {
        let say = visit.say
        let items = invitations.map { invitation in
            let withdraw = FormView(
                visit, action: SitePath("work", "members", "invitation", invitation.id, "withdrawal"))
            return """
                <li><p><bdi dir="ltr">\(invitation.email)</bdi>, \(say("role.\(invitation.role.rawValue)")). \
                \(say("identity.until")) \(DeskSheet.moment(invitation.expiresAt, visit))</p>\
                \(if: mayEdit, withdraw.button("identity.members.withdraw"))</li>
                """ as HTML
        }
        return "<h2>\(say("identity.members.open"))</h2><ul>\(items)</ul>"
    }

    var data: JSONText {
        JSONText(members: [
            ("organisation", JSONText(key)),
            ("items", JSONText(members.map { MemberPage.data($0, names[$0.account] ?? "") })),
            (
                "invitations",
                JSONText(
                    invitations.map { invitation in
                        JSONText(members: [
                            ("id", JSONText(invitation.id)), ("email", JSONText(invitation.email)),
                            ("role", JSONText(invitation.role.rawValue)),
                            ("wards", JSONText(invitation.wards.sorted().map(\.rawValue))),
                            ("expires_at", JSONText(invitation.expiresAt.rfc3339)),
                        ])
                    })
            ),
        ])
    }
}

struct MemberPage {
    let member: MembershipTable.Member
    let name: String
    let organisation: String
    let giver: Caller.Membership
    var values: FormValues
    var faults: [Problem.Fault]

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let membership = member.membership
        let mayChange = MemberRules.mayChange(giver, membership)
        var page = DeskSheet.page(
            visit, "identity.member.title",
            """
            <dl class="facts"><dt>\(say("identity.name"))</dt><dd><bdi>\(name)</bdi></dd>
            <dt>\(say("identity.organisation"))</dt><dd>\(visit.name(organisation))</dd>
            <dt>\(say("identity.role"))</dt><dd>\(say("role.\(membership.role.rawValue)"))</dd>
            <dt>\(say("identity.wards"))</dt><dd>\(membership.wards.isEmpty ? "–" : DeskSheet.wardWords(membership.wards, visit))</dd></dl>
            \(mayChange ? form(visit) : whyNot(visit))
            \(if: mayChange || membership.id == giver.id, wayOut(visit))
            """)
        page.trail = [
            (
                say("identity.members.title"),
                SitePath("work", "members", query: [("organisation", membership.organisation)])
            )
        ]
        return page
    }

    private func form(_ visit: Visit) -> HTML {
        let membership = member.membership
        let shown =
            values.pairs.isEmpty
            ? FormValues(
                [("role", membership.role.rawValue)] + membership.wards.sorted().map { ("wards", $0.rawValue) })
            : values
        let form = FormView(visit, action: SitePath("work", "members", membership.id), values: shown, faults: faults)
        let wards = MemberRules.givableWards(by: giver)
        let boxes = form.boxes("wards", "identity.wards", DeskSheet.wards(wards, visit), hint: "identity.wards.hint")
        return """
            <h2>\(visit.say("identity.member.change"))</h2>
            \(form.view([
                form.hidden("seen", Self.seen(membership)),
                form.choice("role", "identity.role", DeskSheet.roles(MemberRules.givable(by: giver), visit), isNeeded: true),
                wards.isEmpty ? HTML() : boxes,
            ], button: "identity.save"))
            <p class="hint">\(visit.say("identity.member.change.hint"))</p>
            """
    }

    /// One's own membership has no form above it, in which a fault would be said.
    private func whyNot(_ visit: Visit) -> HTML {
        let said = faults.compactMap(\.phrase).first ?? "identity.members.fault.change"
        return "<p class=\"notice\"\(if: !faults.isEmpty, " role=\"alert\"")>\(visit.say(said))</p>"
    }

    private func wayOut(_ visit: Visit) -> HTML {
        let path = SitePath("work", "members", member.membership.id, "end")
        let words = visit.say(member.membership.id == giver.id ? "identity.member.leave" : "identity.member.end")
        return "<p>\(visit.link(path, HTML(words), class: "button quiet"))</p>"
    }

    static func seen(_ membership: Caller.Membership) -> String {
        ([membership.role.rawValue] + membership.wards.sorted().map(\.rawValue)).joined(separator: "+")
    }

    var data: JSONText { Self.data(member, name) }

    static func data(_ member: MembershipTable.Member, _ name: String) -> JSONText {
        JSONText(members: [
            ("id", JSONText(member.membership.id)), ("name", JSONText(name)),
            ("organisation", JSONText(member.membership.organisation)),
            ("role", JSONText(member.membership.role.rawValue)),
            ("wards", JSONText(member.membership.wards.sorted().map(\.rawValue))),
            ("seen", JSONText(seen(member.membership))), ("second_factor", JSONText(member.hasSecondFactor)),
            ("since", JSONText(member.since.rfc3339)),
        ])
    }
}

struct InvitePage {
    let key: String
    /// Its name.
    let organisation: String
    let id: String
    let giver: Caller.Membership
    let values: FormValues
    let faults: [Problem.Fault]

    func page(_ visit: Visit) -> Page {
        let title = visit.say("identity.invite.to", ["organisation": organisation])
        // Nothing is chosen beforehand: a right is given because somebody meant it.
        let nothing = FormView.Option("", visit.say("identity.invite.role.choose"))
        let form = FormView(visit, action: SitePath("work", "members", "invitation"), values: values, faults: faults)
        let wards = MemberRules.givableWards(by: giver)
        let fields = [
            form.hidden("id", id), form.hidden("organisation", key),
            form.line(
                "email", "identity.email", hint: "identity.invite.email.hint", type: "email", isNeeded: true,
                direction: "ltr"),
            form.choice(
                "role", "identity.role", [nothing] + DeskSheet.roles(MemberRules.givable(by: giver), visit),
                isNeeded: true),
            wards.isEmpty
                ? HTML()
                : form.boxes("wards", "identity.wards", DeskSheet.wards(wards, visit), hint: "identity.wards.hint"),
            form.choice("language", "identity.invite.language", DeskSheet.languages(visit), isNeeded: true),
        ]
        var page = Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1>
                <p class="lead">\(visit.say("identity.invite.lead"))</p>\(form.view(fields, button: "identity.invite.button"))
                """)
        page.trail = [
            (visit.say("identity.members.title"), SitePath("work", "members", query: [("organisation", key)]))
        ]
        return page
    }
}
