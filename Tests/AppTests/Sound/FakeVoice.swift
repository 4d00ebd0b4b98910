import Foundation
import Speech

/// A program that speaks as a test wants: a shell script that reads what espeak-ng would be given.
struct FakeVoice {
    let folder: URL
    let program: URL

    static let table = """
        Pty Language       Age/Gender VoiceName          File                 Other Languages
         5  ar              --/M      Arabic             sem/ar
         5  cmn             --/M      Chinese_(Mandarin) sit/cmn              (zh-cmn 5)(zh 5)
         2  en-gb           --/M      English_(GB)       gmw/en               (en 2)
         5  fr-be           --/M      French_(Belgium)   roa/fr-BE            (fr 8)
         5  fr-fr           --/M      French_(France)    roa/fr               (fr 5)
        """

    /// - Parameter work: shell; `$text` is a file with what is to be said, `$out` the file of the sound.
    init(_ work: String) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "ville-refuge-voice-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        program = folder.appendingPathComponent("espeak")
        let script = """
            #!/bin/bash
            if [ "$1" = --voices ]; then cat '\(folder.path)/table'; exit 0; fi
            while [ $# -gt 0 ]; do
                if [ "$1" = -w ]; then out="$2"; fi
                if [ "$1" = -v ]; then voice="$2"; fi
                shift
            done
            text='\(folder.path)/said'
            { printf '%s ' "$voice"; cat; printf '\\n'; } >> "$text"
            \(work)
            """
        try Self.table.write(to: folder.appendingPathComponent("table"), atomically: true, encoding: .utf8)
        try script.write(to: program, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
    }

    /// Without an encoder: what it says is what is heard.
    func speech() async throws -> SpeechProgram {
        try await SpeechProgram.find(program: program.path, encoder: folder.appendingPathComponent("none").path)
    }

    /// What it was given to say, one line a sound: the voice, then the text.
    var said: [String] {
        let text = (try? String(contentsOf: folder.appendingPathComponent("said"), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }
}
