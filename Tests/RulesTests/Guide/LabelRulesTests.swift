import Testing

@testable import Rules

@Suite("The label of welcoming places") struct LabelRulesTests {
    static let today = LocalDate(year: 2026, month: 11, day: 21)!
    static let scheme = LabelScheme(
        version: 1, name: LocalisedText(name: "Welcome"),
        criteria: [
            .init(key: "papers", text: LocalisedText(["en": "No papers"]), isRequired: true),
            .init(key: "poster", text: LocalisedText(["en": "Poster"]), isRequired: true),
            .init(key: "water", text: LocalisedText(["en": "Water"]), isRequired: false),
        ])
    static let visit = LabelRequest.Visit(day: today, office: "Refugee office")
    static let allMet: [String: LabelRequest.Finding] = ["papers": .met, "poster": .met, "water": .notSeen]
    static let term = LabelRequest.Term(first: today, last: today.adding(days: 365))

    static func request(_ state: LabelRequest.State) -> LabelRequest {
        switch state {
        case .asked, .givenUp: LabelRequest(state: state)
        case .planned: LabelRequest(state: state, visit: visit)
        case .visited: LabelRequest(state: state, visit: visit, findings: allMet)
        case .refused: LabelRequest(state: state, visit: visit, findings: allMet, reason: "criteria")
        case .granted, .renewed: LabelRequest(state: state, visit: visit, findings: allMet, term: term)
        case .withdrawn: LabelRequest(state: state, visit: visit, findings: allMet, term: term, reason: "closed")
        }
    }

    static func after(
        _ request: LabelRequest, _ move: LabelMove, isProtected: Bool = false, today: LocalDate = today
    ) throws(LabelFault) -> LabelRequest {
        try request.after(move, scheme: scheme, isProtected: isProtected, today: today)
    }

    static let moves: [(name: String, move: LabelMove, from: Set<LabelRequest.State>, to: LabelRequest.State)] = [
        ("plan", .plan(.init(day: today.adding(days: 3), office: "North")), [.asked, .planned, .visited], .planned),
        (
            "record", .record(day: today, ["papers": .met, "poster": .notMet, "water": .met]), [.planned, .visited],
            .visited
        ),
        ("grant", .grant(until: today.adding(days: 700)), [.visited], .granted),
        ("refuse", .refuse(.noAnswer), [.asked, .planned, .visited], .refused),
        ("withdraw", .withdraw(.asked), [.granted], .withdrawn),
        ("give up", .giveUp, [.asked, .planned, .visited], .givenUp),
        ("renew", .renew, [.granted], .renewed),
    ]

    /// Every step from every state: taken where it is lawful, refused where it is not; what is done already stays done.
    @Test func everyStepIsTakenOnlyFromItsStates() {
        for (name, move, from, to) in Self.moves {
            for state in LabelRequest.State.allCases {
                let request = Self.request(state)
                let isDone = (name == "give up" && state == .givenUp) || (name == "renew" && state == .renewed)
                do {
                    let next = try Self.after(request, move)
                    #expect(from.contains(state) || isDone, "\(name) from \(state)")
                    #expect(next.state == to, "\(name) from \(state)")
                } catch {
                    #expect(!from.contains(state) && !isDone, "\(name) from \(state): \(error)")
                    #expect(error == .notNow(state), "\(name) from \(state)")
                }
            }
        }
    }

    @Test func theSameStepTwiceIsTheSameAsOnce() throws {
        let steps: [(LabelRequest.State, LabelMove)] = [
            (.asked, .plan(Self.visit)), (.planned, .record(day: Self.today, Self.allMet)),
            (.visited, .grant(until: Self.today.adding(days: 30))), (.visited, .refuse(.other)),
            (.granted, .withdraw(.wrong)), (.asked, .giveUp), (.granted, .renew),
        ]
        for (state, move) in steps {
            let once = try Self.after(Self.request(state), move)
            #expect(once != Self.request(state), "\(move)")
            #expect(try Self.after(once, move) == once, "\(move)")
            // On a later day too: the date of a visit is then over, and nothing is refused.
            #expect(try Self.after(once, move, today: Self.today.adding(days: 2)) == once, "\(move)")
        }
    }

    @Test func anotherReasonIsAnotherStepAndRefused() {
        #expect(throws: LabelFault.notNow(.refused)) { try Self.after(Self.request(.refused), .refuse(.noAnswer)) }
        #expect(throws: LabelFault.notNow(.withdrawn)) { try Self.after(Self.request(.withdrawn), .withdraw(.wrong)) }
    }

    @Test func theDaysOfAVisitMustBeSo() {
        let yesterday = LabelRequest.Visit(day: Self.today.adding(days: -1), office: "North")
        #expect(throws: LabelFault.dayPassed) { try Self.after(Self.request(.asked), .plan(yesterday)) }
        #expect(throws: LabelFault.dayAhead) {
            try Self.after(Self.request(.planned), .record(day: Self.today.adding(days: 1), Self.allMet))
        }
    }

    @Test func aVisitSaysSomethingOfEveryCriterionAndOfNoOther() throws {
        #expect(throws: LabelFault.unsaid(["poster", "water"])) {
            try Self.after(Self.request(.planned), .record(day: Self.today, ["papers": .met]))
        }
        var more = Self.allMet
        more["of-another-version"] = .met
        #expect(try Self.after(Self.request(.planned), .record(day: Self.today, more)).findings == Self.allMet)
    }

    @Test(arguments: [LabelRequest.Finding.notMet, .notSeen])
    func withoutARequiredCriterionThereIsNoLabel(_ finding: LabelRequest.Finding) throws {
        var request = Self.request(.visited)
        request.findings["poster"] = finding
        #expect(throws: LabelFault.notMet(["poster"])) {
            try Self.after(request, .grant(until: Self.today.adding(days: 30)))
        }
        request.findings = Self.allMet
        request.findings["water"] = finding
        #expect(try Self.after(request, .grant(until: Self.today.adding(days: 30))).state == .granted)
    }

    @Test func theEndOfALabelIsAheadAndNotTooFar() throws {
        func grant(_ last: LocalDate) throws(LabelFault) -> LabelRequest {
            try Self.after(Self.request(.visited), .grant(until: last))
        }
        #expect(throws: LabelFault.endTooSoon) { try grant(Self.today) }
        let far = LocalDate(year: 2031, month: 11, day: 21)!
        #expect(try grant(far).term == .init(first: Self.today, last: far))
        #expect(throws: LabelFault.endTooLate) { try grant(far.adding(days: 1)) }
    }

    @Test func aProtectedPlaceIsNeitherVisitedNorGranted() {
        for move in [LabelMove.plan(Self.visit), .grant(until: Self.today.adding(days: 30))] {
            #expect(throws: LabelFault.protectedPlace) {
                try Self.after(Self.request(.visited), move, isProtected: true)
            }
        }
    }

    @Test func aLabelEndsByTheCalendar() throws {
        let request = Self.request(.granted)
        let last = Self.term.last
        #expect(!request.runs(on: Self.today.adding(days: -1)))
        #expect(request.runs(on: Self.today) && request.runs(on: last))
        #expect(!request.runs(on: last.adding(days: 1)) && request.hasEnded(on: last.adding(days: 1)))
        #expect(!request.hasEnded(on: last))
        #expect(throws: LabelFault.ended) {
            try Self.after(request, .withdraw(.closed), today: last.adding(days: 1))
        }
        #expect(!Self.request(.withdrawn).runs(on: Self.today))
    }

    @Test func theReminderComesBeforeTheEnd() {
        let request = Self.request(.granted)
        let last = Self.term.last
        #expect(!request.asksForRenewal(on: last.adding(days: -91), reminder: 90))
        #expect(request.asksForRenewal(on: last.adding(days: -90), reminder: 90))
        #expect(request.asksForRenewal(on: last, reminder: 90))
        #expect(!request.asksForRenewal(on: last.adding(days: 1), reminder: 90))
        #expect(!Self.request(.renewed).asksForRenewal(on: last, reminder: 90))
    }

    @Test func twoYearsFromTheLastOfFebruary() {
        let leap = LocalDate(year: 2028, month: 2, day: 29)!
        #expect(Self.scheme.end(from: leap) == LocalDate(year: 2030, month: 2, day: 28)!)
        #expect(Self.scheme.end(from: Self.today) == LocalDate(year: 2028, month: 11, day: 21)!)
    }

    @Test func thePublicSeesALabelOnlyAtAPlaceThatIsOpenAndKnown() {
        let label = PlaceLabel(site: "house", term: Self.term, checked: ["papers"], version: 1)
        var site = Site(key: "house", name: LocalisedText(name: "House"), kind: "day-centre")
        #expect(label.isShown(at: site, on: Self.today))
        #expect(!label.isShown(at: site, on: Self.term.last.adding(days: 1)))
        #expect(!label.isShown(at: site, on: Self.today.adding(days: -1)))
        for status in [Site.Status.closed, .moved, .planned] {
            site.status = status
            #expect(!label.isShown(at: site, on: Self.today), "\(status)")
        }
        site.status = .open
        site.closed = PartialDate("2026-11-20")
        #expect(!label.isShown(at: site, on: Self.today))
        site.closed = PartialDate("2026-11-21")
        #expect(label.isShown(at: site, on: Self.today))
        site.protected = true
        #expect(!label.isShown(at: site, on: Self.today), "never where it would name a protected place")
    }

    @Test func figuresCountEachRequestOnceAYear() {
        let figures = LabelFigures([
            ("a", .asked, 2026), ("a", .planned, 2026), ("a", .visited, 2026), ("a", .visited, 2026),
            ("a", .granted, 2026), ("b", .asked, 2026), ("b", .refused, 2027), ("a", .withdrawn, 2027),
            ("c", .givenUp, 2025),
        ])
        #expect(figures.years.map(\.year) == [2027, 2026, 2025])
        #expect(
            figures.years[1] == .init(year: 2026, asked: 2, visited: 1, granted: 1, refused: 0, withdrawn: 0))
        #expect(
            figures.years[0] == .init(year: 2027, asked: 0, visited: 0, granted: 0, refused: 1, withdrawn: 1))
    }
}
