internal import Rules
internal import Web

/// Asks once more before a membership ends, and says what ends with it.
struct MembershipEndPage {
    let member: MemberPage
    /// Nobody else of that organisation has a role of which it keeps one.
    let isLast: Bool

    private var isOwn: Bool { member.member.membership.id == member.giver.id }

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        let membership = member.member.membership
        let mayEnd = isOwn ? !isLast : MemberRules.mayChange(member.giver, membership)
        var page = DeskSheet.page(
            visit, isOwn ? "identity.member.leave.title" : "identity.member.end.title",
            """
            <dl class="facts"><dt>\(say("identity.name"))</dt><dd><bdi>\(member.name)</bdi></dd>
            <dt>\(say("identity.organisation"))</dt><dd>\(visit.name(member.organisation))</dd>
            <dt>\(say("identity.role"))</dt><dd>\(say("role.\(membership.role.rawValue)"))</dd></dl>
            \(mayEnd ? ask(visit) : "<p class=\"notice\">\(say(refusal))</p>")
            <p>\(visit.link(SitePath("work", "members", membership.id), HTML(say("identity.member.end.not"))))</p>
            """)
        page.trail = [
            (
                say("identity.members.title"),
                SitePath("work", "members", query: [("organisation", membership.organisation)])
            )
        ]
        return page
    }

    private var refusal: String {
        isOwn
            ? "identity.members.fault.last.\(member.member.membership.role.rawValue)" : "identity.members.fault.change"
    }

    private func ask(_ visit: Visit) -> HTML {
        let say = visit.say
        let form = FormView(visit, action: SitePath("work", "members", member.member.membership.id, "end"))
        return """
            <p>\(say(isOwn ? "identity.member.leave.text" : "identity.member.end.text"))</p>
            \(if: isLast, "<p class=\"notice warning\">\(say("identity.member.end.last"))</p>")
            \(form.button(isOwn ? "identity.member.leave" : "identity.member.end", style: "danger"))
            """
    }

    var data: JSONText {
        JSONText(members: [("membership", member.data), ("own", JSONText(isOwn)), ("last", JSONText(isLast))])
    }
}
