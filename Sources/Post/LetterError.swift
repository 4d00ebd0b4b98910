/// Why a letter cannot be written. Holds nothing of the letter itself: an address or a subject may be personal.
public enum LetterError: Error, Hashable, Sendable {
    case wrongAddress(AddressFault)
    /// A letter needs from one to `Letter.recipientLimit` readers.
    case wrongNumberOfRecipients
    /// A line break or another control character in a value that becomes a header: a way to smuggle headers in.
    case controlCharacter(HeaderField)
    case tooLong(HeaderField)
    case empty(HeaderField)
    /// The id becomes the Message-ID: 1 to 64 ASCII letters, digits, hyphens.
    case wrongID
    /// Not a BCP 47 tag.
    case wrongLanguage
    /// Not an absolute http or https address in ASCII.
    case wrongUnsubscribeAddress
    case wrongDate

    public enum AddressFault: String, Sendable {
        case beyondASCII, tooLong, notOneAt, localPart, domain
    }

    public enum HeaderField: String, Sendable {
        case subject, senderName, text, html
    }
}

extension LetterError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .wrongAddress(.beyondASCII): "the e-mail address has letters outside a–z; give one without accents"
        case .wrongAddress(.tooLong): "the e-mail address is longer than 254 characters"
        case .wrongAddress(.notOneAt): "the e-mail address needs exactly one @"
        case .wrongAddress(.localPart): "what stands before the @ of the e-mail address is not a mailbox name"
        case .wrongAddress(.domain): "what stands after the @ of the e-mail address is not a domain name"
        case .wrongNumberOfRecipients: "a letter goes to 1 to \(Letter.recipientLimit) addresses"
        case .controlCharacter(let field): "the \(field.rawValue) holds a line break or a control character; remove it"
        case .tooLong(let field): "the \(field.rawValue) is too long"
        case .empty(let field): "the \(field.rawValue) is empty"
        case .wrongID: "the letter's id must be 1 to 64 letters, digits or hyphens"
        case .wrongLanguage: "the letter's language must be a BCP 47 tag, such as ar or zh-Hant"
        case .wrongUnsubscribeAddress: "the address to stop such letters must begin with https:// and be in ASCII"
        case .wrongDate: "the letter's date must lie between the years 1970 and 9999"
        }
    }
}
