/// Contacts as vCard 4.0 (RFC 6350), which address books of phones and computers take.
public enum CardText {
    public static func text(_ contact: WorkContact, organisation: String) -> String {
        let draft = contact.draft
        let name = ContentLines.escape(draft.name)
        var lines = [
            "BEGIN:VCARD", "VERSION:4.0", "KIND:individual", "UID:urn:uuid:\(ContentLines.escape(contact.id))",
            "FN:\(name)",
            // The parts of a name differ from one culture to the next: the whole stands as the first part.
            "N:\(name);;;;", "ORG:\(ContentLines.escape(organisation))",
        ]
        if !draft.function.isEmpty { lines.append("TITLE:\(ContentLines.escape(draft.function))") }
        if let phone = draft.phone { lines.append(telephone(phone)) }
        if let email = draft.email { lines.append("EMAIL;TYPE=work:\(ContentLines.escape(email))") }
        for tag in draft.languages.sorted() { lines.append("LANG:\(ContentLines.escape(tag))") }
        lines.append("END:VCARD")
        return ContentLines.text(lines)
    }

    /// A `tel:` address only for a number with its country: without one it would need a context that nobody gave (RFC 3966, 5.1.5).
    private static func telephone(_ phone: String) -> String {
        guard phone.hasPrefix("+") else { return "TEL;TYPE=\"work,voice\":\(ContentLines.escape(phone))" }
        let dialled = phone.filter { $0.isASCII && $0.isNumber }
        return "TEL;VALUE=uri;TYPE=\"work,voice\":tel:+\(dialled)"
    }
}
