/// The ways to a document that is printed, where this machine can print.
public struct PaperLink {
    let visit: Visit

    public init(visit: Visit) {
        self.visit = visit
    }

    /// - Parameter phrase: what the document is; `nil`: this page.
    public func html(_ path: SitePath, _ phrase: String? = nil) -> HTML? {
        guard visit.prints else { return nil }
        let words = [visit.say("service.print"), phrase.map { visit.say($0) }].compactMap { $0 }
        return """
            <a class="button button-quiet" rel="nofollow" type="application/pdf" href="\(visit.url(path))">\
            \(words.joined(separator: " · ")) <bdi>(PDF)</bdi></a>
            """
    }

    /// The same document with another language beside that of the page.
    public func besides(_ path: SitePath) -> HTML? {
        let others = visit.settings.languages.offered.filter { $0 != visit.language }
        guard visit.prints, !others.isEmpty else { return nil }
        let options = others.map { tag -> HTML in
            let language = visit.books.book(tag).language
            return "<option value=\"\(tag)\" lang=\"\(tag)\" dir=\"\(language.direction)\">\(language.name)</option>"
        }
        return """
            <form class="paper-choice" method="get" action="\(visit.url(path))"><label for="paper-with">\
            \(visit.say("paper.beside"))</label> <select id="paper-with" name="with">\(options)</select> \
            <button type="submit" class="button-quiet">\(visit.say("service.print")) <bdi>(PDF)</bdi></button></form>
            """
    }
}
