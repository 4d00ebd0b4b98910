import Testing

@testable import Rules

/// Which pairs are one, which ones somebody should look at, and which are two.
@Suite("Two records are one when name and whereabouts agree")
struct LikenessTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let why: String
        let one: LikenessFacts
        let other: LikenessFacts
        let expected: Likeness.Verdict
        var testDescription: String { why }
    }

    static func place(
        _ name: String, _ address: String? = nil, _ postcode: String? = nil, at point: (Double, Double)? = nil,
        phone: String? = nil, web: String? = nil, needs: Set<String> = [], from source: String = "a",
        hidden: Bool = false
    ) -> LikenessFacts {
        LikenessFacts(
            names: [name], address: address, postcode: postcode,
            point: point.map { Coordinate(latitude: $0.0, longitude: $0.1) }, phones: [phone].compactMap { $0 },
            websites: [web].compactMap { $0 }, needs: needs, source: source, isProtected: hidden)
    }

    static let cases: [Case] = [
        Case(
            why: "the same in every word", one: place("Le Kiosque", "218 rue Saint-Jacques", "75005"),
            other: place("Le Kiosque", "218 rue Saint-Jacques", "75005", from: "b"), expected: .twins),
        Case(
            why: "accents, capitals, abbreviations",
            one: place("RÉFECTOIRE DU CŒUR", "12, av. du Gal Leclerc, 75014 Paris"),
            other: place("Refectoire du coeur", "12 avenue du Général-Leclerc", "75014", from: "b"), expected: .twins),
        Case(
            why: "bis and a house number in front of a building",
            one: place("Halte Femmes", "Bâtiment B, 12 bis rue Erard", "75012"),
            other: place("Halte femmes", "12bis, r. Érard", "75012", from: "b"), expected: .twins),
        Case(
            why: "a slip of the pen in the name, 20 m away",
            one: place("Espace Agora", at: (48.8600, 2.3500)),
            other: place("Espace Agorra", at: (48.8601, 2.3501), from: "b"),
            expected: .twins),
        Case(
            why: "an abbreviation for the words", one: place("CCAS de Saint-Ouen", "6 place de la République", "93400"),
            other: place("Centre communal d’action sociale de St-Ouen", "6 pl. de la République", "93400", from: "b"),
            expected: .twins),
        Case(
            why: "telephone written otherwise",
            one: place("Emmaüs Agora", "32 rue des Bourdonnais", "75001", phone: "01 77 37 63 10"),
            other: place("Agora Emmaüs", "32, rue des Bourdonnais", "75001", phone: "+33 (0)1.77.37.63.10", from: "b"),
            expected: .twins),
        Case(
            why: "a short and a long name at the same door",
            one: place("La Maison dans le Jardin", "35 rue des Écluses", "75010"),
            other: place(
                "La Maison dans le Jardin, accueil de jour du Samusocial", "35 rue des Écluses", "75010", from: "b"),
            expected: .perhaps),
        Case(
            why: "another name, the same door and telephone: it was renamed",
            one: place("Boutique solidarité Bichat", "35 rue Bichat", "75010", phone: "0142024870"),
            other: place("ESI Bichat Emmaüs", "35 rue Bichat", "75010", phone: "0142024870", from: "b"),
            expected: .perhaps),
        Case(
            why: "the same name, one without an address but with the same telephone",
            one: place("Dom’Asile", "46 boulevard des Batignolles", "75017", phone: "0140271448"),
            other: place("Dom'Asile", phone: "0140271448", from: "b"), expected: .twins),
        Case(
            why: "the same name, and nobody knows where", one: place("Utopia 56"),
            other: place("Utopia 56", "12 rue Dunois", "75013", from: "b"), expected: .perhaps),
        Case(
            why: "branches of a chain in two streets",
            one: place("Les Restos du Cœur – Centre Ney", "1 boulevard Ney", "75018", at: (48.8985, 2.3600)),
            other: place(
                "Les Restos du Cœur – Centre Gambetta", "8 rue Gambetta", "75020", at: (48.8650, 2.3985), from: "b"),
            expected: .apart),
        Case(
            why: "the same name in two districts",
            one: place("Secours populaire français", "6 passage Ramey", "75018", at: (48.8907, 2.3470)),
            other: place("Secours populaire français", "9 rue Froissart", "75003", at: (48.8620, 2.3650), from: "b"),
            expected: .apart),
        Case(
            why: "numbers in the name tell two apart", one: place("Bains-douches 12", "7 rue Oberkampf", "75011"),
            other: place("Bains-douches 13", "7 rue Oberkampf", "75011", from: "b"), expected: .apart),
        Case(
            why: "two houses under one roof",
            one: place("Cimade Île-de-France", "46 boulevard des Batignolles", "75017"),
            other: place("Dom’Asile", "46 boulevard des Batignolles", "75017", from: "b"), expected: .apart),
        Case(
            why: "the same street, another number and another telephone",
            one: place("Café social Belleville", "7 rue de Pali-Kao", "75020", phone: "0140332525"),
            other: place("Café social Dejean", "1 rue Dejean", "75018", phone: "0142232393", from: "b"),
            expected: .apart),
        Case(
            why: "rue Blanche is not place Blanche", one: place("Accueil Montmartre", "3 rue Blanche", "75009"),
            other: place("Accueil Montmartre", "3 place Blanche", "75009", from: "b"), expected: .apart),
        Case(
            why: "the same street in two towns", one: place("Mission locale", "10 rue de la République", "93200"),
            other: place("Mission locale", "10 rue de la République", "93100", from: "b"), expected: .apart),
        Case(
            why: "a name that any place may have, far enough",
            one: place("Toilettes publiques", at: (48.8600, 2.3500)),
            other: place("Toilettes publiques", at: (48.8611, 2.3500), from: "b"), expected: .apart),
        Case(
            why: "a name that any place may have, at the very spot, of two guides",
            one: place("Toilettes publiques", at: (48.86000, 2.35000)),
            other: place("Toilettes publiques", at: (48.86005, 2.35000), from: "b"), expected: .perhaps),
        Case(
            why: "one guide knows its own toilets apart", one: place("Toilettes publiques", at: (48.86000, 2.35000)),
            other: place("Toilettes publiques", at: (48.86005, 2.35000)), expected: .apart),
        Case(
            why: "one guide that lists a place twice", one: place("Le Kiosque", "218 rue Saint-Jacques", "75005"),
            other: place("Le Kiosque", "218 rue Saint-Jacques", "75005"), expected: .twins),
        Case(
            why: "a shower and a meal at the same place",
            one: place("Agora", "32 rue des Bourdonnais", "75001", needs: ["shower"]),
            other: place("Agora", "32 rue des Bourdonnais", "75001", needs: ["meal"], from: "b"), expected: .apart),
        Case(
            why: "the same meal, seen twice",
            one: place("Agora", "32 rue des Bourdonnais", "75001", needs: ["meal", "food"]),
            other: place("Agora", "32 rue des Bourdonnais", "75001", needs: ["meal"], from: "b"), expected: .twins),
        Case(
            why: "a page of a social network proves nothing",
            one: place("Un toit", web: "https://www.facebook.com/untoit"),
            other: place("Un toit solidaire 94", web: "https://facebook.com/toit94", from: "b"), expected: .apart),
        Case(
            why: "the same host, where the address is missing",
            one: place("Watizat", web: "https://watizat.org/contact"),
            other: place("Watizat", web: "http://www.watizat.org", from: "b"), expected: .twins),
        Case(
            why: "an address that the map put elsewhere",
            one: place("La Chorba", "87 boulevard Poniatowski", "75012", at: (48.8330, 2.4030)),
            other: place("La Chorba", "87 boulevard Poniatowski", "75012", at: (48.8372, 2.4010), from: "b"),
            expected: .twins),
        Case(
            why: "a protected place is never compared by its address",
            one: place("Maison Rosa", "9 rue Cachée", "75011", hidden: true),
            other: place("Maison Rosa", "9 rue Cachée", "75011", from: "b"), expected: .apart),
        Case(
            why: "a protected place by name and telephone",
            one: place("Maison Rosa Parks", phone: "0140000000", hidden: true),
            other: place("Maison Rosa Parks", "9 rue Cachée", "75011", phone: "01 40 00 00 00", from: "b"),
            expected: .twins),
        Case(
            why: "a short number is everybody's", one: place("Samusocial de Paris", phone: "115"),
            other: place("Maraude Nord", phone: "115", from: "b"), expected: .apart),
    ]

    @Test("The table of twins", arguments: cases)
    func verdict(_ example: Case) {
        let (one, other) = (LikenessRecord(example.one), LikenessRecord(example.other))
        let likeness = Likeness(one, other)
        #expect(likeness.verdict == example.expected, "\(likeness)")
        #expect(Likeness(other, one).verdict == example.expected, "the order must not matter")
    }

    @Test("Nothing of a protected place's whereabouts is kept for comparison")
    func secret() {
        let facts = Self.place("Maison", "9 rue Cachée", "75011", at: (48.8, 2.3), hidden: true)
        #expect(facts.address == nil && facts.postcode == nil && facts.point == nil)
        #expect(Likeness(LikenessRecord(facts), LikenessRecord(facts)).place == nil)
    }

    @Test(
        "Numbers are compared as they are dialled",
        arguments: [
            ("01 43 44 55 00", "+33143445500"), ("+33 1 43 44 55 00", "+33143445500"),
            ("0033143445500", "+33143445500"),
            ("+33 (0)6 12 34 56 78", "+33612345678"), ("+44 20 7946 0000", "+442079460000"), ("115", nil),
            ("3919", nil),
            ("01 43 44 55", nil), ("", nil),
        ] as [(String, String?)])
    func numbers(_ words: String, _ expected: String?) {
        #expect(DialledNumber.international(words) == expected)
    }

    @Test("Among many records only true pairs are found, wherever they stand in the list")
    func candidates() {
        var facts: [LikenessFacts] = []
        for index in 0..<4_000 {
            let (row, column) = (index / 64, index % 64)
            facts.append(
                Self.place(
                    "Accueil \(Self.word(index)) \(Self.word(index / 7 + 91))",
                    "\(index % 90 + 1) rue \(Self.word(index / 3))",
                    "750\(10 + index % 9)", at: (48.80 + Double(row) * 0.0015, 2.25 + Double(column) * 0.0022)))
        }
        // Every hundredth stands twice: in another guide, a few metres away, with a slip.
        for index in stride(from: 0, to: 4_000, by: 100) {
            var twin = facts[index]
            twin.source = "b"
            twin.names = [twin.names[0] + "s"]
            twin.point = twin.point.map { Coordinate(latitude: $0.latitude + 0.0001, longitude: $0.longitude) }
            facts.append(twin)
        }
        let pairs = TwinCandidates.pairs(facts.map { LikenessRecord($0) })
        let found = Set(pairs.map { [$0.one, $0.other] })
        for (offset, index) in stride(from: 0, to: 4_000, by: 100).enumerated() {
            #expect(found.contains([index, 4_000 + offset]), "\(facts[index].names)")
        }
        #expect(pairs.count < 60, "\(pairs.count)")
        #expect(pairs.map(\.likeness.whole) == pairs.map(\.likeness.whole).sorted(by: >))
    }

    @Test("What is seen to be apart without its names is apart with them, in each order")
    func soonerApart() {
        var seed: UInt64 = 7
        func draw<Item>(_ items: [Item]) -> Item {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return items[Int(seed >> 33) % items.count]
        }
        let names = ["Espace Agora", "Agora", "Agorra 2", "Halte Femmes", "CCAS de Saint-Ouen", "Accueil de jour"]
        let addresses: [String?] = ["3 rue Blanche", "5 rue Blanche", "rue Blanche", "9 place Blanche", nil]
        let postcodes: [String?] = ["75009", "75018", nil]
        let points: [(Double, Double)?] = [(48.88, 2.33), (48.8803, 2.3301), (48.8815, 2.332), nil]
        let phones: [String?] = ["0140000000", "0140000001", nil]
        let needs: [Set<String>] = [[], [], ["meal"], ["meal", "shower"], ["shower"]]
        let records = (0..<120).map { _ in
            let facts = Self.place(
                draw(names), draw(addresses), draw(postcodes), at: draw(points), phone: draw(phones),
                web: draw(["agora.example", nil]), needs: draw(needs), from: draw(["a", "b"]),
                hidden: draw([false, false, false, true]))
            return LikenessRecord(facts)
        }
        var (met, apart) = (0, 0)
        for one in records {
            for other in records {
                let whole = Likeness(one, other)
                let sooner = Likeness.unlessApart(one, other)
                #expect(sooner == (whole.verdict == .apart ? nil : whole), "\(one.facts) \(other.facts)")
                if sooner == nil { apart += 1 } else { met += 1 }
            }
        }
        #expect(met > 100 && apart > 1_000)
    }

    @Test(
        "A telephone that a thousand records share makes no million comparisons, and twins next to each other are found"
    )
    func crowd() {
        var facts = (0..<1_000).map { index in
            Self.place(
                "Antenne \(Self.word(index * 31))", "\(index + 1) rue \(Self.word(index))", "75018", phone: "0140000000"
            )
        }
        facts.append(
            Self.place("Antenne \(Self.word(500 * 31))", "501 rue \(Self.word(500))", phone: "0140000000", from: "b"))
        let pairs = TwinCandidates.pairs(facts.map { LikenessRecord($0) })
        #expect(pairs.contains { $0.one == 500 && $0.other == 1_000 && $0.likeness.verdict == .twins })
    }

    /// A made-up word, another for each number.
    static func word(_ number: Int) -> String {
        let syllables = ["ba", "do", "fi", "gu", "ka", "lo", "mi", "nu", "pa", "ro", "si", "tu", "va", "xo", "zi"]
        var (rest, word) = (number &* 2_654_435_761 % 759_375, "")
        for _ in 0..<5 {
            word += syllables[rest % 15]
            rest /= 15
        }
        return word
    }
}
