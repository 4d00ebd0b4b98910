internal import Rules
internal import Store
internal import Web

/// A member's home: what awaits, gathered from every area, each with its own rights.
extension CommunityDesk {
    var homeRoutes: [DeskRoute] {
        [DeskRoute(.get, "", .rule(.account, .read), "What awaits me", handler: home)]
    }

    private func home(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let sections = try await workplace.database.read { connection -> [HomeSection] in
            var sections: [HomeSection] = []
            for part in around.awaiting {
                if let section = try part(connection, caller, call.visit, call.now) { sections.append(section) }
            }
            return sections + [try ownSection(connection, caller, call)].compactMap { $0 }
        }
        let model = HomeView(
            caller: caller, sections: sections.filter { !$0.items.isEmpty || $0.empty != nil },
            readsDirectory: caller.scope(.directory, .read) != nil,
            follows: caller.scope(.organisation, .decide) == .all)
        return .show(model.page(call.visit), data: model.json)
    }

    /// What an organisation's manager has to look at among its own words and contacts.
    private func ownSection(_ connection: Connection, _ caller: Caller, _ call: DeskCall) throws -> HomeSection? {
        guard let key = caller.organisation, caller.may(.edit, .organisation, owner: key) else { return nil }
        let book = try shelf.settledBook(connection)
        guard let entry = book[key] else { return nil }
        let path = SitePath.deskOrganisation(key)
        var items: [HomeSection.Item] = []
        let today = Self.today(call)
        let old = try old(connection, key, today)
        if old.count > 0 {
            items.append(
                HomeSection.Item(
                    words: call.visit.say("contact.toConfirm", count: old.count), path: path, date: old.since,
                    urgency: .late))
        }
        let gaps = OrganisationGaps(entry, book)
        if !gaps.isEmpty {
            items.append(HomeSection.Item(words: gaps.words(call.visit), path: path.adding("edit")))
        }
        return HomeSection(
            name: "organisation", title: call.visit.say("desk.home.organisation"), items: items,
            empty: call.visit.say("desk.home.organisation.empty"), more: path)
    }

    /// Contacts that nobody confirmed for a year: how many, and since when the first is due.
    func old(_ connection: Connection, _ organisation: String, _ today: LocalDate) throws -> (
        count: Int, since: LocalDate?
    ) {
        let limit = today.adding(days: -WorkContact.askAfterDays)
        guard
            let row = try connection.row(
                """
                SELECT count(*) AS number, min(confirmed) AS first FROM contact
                WHERE organisation = \(organisation) AND left_at IS NULL AND confirmed <= \(limit.description)
                """)
        else { return (0, nil) }
        let first = try row.optional("first", as: String.self).flatMap { LocalDate($0) }
        return (try row.get("number"), first?.adding(days: WorkContact.askAfterDays))
    }
}
