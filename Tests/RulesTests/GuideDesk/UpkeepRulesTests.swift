import Rules
import Testing

@Suite("Keeping services true")
struct UpkeepRulesTests {
    private func day(_ text: String) throws -> LocalDate { try #require(LocalDate(text)) }

    @Test(
        "A service asks at the rhythm of its strictest need",
        arguments: [
            (["food"], 30), (["clothing", "health"], 30), (["health"], 90), (["rights", "learning"], 90),
            (["learning"], 183), ([], 183),
        ])
    func rhythm(_ themes: [String], _ days: Int) {
        #expect(ConfirmationRhythm.standard(themes: Set(themes)) == days)
    }

    @Test("It is due when as many days have gone by")
    func due() throws {
        let today = try day("2026-11-21")
        let cases: [(String?, Int, ConfirmationState)] = [
            (nil, 30, .never),
            ("2026-11-21", 30, .fresh(until: try day("2026-12-20"))),
            ("2026-10-23", 30, .fresh(until: try day("2026-11-21"))),
            ("2026-10-22", 30, .due(since: try day("2026-11-21"), days: 0)),
            ("2026-10-02", 30, .due(since: try day("2026-11-01"), days: 20)),
            ("2026-10", 30, .fresh(until: try day("2026-11-29"))),
            ("2025", 183, .due(since: try day("2026-07-02"), days: 142)),
        ]
        for (date, rhythm, state) in cases {
            let confirmed = date.flatMap { PartialDate($0) }
            #expect(ConfirmationState(confirmed: confirmed, rhythm: rhythm, today: today) == state)
        }
    }

    @Test("The organisation is reminded twice, then the coordinators see it")
    func reminders() {
        let cases: [((step: ConfirmationReminder, daysAgo: Int)?, ConfirmationReminder?)] = [
            (nil, .first), ((.first, 0), nil), ((.first, 13), nil), ((.first, 14), .second), ((.second, 13), nil),
            ((.second, 14), .coordinators), ((.second, 400), .coordinators), ((.coordinators, 400), nil),
        ]
        for (last, step) in cases { #expect(ConfirmationReminder.next(after: last) == step) }
    }

    @Test("The public page grows old at the stricter of the two rhythms")
    func freshness() throws {
        let confirmed = try #require(PartialDate("2026-10-01"))
        let today = try day("2026-11-21")
        #expect(Freshness(confirmed: confirmed, today: today) == .fresh)
        #expect(Freshness(confirmed: confirmed, today: today, rhythm: 30) == .ageing)
        #expect(Freshness(confirmed: confirmed, today: today, rhythm: 60) == .fresh)
        let spring = try #require(PartialDate("2026-04-01"))
        #expect(Freshness(confirmed: spring, today: today, rhythm: 700) == .ageing, "never later than six months")
    }

    @Test("Three reports of a closed door within thirty days are told")
    func contradiction() {
        let now = Instant(milliseconds: 1_795_251_600_000)
        func ago(_ days: Double) -> Instant { Instant(milliseconds: now.milliseconds - Int64(days * 86_400_000)) }
        let cases: [([Double], Bool)] = [
            ([], false), ([1, 2], false), ([1, 2, 3], true), ([1, 2, 29.9], true), ([1, 2, 30], false),
            ([1, 2, -1], false), ([1, 1, 1], true),
        ]
        for (days, told) in cases {
            #expect(VisitorContradiction.isTold(sent: days.map(ago), now: now) == told)
        }
    }

    @Test("Who publishes, and who decides")
    func way() {
        let cases: [(ServiceApproval, Permission.Scope?, Bool, PublishingWay)] = [
            (.none, .organisation, true, .publish), (.none, nil, false, .manager), (.none, .all, true, .publish),
            (.new, .organisation, true, .coordinator), (.new, .organisation, false, .publish),
            (.new, nil, true, .coordinator), (.new, nil, false, .manager), (.all, .organisation, false, .coordinator),
            (.all, nil, false, .coordinator), (.all, .all, true, .publish),
        ]
        for (approval, decides, isNew, way) in cases {
            #expect(PublishingWay(approval: approval, decides: decides, isNew: isNew) == way)
        }
    }

    @Test("A service stands in several ways at once")
    func standing() throws {
        let today = try day("2026-11-21")
        let closure = DatedClosure(from: try #require(PartialDate("2026-11-20")), to: PartialDate("2026-11-25"))
        let past = DatedClosure(from: try #require(PartialDate("2026-08-01")), to: PartialDate("2026-08-31"))
        func facts(
            published: Bool = true, archived: Bool = false, gone: Bool = false, change: ServiceStanding? = nil,
            closures: [DatedClosure] = [], state: ConfirmationState = .never
        ) -> ServiceStanding.Facts {
            .init(
                isPublished: published, isArchived: archived, isGone: gone, openChange: change, closures: closures,
                confirmation: state)
        }
        let fresh = ConfirmationState.fresh(until: today)
        let cases: [(ServiceStanding.Facts, Set<ServiceStanding>)] = [
            (facts(), [.published, .stale]), (facts(state: fresh), [.published]),
            (facts(closures: [closure], state: fresh), [.published, .closedForAWhile]),
            (facts(closures: [past], state: fresh), [.published]),
            (facts(published: false), [.draft]), (facts(published: false, change: .proposed), [.proposed]),
            (facts(change: .draft, state: fresh), [.published, .draft]), (facts(archived: true), [.archived]),
            (facts(published: false, gone: true), [.gone]),
        ]
        for (facts, standings) in cases { #expect(ServiceStanding.all(facts, today: today) == standings) }
    }

    @Test("Opening again ends what holds today and leaves what is to come; taking back does the reverse")
    func reopening() throws {
        func closure(_ from: String, _ to: String?) throws -> DatedClosure {
            DatedClosure(from: try #require(PartialDate(from)), to: to.flatMap { PartialDate($0) })
        }
        let today = try day("2026-11-21")
        let past = try closure("2026-08-01", "2026-08-31")
        let coming = try closure("2026-12-24", "2026-12-26")
        let cases: [([DatedClosure], [DatedClosure])] = [
            ([], []), ([past], [past]), ([past, coming], [past, coming]),
            ([try closure("2026-11-20", "2026-11-30"), coming], [try closure("2026-11-20", "2026-11-20"), coming]),
            ([try closure("2026-11-21", nil)], []),
            ([try closure("2026-11-01", nil)], [try closure("2026-11-01", "2026-11-20")]),
        ]
        for (before, after) in cases { #expect(ClosureEnding.ended(before, today: today) == after) }
        let running = try closure("2026-11-20", "2026-11-30")
        #expect(ClosureEnding.takenBack([past, running, coming], today: today) == [past, running])
    }
}
