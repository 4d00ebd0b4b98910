import Foundation
import Rules
import Testing

@Suite struct ScheduleTests {
    private let weekly: OpeningHours
    private let questions: HoursQuestions

    init() throws {
        weekly = try OpeningHours(parsing: "Mo-Fr 09:00-17:00; PH off")
        questions = try HoursQuestions()
    }

    private func closure(_ from: String, _ to: String, _ reason: String = "") throws -> Schedule.DatedException {
        Schedule.DatedException(from: try .on(from), to: try .on(to), reason: reason.isEmpty ? [:] : ["en": reason])
    }

    private func other(_ from: String, _ to: String, _ hours: String) throws -> Schedule.DatedException {
        Schedule.DatedException(from: try .on(from), to: try .on(to), hours: try OpeningHours(parsing: hours))
    }

    private func kind(_ schedule: Schedule, _ local: String) throws -> OpeningState.Kind {
        schedule.state(at: try questions.instant(local), in: questions.context).kind
    }

    // MARK: Three faults seen elsewhere

    @Test func holidaysAreApplied() throws {
        let schedule = Schedule(site: .init(), service: .init(hours: weekly))
        #expect(try kind(schedule, "2026-05-14 10:00") == .closed)
        #expect(try kind(schedule, "2026-05-15 10:00") == .open)
        #expect(try kind(schedule, "2026-12-25 10:00") == .closed)
    }

    @Test func closureEndsOnItsLastDay() throws {
        let schedule = Schedule(site: .init(hours: weekly, exceptions: [try closure("2026-08-03", "2026-08-14")]))
        #expect(try kind(schedule, "2026-07-31 10:00") == .open)
        #expect(try kind(schedule, "2026-08-03 10:00") == .closed)
        #expect(try kind(schedule, "2026-08-14 10:00") == .closed)
        #expect(try kind(schedule, "2026-08-17 10:00") == .open)
        #expect(try kind(schedule, "2027-08-03 10:00") == .open)
        let next = try #require(
            schedule.nextKindChange(after: try questions.instant("2026-08-05 10:00"), in: questions.context))
        #expect(questions.local(next.at) == "2026-08-17 09:00")
    }

    @Test(arguments: [1, 14, 15, 16, 30, 100, 365, 1000, 4000])
    func closureHoldsHoweverFarAhead(days: Int) throws {
        let today = try LocalDate.on("2026-01-05")
        let day = today.adding(days: days)
        let schedule = Schedule(
            site: .init(
                hours: try OpeningHours(parsing: "24/7"), exceptions: [Schedule.DatedException(from: day, to: day)]))
        let noon = questions.zone.instant(day, minutes: 720)
        #expect(schedule.state(at: noon, in: questions.context).kind == .closed)
        #expect(schedule.state(at: noon.adding(days: 1), in: questions.context).kind == .open)
        #expect(schedule.nextClosure(after: today)?.from == day)
        let now = questions.zone.instant(today, minutes: 720)
        let change = schedule.nextKindChange(after: now, in: questions.context, within: days + 1)
        #expect(change?.at == questions.zone.instant(day, minutes: 0))
    }

    // MARK: Levels

    @Test func siteClosureClosesItsServices() throws {
        let schedule = Schedule(
            site: .init(exceptions: [try closure("2026-01-06", "2026-01-06", "works")]),
            service: .init(hours: weekly, exceptions: [try other("2026-01-06", "2026-01-06", "10:00-12:00")]))
        let state = schedule.state(at: try questions.instant("2026-01-06 10:30"), in: questions.context)
        #expect(state == OpeningState(.closed, note: .exception(reason: ["en": "works"])))
    }

    @Test func serviceClosedWhileSiteIsOpen() throws {
        let site = Schedule.Level(hours: weekly)
        let service = Schedule.Level(hours: weekly, exceptions: [try closure("2026-01-06", "2026-01-06")])
        #expect(try kind(Schedule(site: site, service: service), "2026-01-06 10:00") == .closed)
        #expect(try kind(Schedule(site: site), "2026-01-06 10:00") == .open)
    }

    @Test func serviceWithoutHoursHasThoseOfItsSite() throws {
        let schedule = Schedule(site: .init(hours: weekly), service: .init())
        #expect(try kind(schedule, "2026-01-06 10:00") == .open)
        #expect(try kind(Schedule(site: .init(), service: .init()), "2026-01-06 10:00") == .unknown)
    }

    @Test func otherHours() throws {
        let schedule = Schedule(
            site: .init(hours: weekly, exceptions: [try other("2026-01-06", "2026-01-07", "10:00-12:00")]))
        #expect(
            try questions.intervals(schedule, "2026-01-05 00:00", "2026-01-09 00:00") == [
                "2026-01-05 09:00-17:00", "2026-01-06 10:00-12:00", "2026-01-07 10:00-12:00", "2026-01-08 09:00-17:00",
            ])
    }

    @Test func otherHoursOfTheSiteBoundItsServices() throws {
        let site = Schedule.Level(exceptions: [try other("2026-01-06", "2026-01-06", "08:00-12:00")])
        let service = Schedule.Level(hours: try OpeningHours(parsing: "Mo-Fr 10:00-14:00"))
        #expect(
            try questions.intervals(Schedule(site: site, service: service), "2026-01-06 00:00", "2026-01-08 00:00") == [
                "2026-01-06 10:00-12:00", "2026-01-07 10:00-14:00",
            ])
    }

    @Test func shorterExceptionHolds() throws {
        let schedule = Schedule(
            site: .init(
                hours: weekly,
                exceptions: [
                    try closure("2026-08-01", "2026-08-31"), try other("2026-08-15", "2026-08-15", "10:00-12:00"),
                ]))
        #expect(try kind(schedule, "2026-08-15 11:00") == .open)
        #expect(try kind(schedule, "2026-08-15 12:00") == .closed)
        #expect(try kind(schedule, "2026-08-14 11:00") == .closed)
        #expect(schedule.closedUntil(from: try .on("2026-08-02"))?.description == "2026-08-14")
        #expect(schedule.closedUntil(from: try .on("2026-08-16"))?.description == "2026-08-31")
    }

    @Test func closuresThatFollowAreOne() throws {
        let schedule = Schedule(
            site: .init(exceptions: [try closure("2026-08-01", "2026-08-15")]),
            service: .init(hours: weekly, exceptions: [try closure("2026-08-10", "2026-08-20")]))
        #expect(schedule.closedUntil(from: try .on("2026-08-02"))?.description == "2026-08-20")
        #expect(schedule.closedUntil(from: try .on("2026-07-31")) == nil)
    }

    /// A night shelter closed from 2 to 3 January: the evening of the 3rd does not reach into the 4th, that of the 1st ends
    /// at midnight.
    @Test func nightsAroundAClosure() throws {
        let schedule = Schedule(
            site: .init(
                hours: try OpeningHours(parsing: "20:00-08:00"), exceptions: [try closure("2026-01-02", "2026-01-03")]))
        #expect(
            try questions.intervals(schedule, "2026-01-01 12:00", "2026-01-05 12:00") == [
                "2026-01-01 20:00-2026-01-02 00:00", "2026-01-04 20:00-2026-01-05 08:00",
            ])
    }

    @Test func nightsAroundOtherHours() throws {
        let schedule = Schedule(
            site: .init(
                hours: try OpeningHours(parsing: "20:00-08:00"),
                exceptions: [try other("2026-01-02", "2026-01-02", "18:00-23:00")]))
        #expect(
            try questions.intervals(schedule, "2026-01-01 12:00", "2026-01-03 21:00") == [
                "2026-01-01 20:00-2026-01-02 08:00", "2026-01-02 18:00-23:00", "2026-01-03 20:00-21:00",
            ])
    }

    @Test func isStored() throws {
        let schedule = Schedule(
            site: .init(exceptions: [try closure("2026-08-01", "2026-08-15", "works")]), service: .init(hours: weekly))
        let data = try JSONEncoder().encode(schedule)
        #expect(try JSONDecoder().decode(Schedule.self, from: data) == schedule)
    }
}
