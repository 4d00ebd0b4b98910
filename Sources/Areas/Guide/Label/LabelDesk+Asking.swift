internal import Rules
internal import Store
internal import Web

extension LabelDesk {
    /// The version in force.
    /// - Throws: `Problem.nothing` in a city without a label.
    func scheme() throws -> LabelScheme {
        guard let scheme = try snapshot().labels.scheme else { throw Problem.nothing }
        return scheme
    }

    func form(_ call: DeskCall) async throws -> DeskAnswer {
        let values = FormValues(call.query["site"].map { [("site", $0)] } ?? [])
        return .show(try await asking(call, values).page(call.visit), data: .null)
    }

    /// Places that the caller may ask for, and the form.
    private func asking(
        _ call: DeskCall, _ values: FormValues, faults: [Problem.Fault] = []
    ) async throws -> LabelFormPage {
        let caller = try call.member()
        let guide = try snapshot()
        let keys = try await workplace.database.read { connection in
            try connection.rows(
                """
                SELECT site.key AS key \(UpkeepScope.siteJoins)
                WHERE site.retired_at IS NULL AND \(UpkeepScope.sites(caller, .label, .edit))
                    AND \(UpkeepScope.unguarded)
                """
            ).map { try $0.get("key", as: String.self) }
        }
        let asked = values["site"]
        // Places of open data are found from their own pages: thousands of fountains are no list to choose from.
        let places = keys.compactMap { guide.site($0) }.filter {
            !$0.protected && (guide.origin(.site, $0.key) == nil || $0.key == asked)
        }
        return LabelFormPage(scheme: try scheme(), places: places, values: values, faults: faults)
    }

    func ask(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let scheme = try scheme()
        let form = call.form
        let claimed = scheme.criteria.map(\.key).filter(form.all("criteria").contains)
        var faults: [Problem.Fault] = []
        func fault(_ name: String, _ reason: String, _ phrase: String, _ holes: [String: String] = [:]) {
            faults.append(.init(name: name, reason: reason, phrase: phrase, holes: holes))
        }
        let owner = try await owner(form["site"], caller)
        if owner == nil { fault("site", "must be a place of the guide that you keep", "upkeep.fault.choice") }
        if owner?.isGuarded == true { faults.append(Self.fault(.protectedPlace, call.visit)) }
        if claimed.count < Set(form.all("criteria")).count {
            fault("criteria", "must be keys of the version in force", "upkeep.fault.choice")
        }
        let contact = form["contact"]
        if contact == nil { fault("contact", "is needed", "upkeep.fault.missing") }
        if let contact, contact.count > Self.longestContact {
            fault(
                "contact", "has more than \(Self.longestContact) characters", "upkeep.fault.tooLong",
                ["count": String(contact.count), "longest": String(Self.longestContact)])
        }
        if let owner, let contact, faults.isEmpty {
            let today = call.visit.zone.date(call.now)
            let id = try await workplace.database.write { connection in
                try LabelBook(workplace: workplace, connection: connection).ask(
                    site: owner.site, owner: owner.organisation, scheme: scheme, claimed: claimed, contact: contact,
                    caller, today: today, now: call.now)
            }
            if let id {
                return .done(.deskLabel(id), data: JSONText(members: [("id", JSONText(id))]), status: .created)
            }
            fault("site", "has a request that waits already", "label.desk.fault.open")
        }
        return .mend(try await asking(call, form, faults: faults).page(call.visit), faults)
    }

    private struct Owner: Sendable {
        var site: String
        var organisation: String?
        var isGuarded: Bool
    }

    /// Who keeps the place; `nil`: there is none that the caller may ask for.
    private func owner(_ key: String?, _ caller: Caller) async throws -> Owner? {
        guard let key else { return nil }
        let final = try snapshot().site(key)?.key ?? key
        return try await workplace.database.read { connection in
            guard
                let record = try UpkeepQueries.record(
                    connection, .site, final, where: UpkeepScope.sites(caller, .label, .edit)), record.isPublished
            else { return nil }
            return Owner(site: record.key, organisation: record.owner, isGuarded: record.isGuarded)
        }
    }
}
