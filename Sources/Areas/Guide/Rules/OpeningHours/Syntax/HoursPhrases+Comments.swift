extension HoursPhrases {
    /// Conditions that are written as a comment in the standard: the comment by the phrase.
    static let comments: [String: String] = [
        "nach vereinbarung": "Nach Vereinbarung",
        "nach terminvereinbarung": "Nach Vereinbarung", "auf anfrage": "Auf Anfrage",
        "termine nach vereinbarung": "Nach Vereinbarung",
        "nach absprache": "Nach Vereinbarung", "nach telefonischer vereinbarung": "Nach telefonischer Vereinbarung",
        "on appointment": "on appointment", "by appointment": "by appointment", "by appointment only": "by appointment",
        "appointment only": "by appointment", "on request": "on request", "on demand": "on request",
        "sur rendez-vous": "Sur rendez-vous", "sur rendez vous": "Sur rendez-vous", "sur rdv": "Sur rendez-vous",
        "uniquement sur rendez-vous": "Sur rendez-vous", "sur reservation": "Sur réservation",
        "sur demande": "Sur demande",
        "sans rendez-vous": "Sans rendez-vous", "sans rdv": "Sans rendez-vous", "con cita previa": "Con cita previa",
        "su appuntamento": "Su appuntamento", "op afspraak": "Op afspraak",
    ]

    /// Seasons: refused with the advice to write the dates.
    static let seasons: Set<String> = [
        "winter", "summer", "spring", "autumn", "fall", "fruhling", "fruhjahr", "sommer", "herbst", "hiver", "ete",
        "printemps",
        "automne", "primavera", "verano", "otono", "invierno", "estate", "inverno", "autunno", "verao", "outono",
        "zomer",
        "lente", "herfst", "wintersaison", "sommersaison", "season", "saison", "лето", "зима", "весна", "осень", "lato",
        "zima",
        "wiosna", "jesien",
    ]
}
