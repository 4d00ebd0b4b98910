internal import Foundation

/// Files that their owner alone may read. Blocks.
enum PrivateFile {
    /// Whole or not at all: written beside, flushed, then renamed.
    static func write(_ bytes: [UInt8], to path: String) throws(CarrierError) {
        let (descriptor, draft) = try openDraft(beside: path)
        let isWritten = put(bytes, into: descriptor) && fsync(descriptor) == 0
        let isClosed = close(descriptor) == 0
        guard isWritten, isClosed, rename(draft, path) == 0 else {
            unlink(draft)
            throw .temporary(.unusable, code: nil)
        }
    }

    /// A file without a name, read from its beginning: it goes when the descriptor does.
    static func nameless(_ bytes: [UInt8]) throws(CarrierError) -> Int32 {
        let (descriptor, draft) = try openDraft(beside: "\(NSTemporaryDirectory())/letter")
        unlink(draft)
        guard put(bytes, into: descriptor), lseek(descriptor, 0, SEEK_SET) == 0 else {
            close(descriptor)
            throw .temporary(.unusable, code: nil)
        }
        return descriptor
    }

    /// mkstemp makes a new file with mode 0600, whatever the umask.
    private static func openDraft(beside path: String) throws(CarrierError) -> (descriptor: Int32, path: String) {
        var template = Array("\(path).XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw .temporary(.unusable, code: nil) }
        return (descriptor, String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }

    private static func put(_ bytes: [UInt8], into descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let count = Foundation.write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { return false }
                done += count
            }
            return true
        }
    }
}
