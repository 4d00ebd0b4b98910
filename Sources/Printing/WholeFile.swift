import Foundation

/// A file that is replaced whole or not at all, whatever happens to the program or the machine meanwhile.
struct WholeFile {
    /// Where the new contents are written: in the same folder, so that a rename is enough.
    let part: URL
    private let file: URL

    private static let ending = ".part"
    /// Of another run, killed before it could tidy up (seconds).
    private static let abandoned = 3_600.0

    /// - Throws: `PressFault.notWritable` before any work is done.
    init(_ file: URL) throws(PressFault) {
        let folder = file.deletingLastPathComponent()
        self.file = file
        part = folder.appendingPathComponent(".\(file.lastPathComponent).\(UUID().uuidString)\(Self.ending)")
        Self.sweep(folder, beside: file.lastPathComponent)
        guard FileManager.default.createFile(atPath: part.path, contents: nil) else { throw .notWritable(file.path) }
    }

    /// Brings the bytes to the disk, then gives them the file's name.
    /// - Returns: their number.
    func settle() throws(PressFault) -> Int {
        let open = open(part.path, O_RDONLY)
        guard open >= 0 else { throw .notWritable(part.path) }
        defer { close(open) }
        let bytes = lseek(open, 0, SEEK_END)
        guard bytes > 0, fsync(open) == 0, rename(part.path, file.path) == 0 else { throw .notWritable(file.path) }
        let folder = Glibc.open(file.deletingLastPathComponent().path, O_RDONLY)
        if folder >= 0 {
            // The name itself is brought to the disk; a file system that cannot has its own way.
            _ = fsync(folder)
            close(folder)
        }
        return Int(bytes)
    }

    /// Takes away what was not settled.
    func forget() {
        unlink(part.path)
    }

    private static func sweep(_ folder: URL, beside name: String) {
        // A folder that cannot be listed is told by the first write.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        for found in names where found.hasPrefix(".\(name).") && found.hasSuffix(ending) {
            let path = folder.appendingPathComponent(found).path
            let date = (try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate]) as? Date
            if let date, Date().timeIntervalSince(date) > abandoned { unlink(path) }
        }
    }
}
