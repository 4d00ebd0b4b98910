internal import Rules
internal import Store
internal import Web

/// The members of an organisation, for those who answer for them.
extension IdentityDesk {
    var memberRoutes: [DeskRoute] {
        let organisation = DeskRoute.Field("organisation", "Key; one's own when left out")
        let role = DeskRoute.Field("role", "One that the caller may give")
        let wards = DeskRoute.Field("wards", "Those that the caller may give", isList: true)
        return [
            DeskRoute(
                .get, "members", .rule(.member, .read), "The people of an organisation, and open invitations",
                fields: [organisation],
                handler: memberList),
            DeskRoute(
                .get, "members/invitation", .rule(.member, .edit), "The form of an invitation", fields: [organisation],
                handler: inviteForm),
            DeskRoute(
                .post, "members/invitation", says: "invited", .rule(.member, .edit), "Invites somebody by e-mail",
                fields: [
                    .init("id", "A UUID of version 7 made with the form"), organisation, .init("email", "Address"),
                    role, wards, .init("language", "Of the letter"),
                ], handler: invite),
            DeskRoute(
                .post, "members/invitation/{id}/withdrawal", says: "invitation-withdrawn", .rule(.member, .edit),
                "Withdraws an invitation",
                handler: withdrawInvitation),
            DeskRoute(
                .get, "members/{id}", .rule(.member, .read), "One membership", handler: member),
            DeskRoute(
                .post, "members/{id}", says: "saved", .rule(.member, .edit), "Changes role and wards",
                fields: [role, wards, .init("seen", "Role and wards that the form showed")], handler: changeMember),
            DeskRoute(
                .get, "members/{id}/end", .rule(.member, .edit), "What it means to end it, before it is done",
                handler: endForm),
            DeskRoute(
                .post, "members/{id}/end", says: "membership-ended", .rule(.member, .edit), "Ends the membership",
                handler: endMember),
        ]
    }

    /// The organisation that the right is bounded to; `nil`: all.
    private func bound(_ caller: Caller, _ action: Permission.Action) throws -> String? {
        guard let scope = caller.scope(.member, action), let own = caller.organisation else { throw Problem.nothing }
        return scope == .all ? nil : own
    }

    private func organisation(
        _ asked: String?, _ caller: Caller, _ action: Permission.Action
    ) throws -> String {
        guard let own = caller.organisation else { throw Problem.nothing }
        let key = asked ?? own
        guard caller.may(action, .member, owner: key) else { throw Problem.nothing }
        return key
    }

    private func giver(_ caller: Caller) throws -> Caller.Membership {
        guard let membership = caller.membership else { throw Problem.nothing }
        return membership
    }

    // MARK: Seeing

    private func memberList(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let choice = try await choice(call.query["organisation"], caller)
        if let choice, choice.key == nil { return .show(choice.page(call.visit), data: choice.data) }
        let key = try organisation(choice?.key ?? call.query["organisation"], caller, .read)
        let page = try await workplace.database.write { connection -> MembersPage in
            guard try connection.row("SELECT key FROM organisation WHERE key = \(key)") != nil else {
                throw Problem.nothing
            }
            let members = try MembershipTable().members(connection, of: key)
            try workplace.note(connection, AuditEntry(caller, .list, "member", nil, note: key), now: call.now)
            return MembersPage(
                key: key, organisation: try OrganisationName.of(connection, key),
                members: members, names: try workplace.names(connection, of: members.map(\.account)),
                invitations: try invitations.list(connection, of: key, now: call.now),
                mayChoose: caller.scope(.member, .read) == .all,
                mayEdit: caller.may(.edit, .member, owner: key))
        }
        return .show(page.page(call.visit), data: page.data)
    }

    /// What words were typed for, by whoever may look at all organisations.
    /// - Returns: `nil` when it is a key, or the caller's own.
    /// - Throws: `Problem.nothing` when no organisation has the words.
    private func choice(_ typed: String?, _ caller: Caller) async throws -> OrganisationChoice? {
        guard let typed, !typed.isEmpty, caller.scope(.member, .read) == .all else { return nil }
        let names = try await workplace.database.read { try OrganisationName.all($0) }
        if names[typed] != nil { return nil }
        let choice = OrganisationChoice(typed, among: names)
        if choice.found.isEmpty { throw Problem.nothing }
        return choice
    }

    private func member(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let (bound, giver, id) = (try bound(caller, .read), try giver(caller), call["id"])
        let page = try await workplace.database.write { connection -> MemberPage in
            guard let member = try MembershipTable().member(connection, id, within: bound) else {
                throw Problem.nothing
            }
            try workplace.note(connection, AuditEntry(caller, .read, "member", member.membership.id), now: call.now)
            return try memberPage(connection, member, giver, call, FormValues(), [])
        }
        return .show(page.page(call.visit), data: page.data)
    }

    private func memberPage(
        _ connection: Connection, _ member: MembershipTable.Member, _ giver: Caller.Membership, _ call: DeskCall,
        _ values: FormValues, _ faults: [Problem.Fault]
    ) throws -> MemberPage {
        MemberPage(
            member: member, name: try workplace.names(connection, of: [member.account])[member.account] ?? "",
            organisation: try OrganisationName.of(connection, member.membership.organisation),
            giver: giver, values: values, faults: faults)
    }

    // MARK: Inviting

    private func inviteForm(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let key = try organisation(call.query["organisation"], caller, .edit)
        let id = UUIDv7().description
        let page = InvitePage(
            key: key, organisation: try await existing(key), id: id, giver: try giver(caller),
            values: FormValues([("language", call.visit.language)]), faults: [])
        return .show(page.page(call.visit), data: JSONText(members: [("id", JSONText(id))]))
    }

    /// The name of the organisation: who may invite everywhere may still ask for one that is not there.
    private func existing(_ key: String) async throws -> String {
        try await workplace.database.read { connection in
            guard try connection.row("SELECT key FROM organisation WHERE key = \(key)") != nil else {
                throw Problem.nothing
            }
            return try OrganisationName.of(connection, key)
        }
    }

    private func invite(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let (giver, key) = (try giver(caller), try organisation(call.form["organisation"], caller, .edit))
        let name = try await existing(key)
        let address = AccountTable.address(call.form["email"])
        let language = call.form["language"] ?? call.visit.settings.languages.preferred
        let (role, wards, rightsFaults) = rights(call.form, giver)
        let id = call.form["id"].map { UUIDv7($0)?.description } ?? UUIDv7().description
        var faults = rightsFaults
        if address == nil {
            faults.append(DeskSheet.fault("email", "is not an e-mail address", "identity.fault.email"))
        }
        if !call.visit.deskLanguages.contains(language) {
            faults.append(DeskSheet.fault("language", "is not offered", "identity.fault.language"))
        }
        func mend(_ faults: [Problem.Fault]) -> DeskAnswer {
            .mend(
                InvitePage(
                    key: key, organisation: name, id: id ?? UUIDv7().description, giver: giver, values: call.form,
                    faults: faults
                ).page(call.visit), faults)
        }
        guard let address, let role, let id, faults.isEmpty else { return mend(faults) }
        let isMember = try await workplace.database.write { connection -> Bool in
            let known = try accounts.find(connection, address: address)
            // Nobody gives rights to themself, the city's coordinator neither: somebody else must want it.
            if known?.id == caller.account { return true }
            if let known,
                try MembershipTable().current(connection, of: known.id).contains(where: { $0.organisation == key })
            {
                return true
            }
            guard
                let secret = try invitations.make(
                    connection, id: id, organisation: key, role: role, wards: wards, address: address,
                    language: language, by: caller.account, now: call.now)
            else { return false }
            try workplace.write(
                connection, to: address, language: language, kind: "invitation",
                holes: ["path": "work/invitation/\(secret)", "organisation": name], event: "invitation/\(id)",
                now: call.now)
            var entry = AuditEntry(caller, .decide, "invitation", id, note: role.rawValue)
            entry.organisation = key
            try workplace.note(connection, entry, now: call.now)
            return false
        }
        if isMember {
            return mend([DeskSheet.fault("email", "is a member already", "identity.members.fault.known")])
        }
        return .done(
            SitePath("work", "members", query: [("organisation", key)]),
            data: JSONText(members: [("id", JSONText(id))]), status: .created)
    }

    private func withdrawInvitation(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let (bound, id) = (try bound(caller, .edit), call["id"])
        try await workplace.database.write { connection in
            guard try invitations.withdraw(connection, id, within: bound, now: call.now) else { throw Problem.nothing }
            try workplace.note(connection, AuditEntry(caller, .erase, "invitation", id), now: call.now)
        }
        return .done(SitePath("work", "members"), data: .null)
    }

    /// Role and wards as they were typed, when the giver may give them.
    private func rights(
        _ form: FormValues, _ giver: Caller.Membership
    ) -> (role: Role?, wards: Set<Ward>, faults: [Problem.Fault]) {
        var faults: [Problem.Fault] = []
        let role = form["role"].flatMap { Role(rawValue: $0) }
        if form["role"] == nil {
            faults.append(DeskSheet.fault("role", "is needed", "identity.members.fault.noRole"))
        } else if role.map({ MemberRules.givable(by: giver).contains($0) }) != true {
            faults.append(DeskSheet.fault("role", "is not one that you may give", "identity.members.fault.role"))
        }
        let typed = form.all("wards").map { Ward(rawValue: $0) }
        let wards = Set(typed.compactMap { $0 })
        if typed.contains(nil) || !wards.isSubset(of: MemberRules.givableWards(by: giver)) {
            faults.append(DeskSheet.fault("wards", "are not those that you may give", "identity.members.fault.wards"))
        }
        return (role, wards, faults)
    }

    // MARK: Changing

    private func changeMember(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let (bound, giver, id) = (try bound(caller, .edit), try giver(caller), call["id"])
        let (role, asked, rightsFaults) = rights(call.form, giver)
        enum Outcome {
            case done
            case faulty(MemberPage, stale: Bool)
        }
        let outcome = try await workplace.database.write { connection -> Outcome in
            guard let member = try MembershipTable().member(connection, id, within: bound) else {
                throw Problem.nothing
            }
            func faulty(_ faults: [Problem.Fault], stale: Bool = false) throws -> Outcome {
                .faulty(try memberPage(connection, member, giver, call, call.form, faults), stale: stale)
            }
            guard MemberRules.mayChange(giver, member.membership) else {
                return try faulty([DeskSheet.fault("role", "is not yours to change", "identity.members.fault.change")])
            }
            guard let role, rightsFaults.isEmpty else { return try faulty(rightsFaults) }
            let wards = MemberRules.wards(asked, before: member.membership.wards, by: giver)
            let isStale = call.form["seen"].map { $0 != MemberPage.seen(member.membership) } ?? false
            guard !isStale,
                try MembershipTable().change(connection, member.membership, role: role, wards: wards)
            else {
                return try faulty(
                    [DeskSheet.fault("role", "was changed meanwhile", "identity.members.fault.stale")], stale: true)
            }
            // What they hold was made for other rights: they sign in again, and make their keys again.
            try sessions.endAll(connection, actingFor: member.membership.id, now: call.now)
            var entry = AuditEntry(caller, .change, "membership", member.membership.id, note: role.rawValue)
            entry.organisation = member.membership.organisation
            try workplace.note(connection, entry, now: call.now)
            return .done
        }
        switch outcome {
        case .done: return .done(SitePath("work", "members", id), data: JSONText(members: [("id", JSONText(id))]))
        case .faulty(let page, let isStale):
            return .mend(
                page.page(call.visit), page.faults, status: isStale ? .conflict : .unprocessableContent)
        }
    }

    /// Shown before anything is done: a press beside another one would lock somebody out.
    private func endForm(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let (bound, giver, id) = (try bound(caller, .edit), try giver(caller), call["id"])
        let page = try await workplace.database.read { connection -> MembershipEndPage in
            guard let member = try MembershipTable().member(connection, id, within: bound) else {
                throw Problem.nothing
            }
            return MembershipEndPage(
                member: try memberPage(connection, member, giver, call, FormValues(), []),
                isLast: try isLast(connection, member.membership))
        }
        return .show(page.page(call.visit), data: page.data)
    }

    /// Whether nobody else there has this role, of which an organisation keeps one.
    private func isLast(_ connection: Connection, _ membership: Caller.Membership) throws -> Bool {
        try MemberRules.isNeeded(membership.role)
            && MembershipTable().count(connection, membership.role, of: membership.organisation) < 2
    }

    private func endMember(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let (bound, giver, id) = (try bound(caller, .edit), try giver(caller), call["id"])
        let page = try await workplace.database.write { connection -> MemberPage? in
            guard let member = try MembershipTable().member(connection, id, within: bound) else {
                throw Problem.nothing
            }
            let isOwn = member.membership.id == giver.id
            if isOwn, try isLast(connection, member.membership) {
                let phrase = "identity.members.fault.last.\(member.membership.role.rawValue)"
                return try memberPage(
                    connection, member, giver, call, FormValues(),
                    [DeskSheet.fault("role", "somebody else must take over first", phrase)])
            }
            guard isOwn || MemberRules.mayChange(giver, member.membership) else {
                return try memberPage(
                    connection, member, giver, call, FormValues(),
                    [DeskSheet.fault("role", "is not yours to change", "identity.members.fault.change")])
            }
            try MembershipTable().end(connection, id, by: caller.account, now: call.now)
            try sessions.endAll(connection, actingFor: id, now: call.now)
            var entry = AuditEntry(caller, .erase, "membership", id)
            entry.organisation = member.membership.organisation
            try workplace.note(connection, entry, now: call.now)
            return nil
        }
        if let page { return .mend(page.page(call.visit), page.faults) }
        if id == giver.id { return .done(SitePath("work", "sign-in"), data: .null).signingOut() }
        return .done(SitePath("work", "members"), data: .null)
    }
}
