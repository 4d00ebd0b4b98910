internal import Foundation

/// A token of RFC 7515 in its compact form, taken apart; nothing in it is to be believed before `ProviderKeys.verify`.
struct SignedToken: Sendable {
    let algorithm: SigningAlgorithm
    let keyID: String?
    let signature: [UInt8]
    /// What is signed: the first two parts as they came.
    let signedText: [UInt8]
    let payload: [UInt8]

    init(_ text: String) throws(OpenIDError) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let head = Base64URL.bytes(parts[0]), let payload = Base64URL.bytes(parts[1]),
            let signature = Base64URL.bytes(parts[2]),
            let header = try? JSONDecoder().decode(Header.self, from: Data(head))
        else { throw .token(.malformed) }
        // "crit" names extensions that must be understood: we understand none (RFC 7515 4.1.11).
        guard header.crit == nil, header.typ.map({ $0.lowercased() == "jwt" }) ?? true else { throw .token(.malformed) }
        guard let algorithm = SigningAlgorithm(rawValue: header.alg) else { throw .token(.algorithm) }
        self.algorithm = algorithm
        keyID = header.kid
        self.signature = signature
        signedText = Array("\(parts[0]).\(parts[1])".utf8)
        self.payload = payload
    }

    private struct Header: Decodable {
        let alg: String
        let kid: String?
        let typ: String?
        let crit: [String]?
    }
}
