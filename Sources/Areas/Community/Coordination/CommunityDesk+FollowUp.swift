internal import Rules
internal import Store
internal import Web

/// What the coordinator follows among members.
extension CommunityDesk {
    var followUpRoutes: [DeskRoute] {
        [
            DeskRoute(
                .get, "community", .rule(.organisation, .decide),
                "Organisations without manager or contacts, or long unconfirmed; invitations (coordinators)",
                handler: followUp)
        ]
    }

    private func followUp(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        guard caller.scope(.organisation, .decide) == .all else { throw Problem.nothing }
        let today = Self.today(call)
        let model = try await workplace.database.read { connection -> FollowUpPage in
            let book = try shelf.settledBook(connection)
            let managed = try around.managed(connection)
            var latest: [String: String] = [:]
            try connection.each(
                """
                SELECT organisation, max(confirmed) AS latest FROM contact WHERE left_at IS NULL
                GROUP BY organisation
                """
            ) { latest[try $0.get("organisation")] = try $0.get("latest") }
            let limit = today.adding(days: -WorkContact.askAfterDays).description
            let invitations =
                caller.scope(.member, .read) == .all ? try around.invitations(connection, call.now) : []
            return FollowUpPage(
                withoutManager: book.entries.filter { !managed.contains($0.organisation.key) }.map(\.organisation),
                withoutContact: book.entries.filter { latest[$0.organisation.key] == nil }.map(\.organisation),
                unconfirmed: book.entries.filter { latest[$0.organisation.key].map { $0 <= limit } ?? false }
                    .map(\.organisation),
                hasContacts: !latest.isEmpty,
                invitations: invitations.map { ($0, book[$0.organisation]?.organisation.name ?? $0.organisation) })
        }
        return .show(model.page(call.visit), data: model.json)
    }
}
