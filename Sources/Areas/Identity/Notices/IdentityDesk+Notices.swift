internal import Rules
internal import Store
internal import Web

/// What awaits a member. Whether it still may be seen is decided where it leads.
extension IdentityDesk {
    var noticeRoutes: [DeskRoute] {
        [
            DeskRoute(
                .get, "notices", .rule(.account, .read), "What awaits", faces: Self.accountIsForBrowsers,
                handler: notices),
            DeskRoute(
                .post, "notices/read", says: "notices-read", .rule(.account, .edit), "Marks notices as read",
                fields: [.init("id", "Ids; none: all", isList: true)], faces: Self.accountIsForBrowsers,
                handler: markRead),
        ]
    }

    private func notices(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let items = try await workplace.database.read { try Identity.awaiting($0, caller, limit: 200) }
        return .show(NoticesPage.page(call.visit, items), data: .null)
    }

    private func markRead(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let ids = call.form.all("id")
        try await workplace.database.write { connection in
            let bound: SQL = ids.isEmpty ? "" : " AND id IN (\(list: ids))"
            try connection.execute(
                """
                UPDATE notification SET read_at = \(call.now.milliseconds)
                WHERE account = \(caller.account) AND read_at IS NULL
                """ + bound)
        }
        return .done(SitePath("work", "notices"), data: .null)
    }
}

enum NoticesPage {
    static func page(_ visit: Visit, _ items: [AwaitingItem]) -> Page {
        let say = visit.say
        let form = FormView(visit, action: SitePath("work", "notices", "read"))
        let lines = items.map { item in
            """
            <li><p>\(visit.link(item.address, HTML(say("notice.\(item.kind)"))))\
             <span class="hint">\(DeskSheet.moment(item.at, visit))</span></p>\
            \(form.button("identity.notices.read", hidden: [("id", item.id)]))</li>
            """ as HTML
        }
        return DeskSheet.page(
            visit, "identity.notices.title",
            items.isEmpty
                ? "<p class=\"empty\">\(say("identity.notices.none"))</p>"
                : "<ul>\(lines)</ul>\(form.button("identity.notices.read-all"))")
    }
}
