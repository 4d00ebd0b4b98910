internal import Files
internal import Rules
internal import Store
internal import Web

extension GuideDesk {
    func formRoutes(_ kind: RecordName.Kind) -> [DeskRoute] {
        let folder = Self.folder(kind)
        let facts = Self.factFields(kind)
        let doing = DeskRoute.Field(
            "do",
            "look (show what it would be, write nothing), draft, propose, or publish: as far as the caller may go.")
        let creation =
            facts + [
                doing, Self.whyField, Self.nightField,
                .init("id", "UUIDv7 made by the sender: sent twice, one record is made."),
            ]
            + (kind == .service ? [.init("site", "Key of the place.", isNeeded: true), Self.sureField] : [])
        return [
            DeskRoute(
                .get, "\(folder)/new", .rule(.service, .edit), "The form of a new record.",
                fields: kind == .service ? [.init("site", "Key of the place.")] : []
            ) { try await newForm($0, kind) },
            DeskRoute(
                .post, "\(folder)/new", says: ["saved", "published", "proposed", "draft"], .rule(.service, .edit),
                "Makes a record: a draft, a proposal, or published.",
                fields: creation, largestBody: 262_144
            ) { try await create($0, kind) },
            DeskRoute(.get, "\(folder)/{key}/edit", .rule(.service, .edit), "The form of a record.") { call in
                let sight = try await sight(call, kind, call["key"], .edit)
                return .show(
                    try await form(call, kind, sight, values: nil).page(call.visit),
                    data: UpkeepJSON.record(sight, call.visit.settings))
            },
            DeskRoute(
                .post, "\(folder)/{key}/edit", says: ["published", "proposed", "draft"], .rule(.service, .edit),
                "Changes facts. A program sends only those that change.",
                fields: facts + [doing, Self.whyField, Self.versionField, Self.nightField]
                    + (kind == .service ? [Self.sureField] : []),
                largestBody: 262_144
            ) { try await edit($0, kind) },
        ]
    }

    static let nightField = DeskRoute.Field(
        "exception-night", "Of pages: hours of exceptions that go over midnight, once more. Programs are not asked.")

    private static let sureField = DeskRoute.Field(
        "hours-sure",
        "Of pages: the new hours once more, when they close days that were open or go over midnight. Programs are not asked."
    )

    /// Whether the new hours are asked about; people only, and only when something would be written.
    private func asked(
        _ reader: inout UpkeepReader, _ call: DeskCall, _ kind: RecordName.Kind, _ record: UpkeepRecord?,
        _ facts: UpkeepFacts, _ wish: UpkeepWriting.Wish?
    ) throws -> HoursChange? {
        guard call.face == .page, wish != nil else { return nil }
        let zone = try snapshot().hours.zone
        reader.askNights(
            try UpkeepRecord.closures(facts, kind), former: try record.map { try $0.closures } ?? [], zone: zone,
            today: today(call))
        guard kind == .service else { return nil }
        let former = record.flatMap { $0.isPublished ? $0.current : $0.working }?["hours"]?.string
        let change = HoursChange(
            from: former, to: facts["hours"]?.string, today: today(call), zone: zone,
            country: call.visit.settings.country)
        guard let change, reader.form["hours-sure"] != change.hours else { return nil }
        reader.fault(
            "hours-sure", "days that were open would be closed, or hours go over midnight: send the hours once more",
            "upkeep.fault.sure")
        return change
    }

    private static func factFields(_ kind: RecordName.Kind) -> [DeskRoute.Field] {
        let names = (kind == .service ? ServiceForm.groups : SiteForm.groups).flatMap { $0 }
        let lists: Set<String> = [
            "needs", "publics", "statuses", "conditions", "languages", "accessibility", "amenities", "week-from",
            "week-to", "exception-from", "exception-to", "exception-hours", "exception-in", "exception-reason",
            "capacity", "capacity-in", "capacity-label",
        ]
        let texts: Set<String> = ["name", "description", "price", "bring"]
        return names.map { name in
            let isText = texts.contains(name.hasSuffix("-in") ? String(name.dropLast(3)) : name)
            return DeskRoute.Field(name, UpkeepWords.meaning(of: name), isList: isText || lists.contains(name))
        }
    }

    // MARK: A new one

    private func newForm(_ call: DeskCall, _ kind: RecordName.Kind) async throws -> DeskAnswer {
        let caller = try call.member()
        let sites = try await ownSites(caller)
        var values =
            kind == .service
            ? ServiceForm.values(GuideQueries.blankService, settings: call.visit.settings)
            : SiteForm.values(GuideQueries.blankSite, settings: call.visit.settings)
        if let site = call.query["site"], sites.contains(where: { $0.key == site }) {
            values.pairs.append(("site", site))
        }
        values.pairs += [("do", "publish"), ("confirmed", "on")]
        values.pairs.append(("id", UUIDv7().description))
        let page = try await form(call, kind, nil, values: values, sites: sites)
        return .show(
            try page.page(call.visit),
            data: JSONText(members: [("sites", JSONText(sites.map(\.key)))]))
    }

    private func create(_ call: DeskCall, _ kind: RecordName.Kind) async throws -> DeskAnswer {
        let caller = try call.member()
        let sites = try await ownSites(caller)
        let id = call.form["id"].flatMap { UUIDv7($0) } ?? UUIDv7()
        if let made = try await madeBefore(id, caller) {
            return .done(Self.path(made.kind, made.key), data: JSONText(members: [("id", JSONText(made.key))]))
        }
        try refuseBeyond(call.form, caller)
        var reader = UpkeepReader(call.form, visit: call.visit, taxonomy: try snapshot().taxonomy)
        var facts = try read(&reader, kind, onto: nil, caller, call)
        let site = call.form["site"] ?? ""
        if kind == .service, !sites.contains(where: { $0.key == site }) {
            reader.fault("site", "is not a place that you keep", "upkeep.fault.site")
        }
        let wish = wish(&reader)
        let asked = try asked(&reader, call, kind, nil, facts, wish)
        if !reader.faults.isEmpty || wish == nil {
            var page = try await form(
                call, kind, nil, values: call.form, faults: reader.faults, sites: sites,
                draft: reader.faults.isEmpty ? facts : nil)
            page.asked = asked
            if reader.faults.isEmpty { return .show(try page.page(call.visit), data: UpkeepJSON.facts(facts)) }
            return .mend(try page.page(call.visit), reader.faults)
        }
        if kind == .service { facts["site"] = .string(site) }
        if kind == .site, facts["operatedBy"] == nil, let own = caller.organisation {
            facts["operatedBy"] = .string(own)
        }
        let (whole, settings, goal) = (facts, call.visit.settings, wish ?? .draft)
        do {
            let (key, state) = try await workplace.database.write { connection -> (String, UpkeepRevision.State) in
                var facts = whole
                let key = try UpkeepKeys.free(connection, kind, facts, organisation: caller.organisation, settings)
                facts["key"] = .string(key)
                let writing = writing(connection, call, caller)
                try writing.create(kind, facts: facts)
                guard let record = try UpkeepQueries.record(connection, kind, key) else { throw Problem.nothing }
                let state = try writing.change(
                    record, to: facts, act: .create, why: Self.why(call.form), wish: goal, replacesOpen: true, id: id)
                return (key, state)
            }
            return .done(
                Self.path(kind, key), data: JSONText(members: [("id", JSONText(key))]), status: .created,
                says: state.rawValue)
        } catch is UpkeepRefusal {
            return try await gone(call, kind, nil)
        }
    }

    private func madeBefore(_ id: UUIDv7, _ caller: Caller) async throws -> RecordName? {
        try await workplace.database.read { connection in
            guard
                let row = try connection.row(
                    "SELECT kind, key FROM guide_revision WHERE id = \(id) AND account = \(caller.account)"),
                let kind = RecordName.Kind(rawValue: try row.get("kind"))
            else { return nil }
            return RecordName(kind, try row.get("key"))
        }
    }

    /// Places at which the caller may offer something.
    func ownSites(_ caller: Caller) async throws -> [Site] {
        let guide = try snapshot()
        return try await workplace.database.read { connection in
            try UpkeepQueries.sites(connection, caller, .edit).compactMap { row in
                let isRetired = try row.optional("retired_at", as: Int64.self) != nil
                let source: String = try row.get("source")
                if try row.optional("archived_at", as: Int64.self) != nil { return nil }
                if isRetired, source != UpkeepRecord.ownSource { return nil }
                return try Self.listed(connection, row.get("key"), row, guide: guide, isNew: isRetired)
            }
        }
    }

    // MARK: An edit

    private func edit(_ call: DeskCall, _ kind: RecordName.Kind) async throws -> DeskAnswer {
        let caller = try call.member()
        let sight = try await sight(call, kind, call["key"], .edit)
        let record = sight.record
        try refuseBeyond(call.form, caller)
        var sent = call
        if call.face == .program {
            sent.form = UpkeepValues.completed(
                call.form, with: try Self.values(record, call.visit.settings),
                groups: kind == .service ? ServiceForm.groups : SiteForm.groups)
        }
        var reader = UpkeepReader(sent.form, visit: call.visit, taxonomy: try snapshot().taxonomy)
        let facts = try read(&reader, kind, onto: record, caller, sent)
        let wish = wish(&reader)
        if call.form["version"] != record.version {
            return try await conflict(sent, kind, sight, facts, UpkeepMerge.fields(record.working, facts))
        }
        let asked = try asked(&reader, sent, kind, record, facts, wish)
        if !reader.faults.isEmpty || wish == nil {
            var page = try await form(
                sent, kind, sight, values: sent.form, faults: reader.faults, draft: reader.faults.isEmpty ? facts : nil)
            page.asked = asked
            if reader.faults.isEmpty { return .show(try page.page(call.visit), data: UpkeepJSON.facts(facts)) }
            return .mend(try page.page(call.visit), reader.faults)
        }
        let goal = wish ?? .draft
        do {
            let state = try await workplace.database.write { connection -> UpkeepRevision.State? in
                let now = try UpkeepQueries.record(connection, kind, record.key, caller, .edit)
                guard now.version == record.version else { return nil }
                return try writing(connection, call, caller).change(
                    now, to: facts, act: .edit, why: Self.why(call.form), wish: goal, replacesOpen: true)
            }
            guard let state else {
                let fresh = try await self.sight(call, kind, record.key, .edit)
                return try await conflict(
                    sent, kind, fresh, facts, UpkeepMerge.fields(fresh.record.working, facts))
            }
            return .done(
                Self.path(kind, record.key),
                data: JSONText(members: [("id", JSONText(record.key)), ("state", JSONText(state.rawValue))]),
                says: state.rawValue)
        } catch let clash as UpkeepMerge.Conflict {
            return try await conflict(sent, kind, sight, facts, clash.fields)
        } catch is UpkeepRefusal {
            return try await gone(sent, kind, sight)
        }
    }

    /// Someone was faster: both are shown, nothing that was typed is lost, and sending it again decides.
    private func conflict(
        _ call: DeskCall, _ kind: RecordName.Kind, _ sight: UpkeepSight, _ facts: UpkeepFacts, _ fields: [String]
    ) async throws -> DeskAnswer {
        let other = sight.record.openChange == nil ? sight.record.current : sight.record.working
        var page = try await form(call, kind, sight, values: call.form)
        page.clash = UpkeepFormPage.Clash(fields: fields, ours: facts, theirs: other)
        let faults = fields.map {
            Problem.Fault(
                name: $0, reason: "someone else changed it meanwhile; the version is now \(sight.record.version)",
                phrase: "upkeep.fault.conflict")
        }
        let version = Problem.Fault(
            name: "version", reason: "is now \(sight.record.version)", phrase: "upkeep.fault.conflict")
        return .mend(
            try page.page(call.visit), faults.isEmpty ? [version] : faults, status: .conflict)
    }

    private func gone(_ call: DeskCall, _ kind: RecordName.Kind, _ sight: UpkeepSight?) async throws -> DeskAnswer {
        let fault = Problem.Fault(
            name: "site", reason: "the place is archived, or no longer in its file", phrase: "upkeep.fault.placeGone")
        let sites = sight == nil ? try await ownSites(try call.member()) : []
        return .mend(
            try await form(call, kind, sight, values: call.form, faults: [fault], sites: sites).page(call.visit),
            [fault])
    }

    // MARK: Reading

    static func values(_ record: UpkeepRecord, _ settings: TerritorySettings) throws -> FormValues {
        switch record.kind {
        case .service: ServiceForm.values(try UpkeepRecord.service(record.working), settings: settings)
        case .site: SiteForm.values(try UpkeepRecord.site(record.working), settings: settings)
        }
    }

    private func read(
        _ reader: inout UpkeepReader, _ kind: RecordName.Kind, onto record: UpkeepRecord?, _ caller: Caller,
        _ call: DeskCall
    ) throws -> UpkeepFacts {
        let guide = try snapshot()
        let organisations =
            caller.scope(.service, .edit) == .all ? Set(guide.organisations.map(\.key)) : nil as Set<String>?
        switch kind {
        case .service:
            let former = try record.map { try UpkeepRecord.service($0.working) } ?? GuideQueries.blankService
            return try UpkeepRecord.facts(
                of: ServiceForm.read(&reader, onto: former, organisations: organisations, today: today(call)))
        case .site:
            let former = try record.map { try UpkeepRecord.site($0.working) } ?? GuideQueries.blankSite
            return try UpkeepRecord.facts(
                of: SiteForm.read(
                    &reader, onto: former, sites: Set(guide.sites.map(\.key)), organisations: organisations,
                    mayProtect: caller.wards.contains(.protectedPlaces), today: today(call)))
        }
    }

    /// What a caller may not set does not exist for them.
    private func refuseBeyond(_ form: FormValues, _ caller: Caller) throws {
        var beyond: [String] = []
        if !caller.wards.contains(.protectedPlaces) { beyond.append("protected") }
        if caller.scope(.service, .edit) != .all { beyond.append("operator") }
        let faults = beyond.filter { name in form.pairs.contains { $0.name == name } }
        guard faults.isEmpty else {
            throw Problem(
                .badRequest, "The request has a value that this address does not take.",
                faults: faults.map { .init(name: $0, reason: "is not a value of this address") })
        }
    }

    /// `nil`: only to be looked at.
    private func wish(_ reader: inout UpkeepReader) -> UpkeepWriting.Wish? {
        switch reader.form["do"] ?? "draft" {
        case "look": return nil
        case let text:
            if let wish = UpkeepWriting.Wish(rawValue: text) { return wish }
            reader.fault("do", "must be look, draft, propose or publish", "upkeep.fault.choice")
            return nil
        }
    }

    private func form(
        _ call: DeskCall, _ kind: RecordName.Kind, _ sight: UpkeepSight?, values: FormValues?,
        faults: [Problem.Fault] = [], sites: [Site] = [], draft: UpkeepFacts? = nil
    ) async throws -> UpkeepFormPage {
        let caller = try call.member()
        let guide = try snapshot()
        var shown = try values ?? sight.map { try Self.values($0.record, call.visit.settings) } ?? FormValues()
        if values == nil { shown.pairs.append(("do", "publish")) }
        var fortnight: UpkeepFortnight?
        if kind == .service {
            let facts = draft ?? (faults.isEmpty ? sight?.record.working : nil)
            let place = sight?.place ?? sites.first { $0.key == shown["site"] }
            if let facts, let place {
                fortnight = UpkeepFortnight(
                    try UpkeepRecord.service(facts), at: place, guide: guide, now: call.now)
            }
        }
        return UpkeepFormPage(
            kind: kind, sight: sight, guide: guide, values: shown, faults: faults, sites: sites,
            maySetOperator: caller.scope(.service, .edit) == .all,
            mayProtect: caller.wards.contains(.protectedPlaces),
            decides: caller.scope(.service, .decide) != nil, fortnight: fortnight, isLooked: draft != nil)
    }
}

/// Keys of records that are made at the desk: readable, and never those of another record.
enum UpkeepKeys {
    /// `lantern-house-evening-meal`: the organisation, then the name in the city's language.
    static func free(
        _ connection: Connection, _ kind: RecordName.Kind, _ facts: UpkeepFacts, organisation: String?,
        _ settings: TerritorySettings
    ) throws -> String {
        let name = LocalisedText(facts["name"]?.object?.compactMapValues(\.string) ?? [:])
        let words = name.read(in: settings.languages.required.first ?? "en", fallbacks: ["en", "fr"]).words
        let owner = facts["operatedBy"]?.string ?? organisation ?? "desk"
        var slug = NameFolding.slug(words)
        if slug.isEmpty { slug = kind.rawValue }
        var wanted = String("\(owner)-\(slug)".prefix(70))
        while wanted.hasSuffix("-") { wanted.removeLast() }
        // Keys of open data begin with the key of their source: an import must never find its own key taken.
        let sources = try connection.rows("SELECT key FROM source_document").map { try $0.get("key", as: String.self) }
        if sources.contains(where: { wanted.hasPrefix("\($0)-") }) { wanted = "desk-\(wanted)" }
        var taken: Set<String> = ["new"]
        try connection.each(
            "SELECT key FROM site UNION SELECT key FROM service UNION SELECT key FROM guide_revision"
        ) { taken.insert(try $0.get("key")) }
        return SourceKeys.free(wanted, taken: taken)
    }
}
