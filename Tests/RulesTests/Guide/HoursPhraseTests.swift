import Rules
import Testing

@Suite struct HoursPhraseTests {
    private let questions: HoursQuestions

    init() throws {
        questions = try HoursQuestions()
    }

    private func phrase(_ hours: String, _ local: String) throws -> HoursPhrase {
        HoursPhrase(
            Schedule(hours: try OpeningHours(parsing: hours)), at: try questions.instant(local), in: questions.context)
    }

    /// 2026-01-05 is a Monday.
    @Test func whatMattersNow() throws {
        let week = "Mo-Fr 09:00-12:00,14:00-18:00; Sa 10:00-12:00; PH off"
        func at(_ local: String) throws -> Instant { try questions.instant(local) }
        #expect(try phrase(week, "2026-01-05 10:00") == .closesAt(at("2026-01-05 12:00")))
        #expect(try phrase(week, "2026-01-05 11:15") == .closesIn(minutes: 45))
        #expect(try phrase(week, "2026-01-05 11:59") == .closesIn(minutes: 1))
        #expect(try phrase(week, "2026-01-05 12:00") == .opensToday(at: at("2026-01-05 14:00")))
        #expect(try phrase(week, "2026-01-05 13:30") == .opensIn(minutes: 30))
        #expect(try phrase(week, "2026-01-05 19:00") == .opensTomorrow(at: at("2026-01-06 09:00")))
        let monday = try LocalDate.on("2026-01-12")
        #expect(
            try phrase(week, "2026-01-10 13:00") == .opensOn(.monday, date: monday, at: at("2026-01-12 09:00")))
        // The eve of Ascension: the holiday is passed over.
        let friday = try LocalDate.on("2026-05-15")
        #expect(
            try phrase(week, "2026-05-13 19:00") == .opensOn(.friday, date: friday, at: at("2026-05-15 09:00")))
    }

    @Test func dayAndNight() throws {
        #expect(try phrase("24/7", "2026-01-05 10:00") == .open24h)
        #expect(try phrase("Mo-Su 00:00-24:00", "2026-01-05 10:00") == .open24h)
        #expect(try phrase("Mo-Th 00:00-24:00", "2026-01-05 10:00") == .open)
        #expect(
            try phrase("Mo-Th 00:00-24:00", "2026-01-08 10:00") == .closesAt(try questions.instant("2026-01-09 00:00")))
        #expect(try phrase("20:00-08:00", "2026-01-05 23:00") == .closesAt(try questions.instant("2026-01-06 08:00")))
        #expect(try phrase("20:00-08:00", "2026-01-06 00:30") == .closesAt(try questions.instant("2026-01-06 08:00")))
    }

    @Test func openEnds() throws {
        #expect(try phrase("Mo 17:00+", "2026-01-05 16:30") == .opensIn(minutes: 30))
        #expect(try phrase("Mo 17:00+", "2026-01-05 17:30") == .openWithoutKnownEnd)
        #expect(try phrase("Mo 14:00-17:00+", "2026-01-05 16:30") == .open)
    }

    @Test func unknownAndNever() throws {
        #expect(try phrase("Mo unknown", "2026-01-05 10:00") == .unknown(comment: nil))
        #expect(try phrase("Mo \"on request\"", "2026-01-06 10:00") == .unknown(comment: "on request"))
        // Nobody is told that it opens on Friday when it may open on Monday.
        #expect(try phrase("Mo \"on request\"; Fr 10:00-12:00", "2026-01-03 10:00") == .closed(comment: nil))
        #expect(
            try phrase("Mo \"on request\"; Fr 10:00-12:00", "2026-01-06 10:00")
                == .opensOn(.friday, date: .on("2026-01-09"), at: questions.instant("2026-01-09 10:00")))
        #expect(try phrase("off \"moved\"", "2026-01-05 10:00") == .closed(comment: "moved"))
        #expect(try phrase("2019 Mo 10:00-12:00", "2026-01-05 10:00") == .closed(comment: nil))
        let nobodyKnows = Schedule(hours: nil)
        let now = try questions.instant("2026-01-05 10:00")
        #expect(HoursPhrase(nobodyKnows, at: now, in: questions.context) == .noHours)
    }

    @Test func datedClosures() throws {
        let hours = try OpeningHours(parsing: "Mo-Fr 09:00-17:00")
        let closure = Schedule.DatedException(
            from: try .on("2026-08-03"), to: try .on("2026-08-14"), reason: ["fr": "congés"])
        let schedule = Schedule(site: .init(exceptions: [closure]), service: .init(hours: hours))
        func phrase(_ local: String) throws -> HoursPhrase {
            HoursPhrase(schedule, at: try questions.instant(local), in: questions.context)
        }
        let expected = HoursPhrase.closedFor(reason: ["fr": "congés"], until: try .on("2026-08-14"))
        #expect(try phrase("2026-08-03 00:00") == expected)
        #expect(try phrase("2026-08-14 23:59") == expected)
        #expect(
            try phrase("2026-08-15 00:00")
                == .opensOn(.monday, date: .on("2026-08-17"), at: questions.instant("2026-08-17 09:00")))
        #expect(
            try phrase("2026-07-31 17:00")
                == .opensOn(.monday, date: .on("2026-08-17"), at: questions.instant("2026-08-17 09:00")))
    }

    @Test func dayAndNightUntilAClosureToCome() throws {
        let closure = Schedule.DatedException(from: try .on("2026-08-03"), to: try .on("2026-08-14"))
        let schedule = Schedule(site: .init(hours: try OpeningHours(parsing: "24/7"), exceptions: [closure]))
        let spring = try questions.instant("2026-05-03 10:00")
        #expect(HoursPhrase(schedule, at: spring, in: questions.context) == .open24h)
        #expect(schedule.nextClosure(after: try .on("2026-05-03")) == closure)
        let eve = try questions.instant("2026-08-02 23:30")
        #expect(HoursPhrase(schedule, at: eve, in: questions.context) == .closesIn(minutes: 30))
    }

    @Test func keys() throws {
        #expect(HoursPhrase.closesIn(minutes: 5).key == "closesIn")
        #expect(HoursPhrase.open24h.key == "open24h")
    }
}
