internal import Areas
internal import Foundation
internal import Store
internal import Vault

/// A backup is older than the last wishes: who asked to be forgotten after it was made must not come back with it.
struct ErasureReplay {
    /// Path of the list of erasures, kept apart from database and backups.
    var list: String
    /// Path of the keys: what is erased is noted in the audit book, which is signed.
    var keys: String

    enum Fault: Error, CustomStringConvertible {
        case listMissing(String)

        var description: String {
            switch self {
            case .listMissing(let path):
                """
                There is no list of erasures at \(path), and the backup holds files of people: who asked to be forgotten since \
                would come back. Bring the list (--erasures); if nobody was ever erased, or this is a rehearsal that is thrown \
                away, say so with --without-erasures.
                """
            }
        }
    }

    /// - Returns: how many files were erased again.
    func run(on database: Database) async throws -> Int {
        guard try await database.rowCounts()["person_file"] ?? 0 > 0 else { return 0 }
        guard FileManager.default.fileExists(atPath: list) else { throw Fault.listMissing(list) }
        let ring = try KeyRing(file: keys)
        try await KeyProof.check(database, ring, now: Clock.now())
        return try await Casework.replayErasures(
            Workplace(database: database, keys: ring, origin: ""), list: list, now: Clock.now())
    }
}
