import Search

/// A small guide in French, English and Arabic, about which every test can know everything.
enum SmallCity {
    /// A Monday at midnight.
    static let monday: Minute = 29_852_640
    static let horizon = monday..<monday + 14 * 1_440
    static let days: [Range<Minute>] = (0..<14).map { (day: Minute) in monday + day * 1_440..<monday + (day + 1) * 1_440
    }

    /// Monday at an hour of the day.
    static func at(_ hour: Minute, _ minute: Minute = 0, day: Minute = 0) -> Minute {
        monday + day * 1_440 + hour * 60 + minute
    }

    static let vocabulary = Vocabulary(
        themes: [
            entry("hygiene", ["fr": "Hygiène", "en": "Hygiene", "ar": "النظافة"]),
            entry("learning", ["fr": "Apprendre", "en": "Learning"]),
            entry("food", ["fr": "Alimentation", "en": "Food"]),
        ],
        needs: [
            need(
                "shower", "hygiene", ["fr": "Douche", "en": "Shower", "ar": "دُش"],
                [
                    ("fr", "bains douches"), ("fr", "bain-douche"), ("fr", "se laver"), ("ar", "استحمام"),
                    ("en", "bath"),
                ]),
            need(
                "laundry", "hygiene", ["fr": "Laverie", "en": "Laundry", "ar": "غسيل الملابس"], [("fr", "lave-linge")]),
            need(
                "french-course", "learning", ["fr": "Cours de français", "en": "French course", "ar": "دروس الفرنسية"],
                [("fr", "apprendre le français"), ("en", "learn French"), ("ar", "تعلم الفرنسية")]),
            need("meal", "food", ["fr": "Repas", "en": "Meal", "ar": "وجبة"], [("fr", "manger"), ("en", "eat")]),
            need("wifi", "learning", ["fr": "Wi-Fi", "en": "Wi-Fi", "ar": "واي فاي"], [("fr", "internet")]),
            need("library", "learning", ["fr": "Bibliothèque", "en": "Library", "ar": "مكتبة"], []),
        ],
        publics: [
            entry("women", ["fr": "Femmes", "en": "Women", "ar": "نساء"]),
            entry("families", ["fr": "Familles", "en": "Families"]),
        ],
        statuses: [entry("asylum-seeker", ["fr": "Demandeur d'asile"]), entry("refugee", ["fr": "Réfugié"])],
        languages: [entry("fr", ["fr": "français"]), entry("ar", ["fr": "arabe"]), entry("ps", ["fr": "pachto"])],
        districts: [entry("paris-10", ["fr": "10e arrondissement"]), entry("paris-18", ["fr": "18e arrondissement"])],
        accessibility: [entry("wheelchair", ["fr": "Fauteuil roulant"]), entry("not-wheelchair", [:])],
        conditions: [entry("no-appointment", ["fr": "Sans rendez-vous"]), entry("appointment", [:])],
        amenities: [entry("pets", ["fr": "Animaux acceptés"])])

    static let documents: [SearchDocument] = [
        SearchDocument(
            key: "bains-oberkampf",
            texts: [
                FieldText(.name, "fr", "Bains-douches Oberkampf"), FieldText(.organisation, "fr", "Ville de Paris"),
                FieldText(.description, "fr", "Douches chaudes toute l'année. Apporter une serviette."),
                FieldText(.place, "fr", "42 rue Oberkampf 75011"),
            ],
            needs: [id("shower")], point: GeoPoint(latitude: 48.8650, longitude: 2.3780),
            organisation: "ville-de-paris", languages: [LanguageID(0)], isFree: true,
            conditions: [ConditionID(0)], accessibility: [AccessibilityID(0)], daysSinceConfirmed: 10,
            openSpans: weekdays(8, 18)),
        SearchDocument(
            key: "halte-femmes",
            texts: [
                FieldText(.name, "fr", "Halte Femmes"), FieldText(.organisation, "fr", "Aurore"),
                FieldText(.description, "fr", "Repos, douche, café. Réservé aux femmes seules."),
                FieldText(.description, "en", "A calm place for women."),
            ],
            needs: [id("shower"), id("laundry")], point: GeoPoint(latitude: 48.84478, longitude: 2.37835),
            organisation: "aurore", publics: [PublicID(0)], ages: 18...120, genders: [.woman],
            languages: [LanguageID(0), LanguageID(1)], isFree: true, conditions: [ConditionID(1)],
            daysSinceConfirmed: 400, openSpans: weekdays(9, 12)),
        SearchDocument(
            key: "cours-salut",
            texts: [
                FieldText(.name, "fr", "Atelier de langue"), FieldText(.organisation, "fr", "Armée du salut"),
                FieldText(.organisation, "fr", "ADS"), FieldText(.description, "fr", "Petits groupes, le soir."),
            ],
            needs: [id("french-course")], point: GeoPoint(latitude: 48.8800, longitude: 2.3600),
            district: DistrictID(0), organisation: "armee-du-salut", ages: 16...25,
            statuses: [StatusID(1)], languages: [LanguageID(0), LanguageID(2)], daysSinceConfirmed: 30,
            openSpans: weekdays(18, 20)),
        SearchDocument(
            key: "repas-chapelle",
            texts: [
                FieldText(.name, "fr", "Petits déjeuners de la Chapelle"),
                FieldText(.organisation, "fr", "Centre d'action sociale de la Ville de Paris"),
                FieldText(.organisation, "fr", "CASVP"), FieldText(.description, "fr", "Boissons chaudes et repas."),
                FieldText(.description, "ar", "وجبات ساخنة والمشروبات للجميع"),
            ],
            needs: [id("meal")], point: GeoPoint(latitude: 48.8905, longitude: 2.3589), district: DistrictID(1),
            organisation: "casvp", isFree: true, conditions: [ConditionID(0)], amenities: [AmenityID(0)],
            daysSinceConfirmed: 1, openSpans: weekdays(7, 10)),
        SearchDocument(
            key: "bibliotheque-vaclav",
            texts: [
                FieldText(.name, "fr", "Bibliothèque Václav Havel"),
                FieldText(.description, "fr", "Wi-Fi, journaux du monde, hôpital Lariboisière à dix minutes."),
            ],
            needs: [id("library"), id("wifi")], point: GeoPoint(latitude: 48.8889, longitude: 2.3590),
            district: DistrictID(1), isFree: true, accessibility: [AccessibilityID(1)]),
        SearchDocument(
            key: "adresse-protegee", texts: [FieldText(.name, "fr", "Maison des mères")], needs: [id("laundry")],
            openSpans: []),
    ]

    static let index = SearchIndex(
        documents: documents, vocabulary: vocabulary, horizon: horizon, days: days, version: 7)

    /// Keys of the services found, best first.
    static func keys(_ query: SearchQuery) -> [String] {
        index.search(query).hits.map { index.key(of: $0.id) }
    }

    /// Keys of the services found for a text on Monday at 11:00.
    static func keys(_ text: String) -> [String] {
        keys(SearchQuery(text: text, now: at(11)))
    }

    static func id(_ need: String) -> NeedID {
        vocabulary.need(need) ?? NeedID(999)
    }

    private static func entry(_ key: String, _ labels: [String: String]) -> Vocabulary.Entry {
        Vocabulary.Entry(key: key, labels: labels.sorted { $0.key > $1.key }.map { .init($0.key, $0.value) })
    }

    private static func need(
        _ key: String, _ theme: String, _ labels: [String: String], _ synonyms: [(String, String)]
    ) -> Vocabulary.Entry {
        var need = entry(key, labels)
        need.synonyms = synonyms.map { Vocabulary.Wording($0.0, $0.1) }
        need.parent = theme
        return need
    }

    private static func weekdays(_ open: Minute, _ close: Minute) -> [OpenSpan] {
        (0..<14).filter { $0 % 7 < 5 }
            .map { OpenSpan(start: at(open, day: Minute($0)), end: at(close, day: Minute($0))) }
    }
}
