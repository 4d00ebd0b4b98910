import Foundation
import Store

/// The papers of a file for the person's own copy, read one after the other so that neither writers nor readers wait for all of them.
struct OwnCopyPapers {
    let room: CaseworkRoom

    /// Their bytes by id, as base64 (RFC 4648, 4). One that was removed meanwhile is left out.
    func contents(_ attachments: [AttachmentRecord]) async throws -> [String: String] {
        var contents: [String: String] = [:]
        let queries = AttachmentQueries(seals: room.seals())
        for attachment in attachments {
            let bytes = try await room.workplace.database.read { try queries.content($0, attachment.id) }
            if !bytes.isEmpty { contents[attachment.id] = Data(bytes).base64EncodedString() }
        }
        return contents
    }
}
