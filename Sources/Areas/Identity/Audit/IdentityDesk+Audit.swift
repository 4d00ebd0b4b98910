internal import Rules
internal import Store
internal import Web

/// The audit book, for those who answer for what is opened.
extension IdentityDesk {
    var auditRoutes: [DeskRoute] {
        let filters = [
            DeskRoute.Field("kind", "Kind of record. One of \(AuditKind.all.joined(separator: ", "))"),
            DeskRoute.Field("actor", "Id of an account"),
            DeskRoute.Field("from", "First day, YYYY-MM-DD"), DeskRoute.Field("to", "Last day, YYYY-MM-DD"),
            DeskRoute.Field("before", "What `next` said: the lines older than those"),
        ]
        return [
            DeskRoute(
                .get, "audit", .rule(.audit, .read), "Who read and wrote what", fields: filters, handler: auditList),
            DeskRoute(
                .get, "audit/{kind}/{id}", .rule(.audit, .read), "Who opened this record", fields: filters,
                handler: auditOfObject),
        ]
    }

    private func auditList(_ call: DeskCall) async throws -> DeskAnswer {
        try await audit(call, kind: nil, object: nil)
    }

    private func auditOfObject(_ call: DeskCall) async throws -> DeskAnswer {
        try await audit(call, kind: call["kind"], object: call["id"])
    }

    private func audit(_ call: DeskCall, kind: String?, object: String?) async throws -> DeskAnswer {
        let caller = try call.member()
        guard let scope = caller.scope(.audit, .read), let own = caller.organisation else { throw Problem.nothing }
        let zone = call.visit.zone
        var faults: [Problem.Fault] = []
        func day(_ name: String) -> LocalDate? {
            guard let text = call.query[name] else { return nil }
            if let day = LocalDate(text) { return day }
            faults.append(DeskSheet.fault(name, "is not a day such as 2026-11-21", "identity.audit.fault.day"))
            return nil
        }
        var filter = AuditFilter(organisation: scope == .all ? nil : own, wards: caller.wards)
        filter.kind = kind ?? call.query["kind"]
        filter.object = object
        filter.actor = call.query["actor"]
        filter.from = day("from").map { zone.instant($0, minutes: 0) }
        filter.until = day("to").map { zone.instant($0.adding(days: 1), minutes: 0) }
        let cursor = AuditCursor(keys: keys, caller: caller)
        if let text = call.query["before"] {
            guard let before = cursor.read(text) else {
                throw Problem(.badRequest, "This is not what `next` said; begin again without `before`.")
            }
            filter.before = before
        }
        let (asked, wrong) = (filter, faults)
        let page = try await workplace.database.write { connection -> AuditPage in
            let lines = try asked.lines(connection)
            // Whoever looks into the book is in the book.
            try workplace.note(
                connection, AuditEntry(caller, .list, "audit", nil, note: asked.kind.map { _ in "filtered" }),
                now: call.now)
            return AuditPage(
                lines: lines, names: try AuditNames(connection, workplace, lines, for: caller), kind: kind,
                object: object, values: call.query, faults: wrong, cursor: cursor)
        }
        return .show(page.page(call.visit), data: page.data)
    }
}
