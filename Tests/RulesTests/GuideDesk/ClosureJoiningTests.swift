import Rules
import Testing

@Suite("A closure announced for days of which something was announced before")
struct ClosureJoiningTests {
    private func closure(_ from: String, _ to: String?, hours: String? = nil) throws -> DatedClosure {
        DatedClosure(
            from: try #require(PartialDate(from)), to: try to.map { try #require(PartialDate($0)) }, hours: hours)
    }

    @Test("One without an end is given an end")
    func givenAnEnd() throws {
        let open = try closure("2026-11-01", nil)
        let ended = try closure("2026-11-01", "2026-11-30")
        #expect(ClosureJoining.replaced([open], by: ended) == [ended])
        let later = try closure("2026-11-10", "2026-11-30")
        #expect(ClosureJoining.replaced([open], by: later) == [try closure("2026-11-01", "2026-11-09"), later])
    }

    @Test("Other hours on one day of a closed month leave the month closed around it")
    func dayWithin() throws {
        let month = try closure("2027-08", "2027-08")
        let day = try closure("2027-08-15", "2027-08-15", hours: "09:00-12:00")
        #expect(
            ClosureJoining.replaced([month], by: day) == [
                try closure("2027-08", "2027-08-14"), try closure("2027-08-16", "2027-08"), day,
            ])
        let christmas = try closure("2026-12-25", "2026-12-25")
        #expect(ClosureJoining.replaced([christmas], by: day) == [christmas, day], "what does not meet stays")
        let whole = try closure("2027-07-01", "2027-09-30")
        #expect(ClosureJoining.replaced([month, day], by: whole) == [whole])
        let forever = try closure("2027-08-20", nil)
        #expect(ClosureJoining.replaced([month], by: forever) == [try closure("2027-08", "2027-08-19"), forever])
    }

    @Test("They meet when they hold on one day, both ends included")
    func meeting() throws {
        let august = try closure("2027-08-01", "2027-08-31")
        let morning = try closure("2027-08-01", "2027-08-31", hours: "09:00-12:00")
        for (from, to, meets) in [
            ("2027-08-31", "2027-09-02", true), ("2027-09-01", "2027-09-02", false),
            ("2027-07-01", "2027-07-31", false),
            ("2027-07-01", "2027-08-01", true), ("2027-07-01", nil, true), ("2027-09-01", nil, false),
        ] as [(String, String?, Bool)] {
            let other = try closure(from, to)
            #expect(ClosureJoining.met(by: other, among: [morning]) == (meets ? [morning] : []), "\(from)")
            #expect((ClosureJoining.clash(in: [morning, other]) != nil) == meets)
            #expect(ClosureJoining.clash(in: [august, other]) == nil, "closed twice is closed")
        }
        let week = try closure("2027-08-10", "2027-08-16")
        #expect(ClosureJoining.met(by: august, among: [week]).isEmpty, "the longer says the same")
        #expect(ClosureJoining.met(by: week, among: [august]) == [august], "the shorter may mean that it opens after")
        #expect(ClosureJoining.met(by: try closure("2027-07-01", nil), among: [august]).isEmpty)
        #expect(ClosureJoining.clash(in: []) == nil)
    }
}
