import Rules
import Testing

@Suite struct ReferralMoveTests {
    static let lawful: [(ReferralState, ReferralMove, ReferralSide, ReferralState)] = [
        (.asked, .accept, .asked, .accepted), (.asked, .refuse, .asked, .refused),
        (.asked, .withdraw, .asker, .withdrawn), (.accepted, .refuse, .asked, .refused),
        (.accepted, .done, .asked, .done), (.accepted, .noShow, .asked, .noShow),
        (.accepted, .withdraw, .asker, .withdrawn),
    ]

    /// All 60 combinations: what is not in the list is refused, and says which way.
    @Test func everyStepThatIsNotNamedIsRefused() throws {
        for state in ReferralState.allCases {
            for move in ReferralMove.allCases {
                for side in ReferralSide.allCases {
                    let step = Self.lawful.first { $0.0 == state && $0.1 == move && $0.2 == side }
                    if let step {
                        #expect(try move.next(from: state, by: side) == step.3)
                    } else {
                        #expect(throws: ReferralMove.Refusal.self) { try move.next(from: state, by: side) }
                    }
                    #expect(ReferralMove.steps(from: state, by: side).contains(move) == (step != nil))
                }
            }
        }
    }

    @Test func aRefusedStepSaysWhy() {
        #expect(throws: ReferralMove.Refusal.othersStep) { try ReferralMove.accept.next(from: .asked, by: .asker) }
        #expect(throws: ReferralMove.Refusal.othersStep) { try ReferralMove.withdraw.next(from: .asked, by: .asked) }
        #expect(throws: ReferralMove.Refusal.notFrom(.asked)) { try ReferralMove.done.next(from: .asked, by: .asked) }
        #expect(throws: ReferralMove.Refusal.notFrom(.refused)) {
            try ReferralMove.accept.next(from: .refused, by: .asked)
        }
        #expect(throws: ReferralMove.Refusal.already(.accepted)) {
            try ReferralMove.accept.next(from: .accepted, by: .asked)
        }
    }

    @Test func nothingLeavesAnEnd() {
        for state in ReferralState.allCases where !state.isOpen {
            for side in ReferralSide.allCases { #expect(ReferralMove.steps(from: state, by: side).isEmpty) }
        }
    }
}
