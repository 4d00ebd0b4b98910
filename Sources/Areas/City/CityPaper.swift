public import Rules
public import Web

extension PublishedCity.Snapshot {
    /// What can be printed beside the guide.
    func papers(_ glossary: Glossary) -> PaperTexts { PaperTexts(glossary: glossary, rights: rights) }
}

extension PublishedCity {
    /// A document for the command line.
    /// - Parameter origin: of the public site, such as `https://guide.example.org`; empty: the document has no codes.
    /// - Throws: `PaperRefusal`, or `Problem(.unavailable)` before the first load.
    public func paper(
        _ request: PaperRequest, books: Phrasebooks, assets: StaticFiles, glossary: Glossary = Glossary(),
        origin: String, now: Instant
    ) throws -> OrderedPaper {
        let (guide, texts) = (try snapshot().guide, try snapshot().papers(glossary))
        let order = try PaperOrderReading(guide: guide, texts: texts).order(request)
        let maker = VisitMaker(books: books, assets: assets, navigation: [], origin: origin)
        let visits = order.languages.map { maker.visit(language: $0, path: .home, settings: guide.settings) }
        return OrderedPaper(order, guide: guide, texts: texts, visits: visits, origin: origin, now: now)
    }

    /// Languages that the city offers.
    public func offeredLanguages() throws -> [String] { try snapshot().guide.settings.languages.offered }
}
