import Rules
import Testing

@Suite struct ConsentTests {
    static let given = Instant(milliseconds: 1_000_000)
    static let until = given.adding(days: Consent.days)

    static func consent(
        _ purpose: ConsentPurpose = .referral, withdrawnAt: Instant? = nil
    ) -> Consent {
        Consent(
            purpose: purpose, organisations: ["b"], givenAt: given, until: until, withdrawnAt: withdrawnAt)
    }

    @Test(arguments: [
        (0, true), (-1, false), (1, true), (365 * 86_400_000 - 1, true), (365 * 86_400_000, false),
    ])
    func aConsentCountsFromItsFirstMomentAndNoMoreAtItsLast(_ after: Int64, _ covers: Bool) {
        #expect(Self.consent().covers(.referral, "b", at: Self.given.adding(milliseconds: after)) == covers)
    }

    @Test func itCoversNoOtherPurposeAndNoOtherOrganisation() {
        for purpose in ConsentPurpose.allCases {
            for asked in ConsentPurpose.allCases {
                for organisation in ["b", "c", ""] {
                    #expect(
                        Self.consent(purpose).covers(asked, organisation, at: Self.given)
                            == (purpose == asked && organisation == "b"))
                }
            }
        }
    }

    @Test func whatIsTakenBackCountsNoMoreFromThatMoment() {
        let withdrawn = Self.given.adding(minutes: 10)
        let consent = Self.consent(withdrawnAt: withdrawn)
        #expect(consent.covers(.referral, "b", at: withdrawn.adding(milliseconds: -1)))
        #expect(!consent.covers(.referral, "b", at: withdrawn))
    }

    @Test func healthNeedsAYesOfItsOwn() {
        #expect(Consent.purpose(forHealth: true) == .healthOrientation)
        #expect(Consent.purpose(forHealth: false) == .referral)
        #expect(!Self.consent(.referral).covers(.healthOrientation, "b", at: Self.given))
    }

    @Test func whatLeavesAMinorsFileIsDecidedWithWhoAnswersForThem() {
        for purpose in ConsentPurpose.allCases {
            #expect(Consent.mayGive(.person, purpose, isMinor: false))
            #expect(Consent.mayGive(.person, purpose, isMinor: true) == (purpose == .support))
            for relation in GuardianRelation.allCases {
                #expect(Consent.mayGive(.guardian(relation), purpose, isMinor: true))
                #expect(!Consent.mayGive(.guardian(relation), purpose, isMinor: false))
            }
        }
    }
}
