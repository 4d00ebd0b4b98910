/// Words and phrases, other than names of days and months, that people type; what each stands for in the standard.
enum HoursPhrases {
    struct Phrase: Sendable {
        let tokens: [HoursToken.Kind]
        /// The spelling to use instead; nil: just leave it out.
        let mend: String?
        /// It reads a language, which helps to tell `Di` (Dienstag) from `Di` (dimanche).
        let language: String?
    }

    /// By the words in lower case, without accents, one space or nothing between them.
    static let all: [String: Phrase] = {
        var table: [String: Phrase] = [:]
        func add(_ tokens: [HoursToken.Kind], _ mend: String?, _ lists: [String: String]) {
            for (language, list) in lists {
                for form in list.split(separator: "|") {
                    let key = String(form.map(HoursLetter.fold))
                    table[key] = Phrase(tokens: tokens, mend: mend, language: language.isEmpty ? nil : language)
                }
            }
        }
        for entry in entries { add(entry.tokens, entry.mend, entry.forms) }
        for (form, comment) in comments {
            let state: [HoursToken.Kind] = form.hasPrefix("sans") ? [.state(.open)] : []
            table[form] = Phrase(tokens: state + [.comment(comment)], mend: "\"\(comment)\"", language: nil)
        }
        return table
    }()

    /// How a phrase begins.
    struct Start: Hashable {
        let first: Character
        /// nil: it is one character long.
        let second: Character?
    }

    /// Lengths of the phrases that begin so, longest first: what the lexer tries.
    static let lengths: [Start: [Int]] = {
        var table: [Start: Set<Int>] = [:]
        for key in all.keys {
            if let first = key.first {
                table[Start(first: first, second: key.dropFirst().first), default: []].insert(key.count)
            }
        }
        return table.mapValues { $0.sorted(by: >) }
    }()

    private struct Entry {
        let tokens: [HoursToken.Kind]
        let mend: String?
        let forms: [String: String]

        init(_ tokens: [HoursToken.Kind], _ mend: String?, _ forms: [String: String]) {
            self.tokens = tokens
            self.mend = mend
            self.forms = forms
        }
    }

    private static let wholeWeek: [HoursToken.Kind] = [.weekday(.monday), .dash, .weekday(.sunday)]
    private static let workDays: [HoursToken.Kind] = [.weekday(.monday), .dash, .weekday(.friday)]
    private static let weekend: [HoursToken.Kind] = [.weekday(.saturday), .dash, .weekday(.sunday)]
    private static let sundaysAndHolidays: [HoursToken.Kind] = [.weekday(.sunday), .comma, .publicHoliday]
    private static let dayBefore: [HoursToken.Kind] = [.publicHoliday, .dash, .number(1, digits: 1), .dayUnit]
    private static let dayAfter: [HoursToken.Kind] = [.publicHoliday, .plus, .number(1, digits: 1), .dayUnit]

    private static let entries: [Entry] = [
        Entry(
            [.always], "24/7",
            [
                "":
                    "24/7|24x7|24/24|7/7 24/24|24h/24|24/24h|24/24 7/7|24h/24 7j/7|24h/24 et 7j/7|7j/7 24h/24|0-24/7|24 / 7|24h|24 h",
                "en":
                    "nonstop|non-stop|non stop|always|always open|open always|open 24 hours|open 24/7|24*7|7x24|24hr|24 hr|all time|alltime|anytime|any time|all the time|all day|24 hours|24hours|24 hrs"
                    + "|24 hours a day|24 hours/day|24 hours 7 days a week|24 hours a day 7 days a week|around the clock|24hrs|24 hour",
                "de":
                    "nonstop geöffnet|nonstop offen|durchgehend|durchgehend geöffnet|rund um die uhr|immer|immer geöffnet|immer offen|durchgehend offen|jederzeit|24 std|24 stunden geöffnet|24 stunden am tag"
                    + "|24 stunden|ganztägig",
                "fr": "toujours ouvert|24 heures sur 24|tout le temps|en permanence|jour et nuit|24 h/24",
                "es": "las 24 horas|24 horas|siempre|siempre abierto", "it": "sempre|sempre aperto|24 ore|h24",
                "pt": "sempre aberto",
            ]),
        Entry(
            wholeWeek, "Mo-Su",
            [
                "": "7/7|7 / 7",
                "en":
                    "daily|everyday|every day|each day|all days|all week|7 days|7 days a week|7 days/week|7days/week|7 days per week|seven days a week",
                "de": "täglich|tägl|jeden tag|alle tage", "nl": "dagelijks|alle dagen",
                "fr": "tous les jours|chaque jour|7j/7|7 j/7|7 jours/7|7 jours sur 7|7j sur 7",
                "es": "todos los días|diario|diariamente",
                "it": "tutti i giorni|ogni giorno", "pt": "todos os dias|diariamente", "pl": "codziennie",
                "cs": "denně",
                "ru": "ежедневно", "ar": "يوميا|كل يوم", "sv": "dagligen|alla dagar",
            ]),
        Entry(
            workDays, "Mo-Fr",
            [
                "en":
                    "weekdays|weekday|week days|week day|working days|working day|work days|work day|workdays|workday",
                "de": "wochentags|arbeitstags|arbeitstage", "fr": "jours ouvrés|en semaine|la semaine|jours de semaine",
                "es": "días laborables|laborables", "it": "giorni feriali|feriali", "pt": "dias úteis",
                "nl": "werkdagen",
                "ru": "будни|по будням",
            ]),
        Entry(
            weekend, "Sa-Su",
            [
                "": "weekend|weekends|week-end|week-ends|week end|we-end", "de": "wochenende|wochenenden|am wochenende",
                "es": "fin de semana|fines de semana", "it": "fine settimana", "pt": "fim de semana|fins de semana",
                "ru": "выходные|по выходным", "en": "at the weekend|at weekends",
            ]),
        Entry(
            sundaysAndHolidays, "Su,PH",
            [
                "de":
                    "sonn- und feiertag|sonn- und feiertags|sonn- und feiertage|sonn- und feiertagen|sonn-/feiertag|sonn-/feiertags"
                    + "|sonn-/feiertage|sonn-/feiertagen|sonn und feiertag|sonn und feiertags|sonn und feiertage|sonn und feiertagen"
                    + "|sonntags und feiertags|sonn- u. feiertags|sonn- & feiertags|sonn-feiertag|sonn-feiertags",
                "fr": "dimanches et fêtes|dimanche et fêtes", "en": "sundays and holidays|sunday and holidays",
                "nl": "zon- en feestdagen",
            ]),
        Entry(
            [.publicHoliday], "PH",
            [
                "en":
                    "public holidays|public holiday|publicholidays|publicholiday|bank holidays|bank holiday|holidays|holiday|hol|phs",
                "de": "feiertag|feiertags|feiertage|feiertagen|gesetzliche feiertage",
                "it": "festivi|festivo|giorni festivi",
                "fr": "jours fériés|jour férié|fériés|férié|jf", "es": "festivos|festivo|días festivos|feriados",
                "pt": "feriados|feriado", "nl": "feestdagen|feestdag", "pl": "święta",
                "ru": "праздники|праздничные дни",
            ]),
        Entry(
            [.schoolHoliday], "SH",
            [
                "en": "school holidays|school holiday|schoolholidays|schoolholiday|school vacation|school vacations",
                "de": "schulferien|ferien|schulferientage",
                "fr": "vacances scolaires|vacances|petites vacances", "es": "vacaciones escolares",
                "nl": "schoolvakanties|schoolvakantie",
                "it": "vacanze scolastiche", "pt": "férias escolares",
            ]),
        Entry(
            dayBefore, "PH -1 day",
            [
                "en":
                    "day before public holiday|day before public holidays|one day before public holiday|one day before public holidays"
                    + "|the day before public holidays|day before holiday|day before holidays",
                "fr": "veille de jour férié|veilles de jours fériés|veilles de fêtes",
                "de": "tag vor feiertag|tag vor feiertagen",
            ]),
        Entry(
            dayAfter, "PH +1 day",
            [
                "en":
                    "day after public holiday|day after public holidays|one day after public holiday|one day after public holidays"
                    + "|day after holiday|day after holidays",
                "fr": "lendemain de jour férié|lendemains de jours fériés",
                "de": "tag nach feiertag|tag nach feiertagen",
            ]),
        Entry([.sun(.sunrise), .dash, .sun(.sunset)], "sunrise-sunset", ["en": "daylight|daytime|daylight hours"]),
        Entry(
            [.sun(.sunrise)], "sunrise",
            ["en": "sunup", "fr": "lever du soleil", "de": "sonnenaufgang", "es": "amanecer", "it": "alba"]),
        Entry(
            [.sun(.sunset)], "sunset",
            ["en": "sundown", "fr": "coucher du soleil", "de": "sonnenuntergang", "es": "atardecer", "it": "tramonto"]),
        Entry(
            [.openEnd], "+",
            [
                "en": "open end|openend|open-end|open ended|late|till late|until late|close|closing",
                "de": "offenes ende|open end geöffnet", "fr": "fin de journée",
            ]),
        Entry(
            [.startingAt], nil,
            [
                "en": "from|starting at|starting from", "de": "ab", "fr": "à partir de|dès", "es": "a partir de|desde",
                "nl": "vanaf",
                "it": "dalle ore",
            ]),
        Entry(
            [.dash], "-",
            [
                "en": "to|through|until|till|til|thru", "de": "bis|bis zu",
                "fr": "à|au|jusqu'à|jusqu’à|jusqu'au|jusque",
                "es": "hasta|al", "it": "alle|fino a|al", "pt": "até|às|ás|as", "nl": "tot|tot en met|t/m",
                "ru": "до|по",
            ]),
        Entry(
            [.comma], ",",
            [
                "en": "and|plus", "de": "und|sowie", "fr": "et|puis", "es": "y", "it": "ed", "nl": "en", "pl": "i|oraz",
                "sv": "och",
                "pt": "e", "ru": "и",
            ]),
        Entry(
            [.state(.closed)], "off",
            [
                "de": "geschlossen|ruhetag|zu", "fr": "fermé|fermée|fermés|fermeture", "es": "cerrado|cerrada",
                "it": "chiuso|chiusa",
                "pt": "fechado|encerrado", "nl": "gesloten|dicht", "pl": "nieczynne|zamknięte",
                "ru": "выходной|закрыто", "sv": "stängt",
                "da": "lukket", "cs": "zavřeno", "en": "close on|shut", "ar": "مغلق",
            ]),
        Entry(
            [.state(.open)], "open",
            [
                "de": "geöffnet|offen|auf", "fr": "ouvert|ouverte|ouverts", "es": "abierto|abierta",
                "it": "aperto|aperta", "pt": "aberto",
                "nl": "geopend", "pl": "otwarte", "ru": "открыто", "sv": "öppet", "da": "åbent", "en": "opened",
                "ar": "مفتوح",
            ]),
        Entry(
            [.hour], nil,
            [
                "": "h|hrs|hr|hs|u", "de": "uhr", "fr": "heures|heure", "en": "o'clock|o’clock|hours", "nl": "uur",
                "it": "ore",
                "es": "horas|hora", "pl": "godz", "sv": "kl",
            ]),
        Entry([.am], nil, ["": "am|a.m.|a.m|a m"]),
        Entry([.pm], nil, ["": "pm|p.m.|p.m|p m"]),
        Entry(
            [.easter], "easter",
            ["fr": "pâques", "de": "ostern|ostersonntag", "es": "pascua", "it": "pasqua", "en": "easter sunday"]),
        Entry([.week], "week", ["": "weeks|wk|kw", "fr": "semaine|semaines|sem", "de": "woche|wochen|kalenderwoche"]),
        Entry([.dayUnit], "days", ["fr": "jour|jours", "de": "tag|tage", "es": "día|días"]),
        Entry(
            [], nil,
            [
                "en": "on|at|in|the|of|only|every|each", "de": "an|nur|von|vom|im|jeden|jeweils|um|den",
                "fr": "er|le|les|la|du|de|des|chaque|tous|uniquement|seulement|horaires",
                "es": "de|del|el|los|las|solo", "it": "dal|dalle|il|solo",
                "nl": "van", "pt": "das|dos|da", "pl": "od", "ru": "с",
            ]),
    ]
}
