/// Who writes: the city's guide, not a person.
public struct Sender: Sendable, Hashable {
    public let address: EmailAddress
    public let name: String?

    /// - Throws: `LetterError` if the name is empty, longer than 100 bytes, or holds a control character.
    public init(_ address: EmailAddress, name: String? = nil) throws(LetterError) {
        if let name { try HeaderText.check(name, as: .senderName, limit: 100) }
        self.address = address
        self.name = name
    }
}
