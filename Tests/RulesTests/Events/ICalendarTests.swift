import Rules
import Testing

/// Calendars as other programs write them, and what is wrong in them, line by line.
@Suite struct ICalendarTests {
    static let paris = CivilZone("Europe/Paris") ?? .utc

    static func read(_ lines: [String]) -> ICalendarReading {
        ICalendarReading(
            (["BEGIN:VCALENDAR", "VERSION:2.0"] + lines + ["END:VCALENDAR"]).joined(separator: "\r\n"), zone: paris)
    }

    static func event(_ lines: [String], uid: String = "a@example.org", start: String = "DTSTART:20261121T180000")
        -> [String]
    {
        ["BEGIN:VEVENT", "UID:\(uid)", "SUMMARY:Tea", start] + lines + ["END:VEVENT"]
    }

    @Test func aCalendarOfAnotherProgramIsRead() throws {
        let reading = Self.read([
            "BEGIN:VTIMEZONE", "TZID:Romance Standard Time", "BEGIN:STANDARD", "DTSTART:16010101T030000",
            "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "END:STANDARD", "END:VTIMEZONE", "BEGIN:VEVENT",
            "UID:040000008200E00074C5B7101A82E008", "SUMMARY;LANGUAGE=fr:Cours de fran", " çais\\, niveau 1",
            "DTSTART;TZID=\"Romance Standard Time\":20261124T180000",
            "DTEND;TZID=Romance Standard Time:20261124T193000",
            "RRULE:FREQ=WEEKLY;UNTIL=20270629T160000Z;BYDAY=TU", "EXDATE;TZID=Romance Standard Time:20261222T180000",
            "DESCRIPTION:Venez.\\nC'est gratuit\\; sans papiers.", "LOCATION:12 rue de l'Exemple", "GEO:48.87;2.35",
            "BEGIN:VALARM", "TRIGGER:-PT15M", "SUMMARY:Alarm", "END:VALARM", "END:VEVENT", "BEGIN:VEVENT",
            "UID:040000008200E00074C5B7101A82E008", "SUMMARY:Cours",
            "RECURRENCE-ID;TZID=Romance Standard Time:20261201T180000",
            "DTSTART;TZID=Romance Standard Time:20261202T170000",
            "DTEND;TZID=Romance Standard Time:20261202T183000", "END:VEVENT",
        ])
        #expect(reading.faults == [])
        let event = try #require(reading.events.first)
        #expect(reading.events.count == 1)
        #expect(event.title == "Cours de français, niveau 1")
        #expect(event.description == "Venez.\nC'est gratuit; sans papiers.")
        #expect(event.point == Coordinate(latitude: 48.87, longitude: 2.35))
        #expect(event.timing.zone == nil && event.timing.minutes == 90)
        let dates = event.timing.dates(
            from: EventTimingTests.day("2026-11-20"), through: EventTimingTests.day("2026-12-31"), zone: Self.paris)
        #expect(
            dates.map(\.start.written) == [
                "2026-11-24 18:00", "2026-12-02 17:00", "2026-12-08 18:00", "2026-12-15 18:00", "2026-12-29 18:00",
            ])
    }

    @Test(arguments: [
        ("DTSTART:20261121T170000Z", "2026-11-21 18:00", nil), ("DTSTART:20261121T180000", "2026-11-21 18:00", nil),
        ("DTSTART;TZID=Europe/London:20261121T170000", "2026-11-21 17:00", "Europe/London"),
        ("DTSTART;TZID=/mozilla.org/20070129_1/Europe/Paris:20261121T180000", "2026-11-21 18:00", nil),
        ("DTSTART;VALUE=DATE:20261121", "2026-11-21 00:00", nil),
        (
            "DTSTART;TZID=America/Argentina/Buenos_Aires:20261121T180000", "2026-11-21 18:00",
            "America/Argentina/Buenos_Aires"
        ),
    ])
    func beginningsOfEveryKind(_ line: String, _ start: String, _ zone: String?) throws {
        let timing = try #require(Self.read(Self.event([], start: line)).events.first).timing
        #expect(timing.start.written == start)
        #expect(timing.zone == zone)
        #expect(timing.isAllDay == line.contains("VALUE=DATE"))
        #expect(timing.minutes == (timing.isAllDay ? 1_440 : 60), "what the norm leaves open")
    }

    @Test(arguments: [
        ("DURATION:PT1H30M", 90), ("DURATION:P1DT2H", 26 * 60), ("DURATION:P2W", 14 * 1_440),
        ("DTEND:20261121T200000", 120), ("DTEND:20261121T180000", 60),
    ])
    func lengthsOfEveryKind(_ line: String, _ minutes: Int) throws {
        #expect(try #require(Self.read(Self.event([line])).events.first).timing.minutes == minutes)
    }

    @Test func everyFaultIsToldWithItsLine() {
        let reading = Self.read(
            Self.event([], uid: "")  // 3–7: no UID on line 3
                + ["BEGIN:VEVENT", "UID:b", "DTSTART:20261121T180000", "END:VEVENT"]  // 8: no title
                + ["BEGIN:VEVENT", "UID:c", "SUMMARY:C", "END:VEVENT"]  // 12: no start
                + Self.event([], uid: "d", start: "DTSTART:tomorrow")  // 19
                + Self.event([], uid: "e", start: "DTSTART;TZID=Nowhere/Land:20261121T180000")  // 24
                + Self.event(["DTEND:20261120T180000"], uid: "f")  // 26
                + Self.event(["RRULE:FREQ=SOMETIMES"], uid: "g")  // 36
                + Self.event(["RRULE:FREQ=MINUTELY"], uid: "h")  // 38
                + ["this is no line"]
                + Self.event([], uid: "i"))
        let found = reading.faults.map { "\($0.line) \($0.reason.rawValue)" }
        #expect(
            found == [
                "3 no-uid", "8 no-title", "12 no-start", "19 broken-time", "24 unknown-zone", "26 broken-end",
                "36 broken-rule", "38 timing", "44 broken-line",
            ])
        #expect(reading.events.map(\.uid) == ["i"], "the rest is taken")
        #expect(reading.faults.allSatisfy { $0.words.count > 20 })
    }

    @Test(arguments: ["", "hello", "BEGIN:VCARD\nEND:VCARD", "{\"json\": true}", "\u{0}\u{1}\u{2}"])
    func whatIsNoCalendarIsRefused(_ text: String) {
        let reading = ICalendarReading(text, zone: Self.paris)
        #expect(reading.events.isEmpty)
        #expect(reading.faults.map(\.reason) == [.notCalendar])
    }

    @Test func tooMuchIsRefused() {
        let large = ICalendarReading(String(repeating: "x", count: ICalendarReading.largest + 1), zone: Self.paris)
        #expect(large.faults.map(\.reason) == [.tooLarge])
        let many = Self.read((0...ICalendarReading.mostEvents).flatMap { Self.event([], uid: "u\($0)") })
        #expect(many.events.count == ICalendarReading.mostEvents)
        #expect(many.faults.map(\.reason) == [.tooMany])
    }

    @Test func aFileThatIsCutOffGivesWhatItHas() {
        let reading = ICalendarReading(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:Tea\nDTSTART:20261121T180000\n", zone: Self.paris)
        #expect(reading.events.map(\.title) == ["Tea"])
        #expect(reading.faults.map(\.reason) == [.unclosed])
    }

    @Test func cancelledDatesAndSeriesAreKnown() throws {
        let reading = Self.read(
            Self.event(["RRULE:FREQ=DAILY;COUNT=3"])
                + [
                    "BEGIN:VEVENT", "UID:a@example.org", "RECURRENCE-ID:20261122T180000", "STATUS:CANCELLED",
                    "END:VEVENT",
                ]
                + [
                    "BEGIN:VEVENT", "UID:a@example.org", "RECURRENCE-ID:20301122T180000", "STATUS:CANCELLED",
                    "END:VEVENT",
                ]
                + Self.event(["STATUS:CANCELLED"], uid: "gone"))
        #expect(reading.events.map(\.isCancelled) == [false, true])
        #expect(reading.events[0].timing.changes.map(\.isCancelled) == [true])
        #expect(reading.faults.map(\.reason) == [.strayChange])
    }

    /// What we write, we read again as it was.
    @Test func whatIsWrittenIsReadAgain() throws {
        var timing = try EventTimingTests.timing("2026-11-24 18:00", 90, "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270630")
        timing.without = [EventTimingTests.wall("2026-12-24 18:00"), EventTimingTests.wall("2026-12-31 18:00")]
        timing.also = [EventTimingTests.wall("2027-01-03 18:00")]
        timing.changes = [
            .init(original: EventTimingTests.wall("2026-12-01 18:00"), isCancelled: true),
            .init(
                original: EventTimingTests.wall("2026-12-03 18:00"), start: EventTimingTests.wall("2026-12-04 17:00"),
                minutes: 60),
        ]
        let days = try EventTimingTests.timing("2026-12-05", 2 * 1_440, "FREQ=YEARLY;COUNT=4", isAllDay: true)
        let entries = [("one", timing), ("two", days)].map { key, timing in
            EventCalendarText.Entry(
                uid: "event-\(key)@guide.example.org", sequence: 3, changed: Instant(milliseconds: 1_795_251_600_000),
                title: "Thé, pain; et \\ miel", language: "fr", description: "Une\ndeux", location: "Ici, là",
                point: nil,
                url: "https://guide.example.org/fr/events/\(key)", category: "Repas", timing: timing)
        }
        let text = EventCalendarText.text(
            name: "Événements", entries: entries, zone: Self.paris, today: EventTimingTests.day("2026-11-21"))
        #expect(text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 75 })
        #expect(text.contains("SEQUENCE:3\r\n") && text.contains("LAST-MODIFIED:20261121T090000Z\r\n"))
        #expect(text.contains("RRULE:FREQ=WEEKLY;UNTIL=20270630T215900Z;BYDAY=TU,TH\r\n"))
        #expect(text.contains("DTSTART;VALUE=DATE:20261205\r\n"))
        // The clock of Paris goes back on 25 October 2026 at three.
        #expect(
            text.contains("BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"))
        let reading = ICalendarReading(text, zone: Self.paris)
        #expect(reading.faults == [])
        #expect(reading.events.map(\.title) == ["Thé, pain; et \\ miel", "Thé, pain; et \\ miel"])
        for (read, wanted) in zip(reading.events.map(\.timing), [timing, days]) {
            let window = (EventTimingTests.day("2026-11-01"), EventTimingTests.day("2027-12-31"))
            #expect(
                read.dates(from: window.0, through: window.1, zone: Self.paris)
                    == wanted.dates(from: window.0, through: window.1, zone: Self.paris))
        }
    }
}
