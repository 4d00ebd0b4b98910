import Testing

@testable import Files

@Suite("Readable names and addresses")
struct ReadableWordsTests {
    private static let words = ReadableWords(
        names: ["name"], addresses: ["address"],
        dictionary: .init(
            small: ["DE": "de", "LA": "la", "DU": "du", "DES": "des", "A": "à", "LE": "le"], elided: ["L", "D"],
            ordinals: ["EME": "e", "ER": "er"],
            lower: ["RUE": "rue", "PLACE": "place", "BIBLIOTHEQUE": "bibliothèque", "BOIS": "bois", "PARC": "parc"],
            words: ["HOTEL": "Hôtel", "EOLE": "Éole", "CMP": "CMP", "XIII": "XIII"], abbreviations: ["R": "rue"]))

    @Test(
        "Addresses may begin with a small letter",
        arguments: [
            ("2 RUE DE LA LINGERIE", "2 rue de la Lingerie"), ("RUE DU BOIS", "rue du Bois"),
            ("62F RUE X", "62F rue X"),
            ("15 B RUE BUFFON", "15 B rue Buffon"), ("4 R CHARLES LAUTH", "4 rue Charles Lauth"),
            ("2B R D'EOLE", "2B rue d’Éole"),
            ("4 PLACE DE L HOTEL DE VILLE", "4 place de l’Hôtel de Ville"), ("ALLÉE D ARCOLE", "Allée d’Arcole"),
            ("LE PARC", "Le Parc"), ("35-45 RUE A", "35-45 rue à"),
            ("face au 1 RUE LEON LEHMANN ET FILS", "face au 1 rue Leon Lehmann Et Fils"),
            ("Parc  Rives de Seine", "Parc Rives de Seine"), ("PARC MONCEAU - RUE A", "parc Monceau - rue à"), ("", ""),
        ])
    func addresses(raw: String, readable: String) {
        #expect(Self.words.readable(raw, field: "address") == readable)
    }

    @Test(
        "Names begin with a capital",
        arguments: [
            ("BIBLIOTHEQUE PLACE DES FETES", "Bibliothèque place des Fetes"), ("MAIRIE DU 10 EME", "Mairie du 10e"),
            ("HOTEL DE VILLE 1ER", "Hôtel de Ville 1er"), ("CMP", "CMP"), ("SQUARE LOUIS XIII", "Square Louis XIII"),
            ("PARC (MAISON DU LAC)", "Parc (Maison du Lac)"), ("IVRY-SUR-SEINE", "Ivry-Sur-Seine"),
            ("A LA BONNE HEURE", "À la Bonne Heure"),
        ])
    func names(raw: String, readable: String) {
        #expect(Self.words.readable(raw, field: "name") == readable)
    }

    @Test("Other fields are left alone")
    func others() {
        #expect(Self.words.readable("RUE", field: "code") == nil)
    }
}
