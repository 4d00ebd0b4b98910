internal import Web

/// The words of a letter: that something awaits and where, and nothing of anyone's file.
struct LetterWords {
    let say: Phrasebook
    let origin: String

    func compose(kind: String, holes: [String: String], language: String) -> (subject: String, text: String) {
        var path = SitePath()
        path.segments = (holes["path"] ?? "work").split(separator: "/").map(String.init)
        let link = origin + path.url(language)
        // What fills a hole is one line: a line break in a name would become a header of its own.
        let filling = holes.filter { $0.key != "path" }.mapValues { value in
            String(value.map { $0.isNewline ? " " : $0 })
        }
        let text = [
            say("letter.\(kind).text", filling), link, foot(kind, filling),
        ].joined(separator: "\n\n")
        return (say("letter.\(kind).subject", filling), text)
    }

    /// Most letters need no more than that one need not answer. Who is asked by strangers is told how to know that they are real: by
    /// their public line, where there is one.
    private func foot(_ kind: String, _ filling: [String: String]) -> String {
        let own = "letter.\(kind).foot" + (filling["phone"] == nil ? ".no-line" : "")
        return say.has(own) ? say(own, filling.merging(["site": origin]) { $1 }) : say("identity.letter.foot")
    }

    /// As `Notices` writes them.
    static func holes(_ text: String) -> [String: String] {
        var holes: [String: String] = [:]
        for pair in text.split(separator: "\u{1E}") {
            let sides = pair.split(separator: "\u{1F}", maxSplits: 1, omittingEmptySubsequences: false)
            if sides.count == 2 { holes[String(sides[0])] = String(sides[1]) }
        }
        return holes
    }
}
