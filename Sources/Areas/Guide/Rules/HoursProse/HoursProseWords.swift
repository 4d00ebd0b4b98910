/// Words of texts on opening hours, folded (small letters, no accents), French and English.
enum HoursProseWords {
    static let days: [String: Int] = {
        let names: [[String]] = [
            ["lundi", "lundis", "lun", "lu", "monday", "mondays", "mon", "mo"],
            ["mardi", "mardis", "mar", "ma", "tuesday", "tuesdays", "tues", "tue", "tu"],
            ["mercredi", "mercredis", "mer", "merc", "me", "wednesday", "wednesdays", "weds", "wed"],
            ["jeudi", "jeudis", "jeu", "je", "thursday", "thursdays", "thurs", "thur", "thu", "th"],
            ["vendredi", "vendredis", "ven", "vend", "ve", "friday", "fridays", "fri", "fr"],
            ["samedi", "samedis", "sam", "sa", "saturday", "saturdays", "sat"],
            ["dimanche", "dimanches", "dim", "di", "sunday", "sundays", "sun", "su"],
        ]
        return Dictionary(uniqueKeysWithValues: names.enumerated().flatMap { day, words in words.map { ($0, day) } })
    }()

    static let months: [String: Int] = {
        let names: [[String]] = [
            ["janvier", "janv", "january", "jan"], ["fevrier", "fevr", "fev", "february", "feb"], ["mars", "march"],
            ["avril", "avr", "april", "apr"], ["mai", "may"], ["juin", "june", "jun"],
            ["juillet", "juil", "july", "jul"], ["aout", "august", "aug"], ["septembre", "september", "sept", "sep"],
            ["octobre", "october", "oct"], ["novembre", "november", "nov"], ["decembre", "december", "dec"],
        ]
        return Dictionary(
            uniqueKeysWithValues: names.enumerated().flatMap { month, words in words.map { ($0, month + 1) } })
    }()

    static let ordinals: [String: Int] = [
        "premier": 1, "premiers": 1, "premiere": 1, "first": 1, "deuxieme": 2, "second": 2, "seconde": 2,
        "troisieme": 3,
        "third": 3, "quatrieme": 4, "fourth": 4, "dernier": -1, "derniers": -1, "derniere": -1, "last": -1,
    ]

    /// Looked for before numbers, the longest first.
    static let signs: [(words: String, name: String)] = [
        ("24 heures sur 24", "allday"), ("24h sur 24h", "allday"), ("24h sur 24", "allday"), ("24 h sur 24", "allday"),
        ("24h/24h", "allday"), ("24 h/24", "allday"), ("24 h / 24", "allday"), ("24h / 24", "allday"),
        ("24h/24", "allday"),
        ("24/24h", "allday"), ("24/24", "allday"), ("24h24", "allday"), ("24/7", "always"), ("24h/7j", "always"),
        ("24 hours a day", "allday"), ("24 hours", "allday"), ("h24", "allday"), ("7 jours sur 7", "everyday"),
        ("7 jours/7", "everyday"), ("7j sur 7", "everyday"), ("7 j/7", "everyday"), ("7j/7j", "everyday"),
        ("7j/7", "everyday"), ("7/7j", "everyday"), ("7/7", "everyday"), ("7 days a week", "everyday"),
    ]

    /// The longest first where one begins another.
    static let phrases: [(words: [String], name: String)] = [
        (["tous", "les", "jours", "de", "la", "semaine"], "everyday"), (["tous", "les", "jours"], "everyday"),
        (["chaque", "jour"], "everyday"), (["every", "day"], "everyday"), (["nuit", "et", "jour"], "always"),
        (["jour", "et", "nuit"], "always"), (["day", "and", "night"], "always"),
        (["toute", "la", "journee"], "wholeday"),
        (["en", "semaine"], "weekdays"), (["week", "days"], "weekdays"), (["le", "week", "end"], "weekend"),
        (["les", "week", "ends"], "weekend"), (["week", "ends"], "weekend"), (["week", "end"], "weekend"),
        (["jours", "feries"], "holidays"), (["jour", "ferie"], "holidays"), (["public", "holidays"], "holidays"),
        (["bank", "holidays"], "holidays"), (["vacances", "scolaires"], "school"), (["school", "holidays"], "school"),
        (["uniquement", "sur", "rendez", "vous"], "appointment"), (["uniquement", "sur", "rdv"], "appointment"),
        (["sur", "rendez", "vous"], "appointment"), (["sur", "rdv"], "appointment"),
        (["avec", "rendez", "vous"], "appointment"),
        (["prendre", "rendez", "vous"], "appointment"), (["by", "appointment", "only"], "appointment"),
        (["by", "appointment"], "appointment"), (["sans", "rendez", "vous"], "walkin"), (["sans", "rdv"], "walkin"),
        (["de", "chaque", "mois"], "ofmonth"), (["du", "mois"], "ofmonth"), (["of", "the", "month"], "ofmonth"),
        (["of", "each", "month"], "ofmonth"), (["of", "every", "month"], "ofmonth"), (["each", "month"], "ofmonth"),
        (["a", "partir", "de"], "onwards"), (["sans", "interruption"], "filler"), (["en", "continu"], "filler"),
        (["non", "stop"], "filler"), (["apres", "midi"], "partofday"), (["y", "compris"], "and"),
        (["a", "l", "exception", "du"], "except"), (["a", "l", "exception", "de"], "except"),
        (["a", "l", "exception", "des"], "except"), (["tous", "les"], "filler"),
        (["tout", "le", "mois", "de"], "filler"),
        (["du", "lundi", "au", "dimanche"], "everyday"),
    ]

    static let closing: Set<String> = [
        "ferme", "fermee", "fermes", "fermees", "fermeture", "fermetures", "closed", "off",
    ]
    static let excepting: Set<String> = ["sauf", "except", "excepte", "exceptes", "hors", "hormis"]
    static let everyDay: Set<String> = ["everyday", "daily", "quotidien", "quotidiennement"]
    static let weekdays: Set<String> = ["weekdays", "weekday"]
    static let weekend: Set<String> = ["weekend", "weekends"]
    static let partsOfDay: Set<String> = [
        "matin", "matins", "matinee", "partofday", "soir", "soirs", "soiree", "midi", "morning", "mornings",
        "afternoon",
        "afternoons", "evening", "evenings",
    ]
    static let between: Set<String> = ["a", "au", "jusqu", "jusque", "to", "until", "till", "through", "et", "and"]
    static let glue: Set<String> = ["et", "and", "puis", "ainsi", "que"]
    /// Say nothing of days or times.
    static let fillers: Set<String> = [
        "filler", "ouvert", "ouverte", "ouverts", "ouvertes", "ouverture", "ouvertures", "open", "opens", "opening",
        "horaires",
        "horaire", "heures", "hours", "du", "de", "des", "d", "le", "la", "les", "l", "au", "aux", "en", "on", "the",
        "from",
        "a", "uniquement", "seulement", "only", "chaque", "every", "each", "walkin", "at", "during", "pendant", "is",
        "est",
        "and", "et", "puis", "entre", "between", "in", "of", "s",
    ]
}
