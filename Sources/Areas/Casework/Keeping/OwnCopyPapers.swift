import Foundation
import Store

/// The papers of a file for the person's own copy, read one after the other so that neither writers nor readers wait for all of them.
struct OwnCopyPapers {
    let room: CaseworkRoom

    /// Bytes of all papers together that go into the copy for programs; above, it names them and each is fetched by itself.
    static let most = 50 * 1_048_576

    /// Their bytes by id, as base64 (RFC 4648, 4). One that was removed meanwhile is left out.
    func contents(_ attachments: [AttachmentRecord]) async throws -> [String: String] {
        guard attachments.reduce(0, { $0 + $1.size }) <= Self.most else { return [:] }
        var contents: [String: String] = [:]
        let queries = AttachmentQueries(seals: room.seals())
        for attachment in attachments {
            let bytes = try await room.workplace.database.read { try queries.content($0, attachment.id) }
            if !bytes.isEmpty { contents[attachment.id] = Data(bytes).base64EncodedString() }
        }
        return contents
    }
}
