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
    static let headings: [String: String?] = [
        "organisation": "organisation", "organization": "organisation", "structure": "organisation",
        "organisation name": nil, "confirmed": nil, "name": "name", "nom": "name", "contact": "name",
        "function": "function", "fonction": "function", "poste": "function", "role": "function", "phone": "phone",
        "telephone": "phone", "tel": "phone", "email": "email", "e mail": "email", "courriel": "email", "mail": "email",
        "languages": "languages", "langues": "languages", "topics": "topics", "themes": "topics", "sujets": "topics",
    ]

    static func words(_ cell: String) -> [String] {
        cell.split(whereSeparator: { $0.isWhitespace || $0 == "," || $0 == ";" || $0 == "|" }).map {
            String($0).lowercased()
        }
    }
}
