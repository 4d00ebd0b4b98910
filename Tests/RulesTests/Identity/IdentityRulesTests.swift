import Rules
import Testing

@Suite struct PermissionTests {
    /// Who must not: the table read from the other side.
    @Test func filesOfPersonsAreClosedToThoseWhoDoNotHelp() {
        for role in [
            Role.coordinator, .translator, .volunteerCoordinator, .volunteer, .observer, .technicalAdministrator,
        ] {
            for action in Permission.Action.allCases {
                #expect(Permission.scope(role, .person, action) == nil, "\(role) \(action)")
            }
        }
    }

    @Test func theTechnicalAdministratorSeesNothingOfAnyone() {
        let subjects = Set(
            Permission.table.filter { $0.roles.contains(.technicalAdministrator) }.map(\.subject))
        #expect(subjects == [.account, .token, .system])
    }

    @Test func theObserverSeesFiguresOnly() {
        let subjects = Set(Permission.table.filter { $0.roles.contains(.observer) }.map(\.subject))
        #expect(subjects == [.account, .token, .figures])
    }

    @Test func nobodyWritesInTheAuditBookOrReadsItBeyondTheirHouse() {
        for role in Role.allCases {
            #expect(Permission.scope(role, .audit, .edit) == nil)
            #expect(Permission.scope(role, .audit, .erase) == nil)
        }
        #expect(Permission.scope(.manager, .audit, .read) == .organisation)
        #expect(Permission.scope(.socialWorker, .audit, .read) == nil)
    }

    @Test func onlyHelpersAndManagersReachSharedFilesAndNobodyReachesAll() {
        for rule in Permission.table where rule.subject == .person { #expect(rule.scope < .all) }
    }

    @Test(arguments: [
        (Role.coordinator, true), (.manager, true), (.fieldWorker, true), (.socialWorker, true),
        (.healthProfessional, true), (.legalAdviser, true), (.volunteerCoordinator, true),
        (.technicalAdministrator, true), (.translator, false), (.volunteer, false), (.observer, false),
    ])
    func whoOpensFilesOrRunsTheMachineNeedsASecondFactor(_ role: Role, _ needs: Bool) {
        #expect(Permission.needsSecondFactor(role) == needs)
    }

    @Test func withoutTheSecondFactorOnlyOnesOwnAccountIsOpen() {
        var caller = Caller.of(.manager)
        caller.isStrong = false
        for rule in Permission.table {
            let expected: Permission.Scope? = rule.subject == .account ? .oneself : nil
            #expect(caller.scope(rule.subject, rule.action) == expected, "\(rule.subject) \(rule.action)")
        }
    }

    @Test func aKeyOpensNoMoreThanItWasAllowedAndNoMoreThanTheTableGives() {
        var caller = Caller.of(.volunteer)
        caller.means = .token("k", allowed: [.init(.directory, .read), .init(.person, .read)])
        #expect(caller.scope(.directory, .read) == .organisation)
        #expect(caller.scope(.person, .read) == nil)
        #expect(caller.scope(.service, .read) == nil)
        #expect(caller.scope(.account, .edit) == nil)
    }

    @Test func aRecordWithAWardIsClosedToWhoLacksIt() {
        let plain = Caller.of(.socialWorker)
        #expect(plain.may(.read, .person, owner: "a"))
        #expect(!plain.may(.read, .person, owner: "a", wards: [.health]))
        #expect(!plain.may(.read, .person, owner: "b"))
        #expect(plain.may(.read, .person, owner: "b", sharedWith: ["a"]))
        #expect(Caller.of(.healthProfessional).may(.read, .person, owner: "a", wards: [.health]))
        #expect(!Caller.of(.healthProfessional).may(.read, .person, owner: "a", wards: [.health, .minors]))
    }
}

extension Caller {
    static func of(_ role: Role, _ organisation: String = "a", wards: Set<Ward> = []) -> Caller {
        Caller(
            account: "account", name: "Exemple A.",
            membership: Membership(id: "m-\(role.rawValue)", organisation: organisation, role: role, wards: wards),
            isStrong: true, means: .session("s"))
    }
}

@Suite struct MemberRulesTests {
    private func membership(_ role: Role, _ wards: Set<Ward> = []) -> Caller.Membership {
        Caller.Membership(id: role.rawValue, organisation: "a", role: role, wards: wards)
    }

    @Test func aManagerGivesNoRoleThatReachesBeyondTheHouse() {
        let givable = MemberRules.givable(by: membership(.manager))
        #expect(givable.isDisjoint(with: [.coordinator, .technicalAdministrator, .observer]))
        #expect(givable.contains(.socialWorker))
        #expect(givable.contains(.manager))
    }

    @Test func aManagerMakesAHealthProfessionalOnlyWithTheWardOfHealth() {
        #expect(!MemberRules.givable(by: membership(.manager)).contains(.healthProfessional))
        #expect(MemberRules.givable(by: membership(.manager, [.health])).contains(.healthProfessional))
    }

    @Test(arguments: Role.allCases.filter { $0 != .coordinator && $0 != .manager })
    func nobodyElseGivesAnything(_ role: Role) {
        #expect(MemberRules.givable(by: membership(role, Set(Ward.allCases))).isEmpty)
        #expect(MemberRules.givableWards(by: membership(role, Set(Ward.allCases))).isEmpty)
    }

    @Test func aWardOutOfReachIsNeitherGivenNorTaken() {
        let manager = membership(.manager, [.minors])
        #expect(MemberRules.wards([.minors, .health], before: [], by: manager) == [.minors])
        #expect(MemberRules.wards([], before: [.health, .minors], by: manager) == [.health])
        #expect(MemberRules.wards([], before: [.health], by: membership(.coordinator)) == [])
    }

    @Test func nobodyChangesTheirOwn() {
        let coordinator = membership(.coordinator)
        #expect(!MemberRules.mayChange(coordinator, coordinator))
        #expect(MemberRules.mayChange(coordinator, membership(.manager)))
        #expect(!MemberRules.mayChange(membership(.manager), coordinator))
    }
}

@Suite struct WayInRulesTests {
    @Test(arguments: [
        "/fr/work", "/fr/work/members", "/ar/work/audit/person/0192f4e0-0000-7000-8000-000000000000",
        "/fr/work/members?organisation=halte",
    ])
    func anAddressOfTheDeskIsGoneOnTo(_ text: String) { #expect(OwnPath.read(text) != nil) }

    @Test(arguments: [
        "", "//evil.example/fr/work", "https://evil.example/fr/work", "/\\evil.example/work", "/fr//work", "/fr/themes",
        "\\\\evil.example", "/fr/work/../../evil", "/fr/work/%2e%2e/x", "/fr/work\r\nLocation: https://evil.example",
        "/fr/work/\u{0}", "/%09/evil.example", "javascript:alert(1)", "/fr/work/x:y", " /fr/work",
        "/fr/work@evil.example",
        "/fr/work#x", "/work",
    ])
    func anyOtherIsNot(_ text: String) { #expect(OwnPath.read(text) == nil) }

    @Test func pausesDoubleUpToAnHour() {
        let minute: Int64 = 60_000
        let pauses = (1...15).map { LockOut.pause(after: $0, LockOut.person).map { $0 / minute } }
        #expect(pauses == [nil, nil, nil, nil, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60])
        #expect(LockOut.pause(after: 10_000, LockOut.person) == 60 * minute)
    }

    @Test func anAddressIsSlowedDownAndNeverLocked() {
        let pauses = (99...107).map { LockOut.pause(after: $0, LockOut.address) }
        #expect(pauses == [nil, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
        #expect(LockOut.pause(after: 1_000_000, LockOut.address) == 30_000)
    }

    @Test func strongRolesAreSignedInForAWorkingDayAndOthersForAWeek() {
        let start = Instant(milliseconds: 0)
        let strong = SessionLimits(.socialWorker)
        let ends = start.adding(milliseconds: strong.absolute)
        #expect(!strong.isOver(seen: start, ends: ends, at: start.adding(minutes: 119)))
        #expect(strong.isOver(seen: start, ends: ends, at: start.adding(minutes: 120)))
        #expect(strong.isOver(seen: ends.adding(minutes: -1), ends: ends, at: ends))
        #expect(SessionLimits(.volunteer).absolute == 7 * 86_400_000)
        #expect(SessionLimits(nil) == SessionLimits(.manager))
    }

    @Test(arguments: ["Exemple A.", "Zoé-Anaïs d’Exemple", "مثال", "例え", "José  Exemple"])
    func aNameIsLettersOfAnyScript(_ name: String) { #expect(PersonName.read(name) != nil) }

    @Test(arguments: [
        "", "   ", "A\r\nBcc: x@example.org", "A\nB", "A\tB", "<b>A</b>", "a@example.org", "\u{202E}A", "123",
        String(repeating: "a", count: 81), "A\u{2028}B",
    ])
    func whatCouldPassForAHeaderIsNoName(_ name: String) { #expect(PersonName.read(name) == nil) }

    @Test func lettersAreTriedSixTimesInFifteenHours() {
        #expect((1...6).map { LetterSchedule.pause(after: $0).map { $0 / 60_000 } } == [1, 5, 30, 120, 720, nil])
    }

    @Test func aBrowserIsTwoWords() {
        #expect(
            BrowserName.read("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0")
                == "Firefox · Linux")
        #expect(BrowserName.read("<script>") == "")
    }
}
