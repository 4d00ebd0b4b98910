internal import Files
internal import Rules

/// The columns of contacts in a table, written and read.
enum ContactColumns {
    static let header = [
        "organisation", "organisation-name", "name", "function", "phone", "email", "languages", "topics", "confirmed",
    ]

    static func cells(_ contact: WorkContact, organisationName: String) -> [String] {
        let draft = contact.draft
        return [
            contact.organisation, organisationName, draft.name, draft.function, draft.phone ?? "", draft.email ?? "",
            draft.languages.joined(separator: " "), draft.topics.joined(separator: " "), contact.confirmed.description,
        ]
    }

    /// Headings that people write, folded, and what they mean; `nil`: read over.
    static let headings: [String: String?] = {
        var headings: [String: String?] = [:]
        for (meaning, words) in spellings {
            for word in words { headings.updateValue(meaning, forKey: NameFolding.folded(word)) }
        }
        for word in ["organisation-name", "confirmed"] { headings.updateValue(nil, forKey: NameFolding.folded(word)) }
        return headings
    }()

    private static let spellings: [String: [String]] = [
        "organisation": ["organisation", "organization", "structure", "organización", "entidad", "الجهة", "المنظمة"],
        "name": ["name", "nom", "contact", "nombre", "الاسم"],
        "function": ["function", "fonction", "poste", "role", "función", "puesto", "الوظيفة"],
        "phone": ["phone", "telephone", "téléphone", "tel", "teléfono", "الهاتف"],
        "email": ["email", "e-mail", "courriel", "mail", "correo", "correo electrónico", "البريد الإلكتروني"],
        "languages": ["languages", "langues", "idiomas", "اللغات"],
        "topics": ["topics", "themes", "thèmes", "sujets", "temas", "المواضيع"],
    ]

    static func words(_ cell: String) -> [String] {
        cell.split(whereSeparator: { $0.isWhitespace || $0 == "," || $0 == ";" || $0 == "|" }).map {
            String($0).lowercased()
        }
    }
}
