internal import Foundation

/// What a command says to the person who typed it: results on standard output, remarks on standard error.
enum Terminal {
    static func complain(_ text: String) {
        FileHandle.standardError.write(Data(("villerefuge: " + text + "\n").utf8))
    }

    static func remark(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    static func say(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }
}
