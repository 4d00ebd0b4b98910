internal import Areas
internal import AsyncHTTPClient
internal import Foundation
internal import Logging
internal import OpenID
internal import Post
internal import Rules
internal import Web

/// What stands around one city's desk, from its settings: letters, the sign-in provider, files.
struct CityOutside {
    let settings: CitySettings
    let shared: RunningCity.Shared

    var outside: CityDesk.Outside {
        get throws {
            CityDesk.Outside(
                books: shared.books, passwords: shared.passwords, provider: try provider, carry: try carry,
                files: settings["files"].isEmpty ? nil : settings["files"], machine: try machine,
                glossary: shared.glossary)
        }
    }

    private var machine: (any TranslationMachine)? {
        get throws {
            guard !settings["machine"].isEmpty else { return nil }
            let key = settings["machinekey"].isEmpty ? nil : settings["machinekey"]
            guard let machine = HTTPTranslationMachine(address: settings["machine"], key: key, client: shared.http)
            else {
                throw ServerSettings.Fault.wrong(
                    key: "machine", value: settings["machine"],
                    mend: "give an address such as https://translate.example.org")
            }
            return machine
        }
    }

    private var carry: LetterSender.Carry? {
        get throws {
            guard let carrier = try CarrierSettings(settings["post"]).carrier() else { return nil }
            let logger = shared.logger
            return { outgoing in
                let letter: Letter
                do {
                    letter = try Letter(
                        id: outgoing.id, to: [EmailAddress(outgoing.to)], subject: outgoing.subject,
                        text: outgoing.text, language: outgoing.language, date: outgoing.date.milliseconds)
                } catch {
                    throw LetterFailure.permanent
                }
                do throws(CarrierError) {
                    try await carrier.carry(letter)
                } catch {
                    logger.warning("letter did not go", metadata: ["cause": .string("\(error)")])
                    throw error.isTemporary ? LetterFailure.temporary : LetterFailure.permanent
                }
            }
        }
    }

    private var provider: (any SignInProvider)? {
        get throws {
            guard !settings["provider"].isEmpty else { return nil }
            let accepted = settings["factor"].split(separator: " ").map(String.init)
            let stated = OpenIDSettings(
                issuer: settings["provider"], clientID: settings["client"],
                clientSecret: settings["secret"].isEmpty ? nil : ClientSecret(settings["secret"]))
            return CityProvider(
                provider: OpenIDProvider(settings: stated, client: shared.http),
                name: URL(string: settings["provider"])?.host ?? settings["provider"], factors: accepted)
        }
    }
}

/// The city's identity provider, as the desk asks it.
private struct CityProvider: SignInProvider {
    let provider: OpenIDProvider
    let name: String
    /// `acr` and `amr` values that count as a second factor.
    let factors: [String]

    func begin(redirect: String, now: Instant) async throws -> (address: String, pending: String) {
        let begun = try await provider.begin(redirect: redirect, now: now.milliseconds)
        return (begun.address, String(decoding: try JSONEncoder().encode(begun.pending), as: UTF8.self))
    }

    func finish(query: [String: String], pending: String, now: Instant) async throws -> ProvidedPerson {
        let kept = try JSONDecoder().decode(PendingSignIn.self, from: Data(pending.utf8))
        let identity = try await provider.finish(query: query, pending: kept, now: now.milliseconds)
        return ProvidedPerson(
            issuer: identity.issuer, subject: identity.subject, verifiedAddress: identity.linkingAddress,
            name: identity.name, token: identity.idToken,
            isStrong: !Set(identity.amr + [identity.acr].compactMap { $0 }).isDisjoint(with: factors))
    }

    func logoutAddress(token: String, redirect: String, now: Instant) async throws -> String? {
        try await provider.logoutAddress(
            idToken: token, redirect: redirect, state: UUID().uuidString, now: now.milliseconds)
    }
}
