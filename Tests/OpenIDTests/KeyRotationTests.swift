import OpenID
import Testing

@Suite(.timeLimit(.minutes(1))) struct KeyRotationTests {
    @Test func `a new key is found at its first token, and the old one no longer counts`() async throws {
        try await HostileProvider.doing("good") { hostile in
            let (address, pending) = try await hostile.provider.begin(
                redirect: HostileProvider.redirect, now: HostileProvider.now)
            _ = try await hostile.provider.finish(
                query: try await hostile.browser.back(from: address), pending: pending, now: HostileProvider.now)
            try await hostile.rotate()
            _ = try await hostile.signIn()
            #expect(try await hostile.asked == .init(discovery: 1, keys: 2, token: 2, userinfo: 0))
            // The keys are known again: nothing more is asked.
            _ = try await hostile.signIn()
            #expect(try await hostile.asked.keys == 2)
        }
    }

    @Test func `a flood of invented keys is not passed on to the provider`() async throws {
        try await HostileProvider.doing("unknown-key") { hostile in
            let now = HostileProvider.now
            for wave in [now, now + 29_999] {
                await withTaskGroup(of: Void.self) { group in
                    for _ in 0..<20 {
                        group.addTask {
                            await #expect(throws: OpenIDError.token(.unknownKey)) {
                                try await hostile.signIn(now: wave)
                            }
                        }
                    }
                }
                // Once because nothing was known, once because of the unknown key.
                let asked = try await hostile.asked
                #expect(asked.keys == 2)
            }
            await #expect(throws: OpenIDError.token(.unknownKey)) { try await hostile.signIn(now: now + 30_000) }
            let asked = try await hostile.asked
            #expect(asked == .init(discovery: 1, keys: 3, token: 41, userinfo: 0))
        }
    }

    @Test func `what is known of the provider is read again after its time`() async throws {
        try await HostileProvider.doing("good") { hostile in
            let now = HostileProvider.now
            _ = try await hostile.signIn(now: now)
            _ = try await hostile.signIn(now: now + 3_599_999)
            #expect(try await hostile.asked == .init(discovery: 1, keys: 1, token: 2, userinfo: 0))
            _ = try await hostile.signIn(now: now + 3_600_000)
            #expect(try await hostile.asked == .init(discovery: 2, keys: 2, token: 3, userinfo: 0))
        }
    }
}
