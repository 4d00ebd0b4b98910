import OpenID
import Testing

@Suite(.timeLimit(.minutes(1))) struct HostileTokenTests {
    @Test(arguments: [
        "good", "es256", "ps256", "no-kid", "no-hash", "two-audiences-for-us", "just-expired", "near-future",
        "marked-by-word",
        "says-issuer", "post-only", "endless",
    ])
    func `what the rules allow is accepted`(right: String) async throws {
        try await HostileProvider.doing(right) { hostile in
            let identity = try await hostile.signIn()
            #expect(identity.issuer == hostile.issuer && identity.subject == "amina" && identity.name == "Amina B")
            #expect(identity.linkingAddress == "amina@ville.example")
            #expect(identity.acr == "eidas1" && identity.amr == ["pwd", "otp"])
            #expect(try await hostile.asked.userinfo == 0)
        }
    }

    @Test(arguments: [
        ("wrong-nonce", OpenIDError.TokenFault.nonce), ("no-nonce", .nonce), ("wrong-audience", .audience),
        ("no-audience", .audience), ("two-audiences", .authorizedParty), ("other-party", .authorizedParty),
        ("wrong-issuer", .issuer), ("expired", .expired), ("no-expiry", .missing), ("future", .issuedInTheFuture),
        ("not-yet", .notYetValid), ("wrong-hash", .accessTokenHash), ("empty-subject", .subject),
        ("alg-none", .algorithm),
        ("hs256", .algorithm), ("thief", .signature), ("broken-signature", .signature), ("weak-key", .unusableKey),
        ("unknown-key", .unknownKey), ("critical", .malformed), ("access-token-type", .malformed),
        ("padded", .malformed),
        ("two-parts", .malformed),
    ])
    func `a token that breaks a rule signs nobody in`(wrong: String, fault: OpenIDError.TokenFault) async throws {
        try await HostileProvider.doing(wrong) { hostile in
            let error = await #expect(throws: OpenIDError.self) { try await hostile.signIn() }
            #expect(error == .token(fault) && error?.remedy == .distrust)
        }
    }

    @Test func `a recent sign-in that was asked for must be recent, and be said`() async throws {
        for wrong in ["old-sign-in", "no-sign-in-time"] {
            try await HostileProvider.doing(wrong, HostileProvider.Agreed(maxAge: 300)) { hostile in
                await #expect(throws: OpenIDError.token(.signInTooOld)) { try await hostile.signIn() }
            }
        }
        try await HostileProvider.doing("good", HostileProvider.Agreed(maxAge: 300)) { _ = try await $0.signIn() }
        try await HostileProvider.doing("old-sign-in") { _ = try await $0.signIn() }
    }

    @Test func `an address that is not verified, or of which nothing is said, links nothing`() async throws {
        for wrong in ["unverified", "unmarked"] {
            try await HostileProvider.doing(wrong) { hostile in
                let identity = try await hostile.signIn()
                #expect(
                    identity.email == "amina@ville.example" && !identity.emailVerified && identity.linkingAddress == nil
                )
            }
        }
        let vouched = HostileProvider.Agreed(addresses: .vouchedByProvider)
        let unmarked = try await HostileProvider.doing("unmarked", vouched) { try await $0.signIn() }
        let unverified = try await HostileProvider.doing("unverified", vouched) { try await $0.signIn() }
        #expect(unmarked.linkingAddress == "amina@ville.example" && unverified.linkingAddress == nil)
    }

    @Test func `facts beside the token are taken plain or signed, of the same person only`() async throws {
        for right in ["userinfo", "userinfo-signed"] {
            try await HostileProvider.doing(right) { hostile in
                let identity = try await hostile.signIn()
                let asked = try await hostile.asked
                #expect(identity.linkingAddress == "amina@ville.example" && asked.userinfo == 1)
            }
        }
        for (wrong, error) in [
            ("userinfo-other", OpenIDError.otherSubject), ("userinfo-signed-by-thief", .token(.signature)),
            ("userinfo-signed-for-other", .token(.audience)), ("userinfo-failing", .refused(.userInfo, status: 503)),
        ] {
            try await HostileProvider.doing(wrong) { hostile in
                await #expect(throws: error) { try await hostile.signIn() }
            }
        }
    }
}
