public import Hummingbird
public import Rules

/// Makes the visit of a request: its language from the path, the city's settings, the menu.
public struct VisitMaker: Sendable {
    let books: Phrasebooks
    let assets: StaticFiles
    let navigation: [NavigationItem]
    let origin: String
    let prints: Bool
    let speech: SpeechOffer?
    let isRecorded: (@Sendable (SitePath, Visit) -> Bool)?

    public init(
        books: Phrasebooks, assets: StaticFiles, navigation: [NavigationItem], origin: String, prints: Bool = false,
        speech: SpeechOffer? = nil, isRecorded: (@Sendable (SitePath, Visit) -> Bool)? = nil
    ) {
        self.books = books
        self.assets = assets
        self.navigation = navigation
        self.origin = origin
        self.prints = prints
        self.speech = speech
        self.isRecorded = isRecorded
    }

    /// The same for pages that are read where nothing can be printed.
    /// - Parameter hasSigns: each pictogram is named instead of drawn: their reader has them once.
    public func withoutPaper(hasSigns: Bool = false) -> VisitMaker {
        VisitMaker(books: books, assets: hasSigns ? assets.withSigns : assets, navigation: navigation, origin: origin)
    }

    /// - Throws: `Problem(.notFound)` when the path does not begin with a language that the city offers.
    public func visit(_ request: Request, _ context: AppContext, settings: TerritorySettings) throws -> Visit {
        guard let tag = context.parameters.get("language"), settings.languages.offered.contains(tag) else {
            throw Problem(.notFound, "There is nothing at this address.")
        }
        return visit(language: tag, path: Self.path(request), settings: settings)
    }

    /// The visit for an error: the language of the path if it has one, else the one that the reader prefers.
    public func visitForProblem(_ request: Request, settings: TerritorySettings) -> Visit {
        let first = request.uri.path.split(separator: "/").first.map(String.init) ?? ""
        let offered = settings.languages.offered
        let chosen =
            offered.contains(first)
            ? first
            : LanguageNegotiation.choose(
                header: request.headers[.acceptLanguage], offered: offered, preferred: settings.languages.preferred)
        return visit(language: chosen, path: .home, settings: settings)
    }

    public func visit(language: String, path: SitePath, settings: TerritorySettings) -> Visit {
        var visit = Visit(
            say: books.book(language), books: books, settings: settings, assets: assets, navigation: navigation,
            path: path,
            origin: origin)
        visit.prints = prints
        visit.speech = speech
        visit.isRecorded = isRecorded
        return visit
    }

    /// How addresses of sounds end; `nil`: there are none.
    public var ending: String? { speech?.ending }

    /// The address after its language, so that the same page can be named in another.
    private static func path(_ request: Request) -> SitePath {
        var path = SitePath()
        path.segments = request.uri.path.split(separator: "/").dropFirst().map { FormDecoding.decode($0) }
        path.query = APIRoutes.query(request).filter { $0.name != "cursor" }
        return path
    }
}
