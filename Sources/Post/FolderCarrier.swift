internal import Foundation

/// Writes letters into a folder, one `.eml` file each: to see them while developing, or for another program to take away.
public struct FolderCarrier: Carrier {
    private let folder: String
    private let sender: Sender
    private let lanes = Lanes(count: 1, label: "post.folder")

    public init(folder: String, sender: Sender) {
        self.folder = folder
        self.sender = sender
    }

    /// A second attempt replaces the file of the first: its name is the letter's id.
    public func carry(_ letter: Letter) async throws(CarrierError) {
        let message = MessageText(letter, from: sender)
        try await lanes.run { [folder] _ throws(CarrierError) in
            do {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch { throw .temporary(.unusable, code: nil) }
            try PrivateFile.write(message.bytes, to: "\(folder)/\(letter.id).eml")
        }
    }
}
