internal import Rules
internal import Store
internal import Web

/// Making and changing events: the next dates are shown in words before anything is kept.
extension EventsDesk {
    func newForm(_ call: DeskCall) async throws -> DeskAnswer {
        let values = FormValues([("repeat", "weekly"), ("registration", "none"), ("free", "on")])
        return .show(try page(nil, values, call).page(call.visit), data: .null)
    }

    func form(_ call: DeskCall) async throws -> DeskAnswer {
        let stored = try await workplace.database.read { try find($0, call, .edit) }
        let values = EventForm.values(stored.event, call.visit)
        return .show(try page(stored.event, values, call).page(call.visit), data: .null)
    }

    func create(_ call: DeskCall) async throws -> DeskAnswer {
        let key = "e-\(UUIDv7().description)"
        return try await take(call, key: key, present: nil)
    }

    func change(_ call: DeskCall) async throws -> DeskAnswer {
        let stored = try await workplace.database.read { try find($0, call, .edit) }
        return try await take(call, key: stored.event.key, present: stored.event)
    }

    private func take(_ call: DeskCall, key: String, present: Event?) async throws -> DeskAnswer {
        let caller = try call.member()
        let city = try snapshot()
        var reader = EventForm(call.form, visit: call.visit, snapshot: city)
        let read = reader.event(
            key: key, organisation: present.map { $0.organisation } ?? caller.organisation, over: present)
        guard let event = read else {
            let faults = reader.faults
            return .mend(try page(present, call.form, call, faults: faults).page(call.visit), faults)
        }
        let seen = Self.mark(event.timing)
        let isProgram = call.face == .program
        if call.form["do"] == "preview" || (!isProgram && (call.form["do"] != "save" || call.form["seen"] != seen)) {
            let page = try page(present, call.form, call, preview: event.timing, seen: seen)
            return .show(page.page(call.visit), data: EventDeskJSON(call.visit).dates(event.timing, city, call.now))
        }
        try await workplace.database.write { connection in
            // Somebody may have changed it meanwhile: whoever may not any more, cannot.
            if present != nil { _ = try find(connection, call, .edit) }
            try EventQueries.put(
                connection, event, act: present == nil ? "made" : "changed", caller, now: call.now)
        }
        return .done(
            .deskEvent(event.key), data: JSONText(members: [("key", JSONText(event.key))]),
            status: present == nil ? .created : .ok, says: event.isDraft == true ? "event-drafted" : "event-saved")
    }

    /// Which dates were looked at.
    private static func mark(_ timing: EventTiming) -> String {
        let parts = [timing.start.written, String(timing.minutes), timing.rule?.text ?? ""]
        return Fingerprint.hexadecimal(Array((parts + timing.without.map(\.written)).joined(separator: "|").utf8))
    }

    private func page(
        _ present: Event?, _ values: FormValues, _ call: DeskCall, faults: [Problem.Fault] = [],
        preview: EventTiming? = nil, seen: String? = nil
    ) throws -> EventFormPage {
        EventFormPage(
            snapshot: try snapshot(), key: present?.key, organisation: try call.member().organisation, values: values,
            faults: faults, preview: preview, seen: seen, now: call.now)
    }

    // MARK: Single dates

    func changeDate(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let city = try snapshot()
        let stored = try await workplace.database.read { try find($0, call, .edit) }
        let zone = stored.event.timing.zone.flatMap { CivilZone($0) } ?? city.zone
        guard let date = call.form["date"].flatMap({ WallTime(written: $0) }),
            stored.event.timing.has(date, zone: zone)
        else {
            return try await showing(
                call,
                faults: [.init(name: "date", reason: "is not a date of this event", phrase: "upkeep.fault.choice")])
        }
        let isCancelled = call.form["do"] != "restore"
        let own = call.visit.settings.languages.required.first ?? call.visit.settings.languages.preferred
        let note = call.form["note"].map { LocalisedText([own: String($0.prefix(200))]) }
        try await workplace.database.write { connection in
            var event = try find(connection, call, .edit).event
            event.timing.changes.removeAll { $0.original == date && ($0.isCancelled || isCancelled) }
            if isCancelled {
                event.timing.changes.append(.init(original: date, isCancelled: true, note: note))
            }
            try EventQueries.put(
                connection, event, act: isCancelled ? "date-cancelled" : "date-back", caller, now: call.now)
        }
        return .done(
            .deskEvent(stored.event.key), data: JSONText(members: [("cancelled", JSONText(isCancelled))]),
            says: isCancelled ? "event-date-cancelled" : "event-date-back")
    }

    func end(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let stored = try await workplace.database.read { try find($0, call, .edit) }
        guard let last = call.form["last"].flatMap({ LocalDate($0) }) else {
            return try await showing(
                call,
                faults: [.init(name: "last", reason: "must be a day such as 2026-12-24", phrase: "upkeep.fault.date")])
        }
        try await workplace.database.write { connection in
            var event = try find(connection, call, .edit).event
            guard last >= event.timing.start.date, event.timing.rule != nil else {
                try EventQueries.retire(connection, event, caller, now: call.now)
                return
            }
            event.timing.rule?.end = .day(last)
            event.timing.also.removeAll { $0.date > last }
            event.timing.changes.removeAll { $0.original.date > last }
            try EventQueries.put(connection, event, act: "ended", caller, now: call.now)
        }
        return .done(.deskEvents, data: JSONText(members: [("key", JSONText(stored.event.key))]))
    }

    func arrive(_ call: DeskCall) async throws -> DeskAnswer {
        let office = EventOffice(workplace: workplace)
        let key = try await workplace.database.read { try find($0, call, .edit) }.event.key
        let code = call.form["code"].flatMap { BookingCode.read($0) }
        let isTaken = try await workplace.database.write { connection -> Bool in
            guard let code,
                let booking = try BookingTable.find(connection, mark: office.mark(of: code), event: key)
            else { return false }
            return try BookingTable.tick(connection, booking)
        }
        guard isTaken else {
            return try await showing(
                call,
                faults: [
                    .init(name: "code", reason: "holds no places, or was ticked off", phrase: "events.code.unknown")
                ])
        }
        return .done(.deskEvent(key), data: JSONText(members: [("arrived", JSONText(true))]))
    }
}
