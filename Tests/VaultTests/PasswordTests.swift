import Foundation
import Testing

@testable import Vault

@Suite struct PasswordTests {
    /// RFC 7914, section 12.
    @Test func scryptVectors() throws {
        let salt = Array("NaCl".utf8)
        let hash = try Password.derive("password", salt: salt, rounds: 10, blockSize: 8, parallelism: 16, count: 64)
        #expect(Hexadecimal.text(hash).hasPrefix("fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"))
    }

    @Test func aPasswordIsKeptWithItsParameters() async throws {
        let pool = ScryptPool(rounds: 10)
        let kept = try await pool.hash("une phrase à moi")
        #expect(kept.hasPrefix("$scrypt$ln=10,r=8,p=1$"))
        #expect(try await pool.matches("une phrase à moi", kept))
        // The same letters, composed otherwise.
        #expect(try await pool.matches("une phrase a\u{300} moi", kept))
        #expect(try await !pool.matches("une phrase à toi", kept))
        #expect(try await !pool.matches("une phrase à moi", nil))
        #expect(try await !pool.matches("une phrase à moi", "$scrypt$ln=99,r=8,p=1$AA$AA"))
        #expect(Password.isOutdated(kept))
    }

    @Test func aPasswordOfFewerRoundsIsKnownAsOutdatedAndStillOpens() async throws {
        let (old, new) = (ScryptPool(rounds: 10), ScryptPool(rounds: 12))
        let kept = try await old.hash("une phrase à moi")
        #expect(!old.isOutdated(kept))
        #expect(new.isOutdated(kept))
        #expect(try await new.matches("une phrase à moi", kept))
        #expect(try await !new.matches("une phrase à toi", kept))
        #expect(try await !new.isOutdated(new.hash("une phrase à moi")))
    }

    @Test func whoComesWhenTooManyWaitIsToldSo() async throws {
        let pool = ScryptPool(atOnce: 1, waiting: 3, rounds: 14)
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 { group.addTask { (try? await pool.hash("x")) != nil } }
            return await group.reduce(into: [Bool]()) { $0.append($1) }
        }
        #expect(outcomes.count(where: { $0 }) >= 3)
        #expect(outcomes.contains(false))
        #expect(pool.load == 0)
    }

    @Test(arguments: [
        ("court", PasswordPolicy.Fault.tooShort), ("aaaaaaaaaaaa", .pattern), ("abcabcabcabc", .pattern),
        ("qwertyuiop12", .pattern), ("azertyuiopqs", .pattern), ("0123456789012", .pattern),
        ("motdepasse123", .common), ("Motdepasse2024!", .common), ("P@ssw0rd1234", .common),
        ("bonjoursoleil", .common), ("correcthorsebatterystaple", .common), ("villerefuge2026", .common),
        ("fatoumata-1987", .personal), (String(repeating: "ab1", count: 50), .tooLong),
    ])
    func weakPasswordsAreRefusedWithTheReason(_ password: String, _ fault: PasswordPolicy.Fault) {
        #expect(PasswordPolicy.fault(password, context: ["fatoumata@example.org", "Fatoumata Exemple"]) == fault)
    }

    @Test(arguments: ["le tram 14 sent la pluie", "huit-lampes-vertes", "ገንዘብ የለኝም ዛሬ ነው", "kX9#vv2Lq!8zT0"])
    func longOnesOfOnesOwnAreTaken(_ password: String) {
        #expect(PasswordPolicy.fault(password, context: ["a.exemple@example.org"]) == nil)
    }
}

@Suite struct OneTimeCodeTests {
    /// RFC 6238, appendix B.
    @Test(arguments: [
        (59, "94287082", "46119246", "90693936"), (1_111_111_109, "07081804", "68084774", "25091201"),
        (1_111_111_111, "14050471", "67062674", "99943326"), (1_234_567_890, "89005924", "91819424", "93441116"),
        (2_000_000_000, "69279037", "90698825", "38618901"), (20_000_000_000, "65353130", "77737706", "47863826"),
    ])
    func vectors(_ seconds: Int64, _ sha1: String, _ sha256: String, _ sha512: String) {
        func code(_ hash: TOTP.Hash, _ length: Int) -> String {
            let secret = Array((0..<length).map { Array("1234567890".utf8)[$0 % 10] })
            return TOTP(secret: secret, hash: hash, digits: 8).code(seconds / 30)
        }
        #expect(code(.sha1, 20) == sha1)
        #expect(code(.sha256, 32) == sha256)
        #expect(code(.sha512, 64) == sha512)
    }

    @Test func aCodeHoldsForOneStepAround() throws {
        let totp = TOTP.fresh()
        let step: Int64 = 60_000_000
        let code = totp.code(step)
        for (seconds, expected) in [(step * 30 - 30, step), (step * 30, step), (step * 30 + 59, step)] {
            #expect(totp.step(of: code, at: seconds) == expected)
        }
        #expect(totp.step(of: code, at: step * 30 + 60) == nil)
        #expect(totp.step(of: code, at: step * 30 - 31) == nil)
        #expect(totp.step(of: "", at: step * 30) == nil)
        #expect(totp.step(of: "１２３４５６", at: step * 30) == nil)
        #expect(totp.step(of: "\(code.prefix(3)) \(code.suffix(3))", at: step * 30) == step)
        #expect(TOTP(base32: totp.base32.lowercased()) == totp)
    }

    /// RFC 4648, section 10.
    @Test(arguments: [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foobar", "MZXW6YTBOI")])
    func base32(_ plain: String, _ text: String) {
        #expect(Base32.text(Array(plain.utf8)) == text)
        #expect(Base32.bytes(text) == Array(plain.utf8))
    }

    @Test func theAddressNamesWhoAsks() {
        let address = TOTP(secret: Array(repeating: 1, count: 20)).address(issuer: "Ville Refuge", account: "a@b.fr")
        #expect(address.hasPrefix("otpauth://totp/Ville%20Refuge:a%40b.fr?secret=AEAQ"))
        #expect(QRCode.svg(address, label: "a < b")?.contains("aria-label=\"a &lt; b\"") == true)
    }
}
