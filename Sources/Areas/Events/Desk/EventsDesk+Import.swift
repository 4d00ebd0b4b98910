internal import Rules
internal import Store
internal import Web

/// What a calendar file brought.
struct EventImportReport: Sendable {
    var made = 0
    var renewed = 0
    var withdrawn = 0
    var faults: [ICalendarFault] = []
}

extension EventsDesk {
    /// Events of a file are known again by their UID: a second import renews them, and keeps what the file does not say.
    func importFile(_ call: DeskCall) async throws -> DeskAnswer {
        let caller = try call.member()
        let city = try snapshot()
        let text = call.form.file("file").map { String(decoding: $0.bytes, as: UTF8.self) } ?? call.form["text"]
        guard let organisation = caller.organisation else { throw Problem.nothing }
        guard let text, let category = call.form["category"].flatMap({ EventCategory(rawValue: $0) }) else {
            let faults = [
                Problem.Fault(
                    name: text == nil ? "file" : "category", reason: "is needed", phrase: "upkeep.fault.missing")
            ]
            var page = EventImportPage(snapshot: city, report: nil).page(call.visit)
            page.faults = faults
            return .mend(page, faults)
        }
        let reading = ICalendarReading(text, zone: city.zone)
        let own = call.visit.settings.languages.required.first ?? call.visit.settings.languages.preferred
        let report = try await workplace.database.write { connection in
            var report = EventImportReport(faults: reading.faults)
            for read in reading.events {
                try take(
                    read, Source(organisation: organisation, category: category, language: own), caller, connection,
                    now: call.now, &report)
            }
            return report
        }
        return .show(
            EventImportPage(snapshot: city, report: report).page(call.visit),
            data: EventDeskJSON(call.visit).report(report))
    }

    private struct Source {
        let organisation: String
        let category: EventCategory
        let language: String
    }

    private func take(
        _ read: ICalendarEvent, _ source: Source, _ caller: Caller, _ connection: Connection, now: Instant,
        _ report: inout EventImportReport
    ) throws {
        let sourceKey = "\(source.organisation)|\(read.uid)"
        let key = "i-" + Fingerprint.hexadecimal(Array(sourceKey.utf8)).prefix(32)
        let present = try EventQueries.find(connection, key)?.event
        // Under another organisation since: not theirs to change.
        if let present, !caller.may(.edit, .event, owner: present.organisation) { return }
        if read.isCancelled {
            guard let present else { return }
            try EventQueries.retire(connection, present, caller, now: now)
            report.withdrawn += 1
            return
        }
        var event =
            present
            ?? Event(
                key: key, category: source.category, title: LocalisedText([source.language: read.title]),
                timing: read.timing)
        event.organisation = present?.organisation ?? source.organisation
        event.timing = read.timing
        event.title = Self.renewed(present?.title, read.title, source.language)
        event.description = read.description.map { Self.renewed(present?.description, $0, source.language) }
        if event.site == nil, read.location != nil || read.point != nil {
            event.spot = Event.Spot(address: read.location.map { String($0.prefix(200)) }, point: read.point)
        }
        if present == event {
            report.renewed += 1
            return
        }
        try EventQueries.put(connection, event, sourceKey: sourceKey, act: "imported", caller, now: now)
        if present == nil { report.made += 1 } else { report.renewed += 1 }
    }

    /// Translations stay as long as the words that they translate.
    private static func renewed(_ present: LocalisedText?, _ words: String, _ language: String) -> LocalisedText {
        guard let present, present[language] == words else { return LocalisedText([language: words]) }
        return present
    }
}
