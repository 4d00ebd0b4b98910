import Testing

@testable import Areas

/// A tiny law of an invented country, for one tiny city.
enum LawFiles {
    static let rights = "country: FR\nlanguages: [fr, en]\nprofessional: [fr]\n"

    static let sheet = """
        key: arrival
        version: 1
        lawAsOf: 2026-01-01
        pictogram: shower
        title: {fr: "Carte bleue", en: "Blue card"}
        who: {fr: "Vous arrivez.", en: "You arrive."}
        signs:
          - {fr: "Un papier bleu.", en: "A blue paper."}
        rights:
          - key: wash
            needs: [shower]
            plain: {fr: "Vous pouvez vous laver.", en: "You may wash."}
            professional: {fr: "Sans condition."}
            basis: ["Loi, art. 1"]
        deadlines:
          - key: appeal
            within: P1M
            from: {fr: "la décision", en: "the decision"}
            plain: {fr: "Faites un recours.", en: "Appeal."}
            basis: ["Loi, art. 2"]
        next: [later]
        checklists: [card]
        changes:
          - {version: 1, date: 2026-01-01, text: {fr: "Première.", en: "First."}}
        """

    static let later = """
        key: later
        version: 1
        lawAsOf: 2026-01-01
        title: {fr: "Plus tard", en: "Later"}
        who: {fr: "Après.", en: "After."}
        rights:
          - {key: stay, plain: {fr: "Rester.", en: "Stay."}, professional: {fr: "À vérifier."}, unsure: true}
        changes: [{version: 1, date: 2026-01, text: {fr: "Première.", en: "First."}}]
        """

    static let checklist = """
        key: card
        version: 1
        lawAsOf: 2026-01-01
        title: {fr: "Obtenir la carte", en: "Get the card"}
        purpose: {fr: "Une carte, 0 €.", en: "A card, 0 €."}
        steps:
          - key: go
            do: {fr: "Allez au guichet.", en: "Go to the counter."}
            bring: [{fr: "Une photo", en: "A photo"}]
            needs: [toilets]
        sheets: [arrival]
        changes: [{version: 1, date: 2026-01, text: {fr: "Première.", en: "First."}}]
        """

    static let questions = """
        start: boat
        questions:
          - key: boat
            ask: {fr: "Bateau ?", en: "Boat?"}
            answers:
              - {key: "yes", say: {fr: Oui, en: "Yes"}, sheets: [arrival]}
              - {key: unknown, say: {fr: Incertain, en: Unsure}, sheets: [later, arrival], needs: [water]}
        """

    static func city(_ changes: [String: String?] = [:]) throws -> CityFiles {
        let settings = (CityFiles.files["territory.yaml"] ?? "") + "\nrights: law\n"
        let files: [String: String?] = [
            "territory.yaml": settings, "law/rights.yaml": rights, "law/sheets/arrival.yaml": sheet,
            "law/sheets/later.yaml": later, "law/checklists/card.yaml": checklist, "law/questions.yaml": questions,
        ]
        return try CityFiles(files.merging(changes) { $1 })
    }

    /// Version 2 of the sheet.
    static let second =
        sheet.replacing("version: 1\nlawAsOf", with: "version: 2\nlawAsOf")
        .replacing("Vous pouvez vous laver.", with: "Vous pouvez vous laver chaque jour.")
        + "\n  - {version: 2, date: 2026-06-01, text: {fr: \"Chaque jour.\", en: \"Each day.\"}}\n"
}
