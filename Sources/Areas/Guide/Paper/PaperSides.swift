import Rules
import Web

/// The one or two languages of a document, side by side, each with its own direction.
struct PaperSides {
    let visits: [Visit]

    var first: Visit { visits[0] }
    private var isAlone: Bool { visits.count == 1 }

    /// - Parameter visits: at least one; two stand beside each other.
    init?(_ visits: [Visit]) {
        guard !visits.isEmpty else { return nil }
        self.visits = visits
    }

    /// The same block in each language: alone as it is, else two columns in the order of reading.
    func block(_ write: (Visit) -> HTML?) -> HTML? {
        let pieces = visits.map { ($0, write($0)) }
        guard pieces.contains(where: { $0.1?.isEmpty == false }) else { return nil }
        if isAlone { return pieces[0].1 }
        return """
            <table class="sides"><tr>\(pieces.map { visit, piece in
                "<td lang=\"\(visit.language)\" dir=\"\(visit.say.language.direction)\">\(piece)</td>" as HTML
            })</tr></table>
            """
    }

    /// Short words in each language, one line under the other.
    func lines(_ write: (Visit) -> HTML) -> HTML {
        if isAlone { return write(first) }
        return visits.map { visit in
            "<span class=\"line\" lang=\"\(visit.language)\" dir=\"\(visit.say.language.direction)\">\(write(visit))</span>"
                as HTML
        }.joined()
    }
}
