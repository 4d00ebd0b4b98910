/// The public holidays of France.
///
/// Sources: Code du travail, art. L3133-1 (the eleven of the whole country), L3134-13 and the ordinance of
/// 16 August 1892 (Alsace and Moselle), L3422-2 and decree 83-1003 of 23 November 1983 (the commemorations of the
/// abolition of slavery overseas); the local days of the Pacific territories and of the islands by their own deliberations.
public enum FrenchHolidays {
    /// Calendar of a region. `region` is an ISO 3166-2 code (`FR-67`), the code of a département (`67`) or its name;
    /// nil: mainland France outside Alsace and Moselle.
    /// - Parameter schoolHolidays: the ranges of the place's school zone, as the territory's data gives them;
    ///   nil when not known.
    public static func calendar(region: String? = nil, schoolHolidays: [HolidayPeriod]? = nil) -> HolidayCalendar {
        let definitions = HolidayDefinitions(country: "FR", publicHolidays: rules, schoolHolidays: schoolHolidays)
        return definitions.calendar(region: region)
    }

    /// All rules, the local ones included.
    public static let rules: [HolidayRule] =
        [
            fixed("Jour de l’An", 1, 1),
            easter("Vendredi saint", -2, alsaceMoselle + guadeloupe + martinique + polynesia),
            easter("Lundi de Pâques", 1),
            fixed("Fête du Travail", 5, 1),
            fixed("Victoire de 1945", 5, 8),
            easter("Ascension", 39),
            easter("Lundi de Pentecôte", 50),
            fixed("Fête nationale", 7, 14),
            fixed("Assomption", 8, 15),
            fixed("Toussaint", 11, 1),
            fixed("Armistice de 1918", 11, 11),
            fixed("Noël", 12, 25),
            fixed("Saint-Étienne", 12, 26, alsaceMoselle),
        ] + overseas

    private static let overseas: [HolidayRule] = [
        fixed("Abolition de l’esclavage", 4, 27, ["FR-976", "976", "YT", "Mayotte"]),
        fixed("Saint Pierre Chanel", 4, 28, wallis),
        fixed("Abolition de l’esclavage", 5, 22, martinique),
        fixed("Abolition de l’esclavage", 5, 27, guadeloupe),
        fixed("Abolition de l’esclavage", 5, 28, ["FR-MF", "978", "MF", "Saint-Martin"]),
        fixed("Abolition de l’esclavage", 6, 10, ["FR-973", "973", "GF", "Guyane"]),
        fixed("Fête de l’autonomie", 6, 29, polynesia),
        fixed("Victor Schœlcher", 7, 21, guadeloupe + martinique),
        fixed("Fête du Territoire", 7, 29, wallis),
        fixed("Fête de la citoyenneté", 9, 24, ["FR-NC", "988", "NC", "Nouvelle-Calédonie"]),
        fixed("Abolition de l’esclavage", 10, 9, ["FR-BL", "977", "BL", "Saint-Barthélemy"]),
        fixed("Abolition de l’esclavage", 12, 20, ["FR-974", "974", "RE", "La Réunion", "Réunion"]),
    ]

    private static let alsaceMoselle = [
        "FR-57", "57", "Moselle", "FR-67", "67", "Bas-Rhin", "FR-68", "68", "Haut-Rhin", "FR-6AE", "6AE", "Alsace",
    ]
    private static let guadeloupe = ["FR-971", "971", "GP", "Guadeloupe"]
    private static let martinique = ["FR-972", "972", "MQ", "Martinique"]
    private static let polynesia = ["FR-PF", "987", "PF", "Polynésie française"]
    private static let wallis = ["FR-WF", "986", "WF", "Wallis-et-Futuna"]

    private static func fixed(_ name: String, _ month: Int, _ day: Int, _ regions: [String]? = nil) -> HolidayRule {
        HolidayRule(name: name, basis: .fixed(month: month, day: day), regions: regions)
    }

    private static func easter(_ name: String, _ offset: Int, _ regions: [String]? = nil) -> HolidayRule {
        HolidayRule(name: name, basis: .easter, offset: offset, regions: regions)
    }
}
