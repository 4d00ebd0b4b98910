import Areas
import Rules
import Store
import Vault

/// Organisations and work contacts of an invented city, for the figures of the directory. Every name is invented and obviously so.
enum CommunitySeed {
    static let organisations = 300
    static let contacts = 3_000

    private static let first = [
        "Ada", "Bélinda", "Chafiq", "Dariush", "Élodie", "Fatou", "Grigor", "Hodan", "Ismaël", "Jamila", "Karim", "Léa",
        "Mehari", "Noor", "Olena", "Parwana", "Quentin", "Rokia", "Samuel", "Tsering",
    ]
    private static let last = [
        "Exemple", "Modèle", "Essai", "Fictive", "Inventé", "Spécimen", "Patron", "Maquette", "Gabarit", "Brouillon",
    ]
    private static let functions = [
        "Coordinatrice", "Travailleur social", "Conseillère juridique", "Infirmier", "Accueil de nuit",
        "Responsable bénévoles", "Interprète", "Hébergement familles",
    ]
    private static let languages = ["fr", "en", "ar", "fa", "ps", "ti", "am", "so", "es", "ru"]

    /// Writes them down, in transactions of 250 contacts, on top of a city that is imported. The keys `bench-0` … are new.
    /// - Parameters:
    ///   - kind: key of an organisation kind of that city.
    ///   - topics: keys of themes or needs of that city.
    ///   - seed: the same gives the same city.
    static func fill(
        _ workplace: Workplace, by account: String, kind: String, topics: [String], seed: UInt64, now: Instant
    ) async throws {
        try await workplace.database.write { connection in
            for number in 0..<organisations {
                _ = try Community.add(
                    connection, key: "bench-\(number)", name: "Association \(last[number % last.count]) \(number)",
                    kind: kind, now: now)
            }
        }
        for start in stride(from: 0, to: contacts, by: 250) {
            try await workplace.database.write { connection in
                var random = seed &+ UInt64(start)
                func pick<Element>(_ list: [Element]) -> Element {
                    // SplitMix64 (Steele, Lea, Flood 2014).
                    random &+= 0x9E37_79B9_7F4A_7C15
                    var mixed = random
                    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
                    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
                    return list[Int((mixed ^ (mixed >> 31)) % UInt64(list.count))]
                }
                for number in start..<min(start + 250, contacts) {
                    let draft = ContactDraft(
                        name: "\(pick(first)) \(pick(last)) \(number)", function: pick(functions),
                        phone: number % 3 == 0 ? nil : "+33 1 00 00 \(1000 + number)",
                        email: "contact\(number)@example.org",
                        languages: Array(Set([pick(languages), pick(languages)])),
                        topics: topics.isEmpty ? [] : [pick(topics)])
                    try Community.addContact(
                        workplace, connection, draft, to: "bench-\(number % organisations)", by: account,
                        confirmed: LocalDate(daysSinceEpoch: Int(now.milliseconds / 86_400_000) - number % 700),
                        now: now)
                }
            }
        }
    }
}
