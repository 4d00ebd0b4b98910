import Hummingbird
import Rules
import Web

/// The pages about rights, steps and one's situation.
struct RightsRoutes {
    let content: @Sendable () throws -> RightsSnapshot
    let visits: VisitMaker

    func add(to router: Router<AppContext>) {
        let pages = router.group(":language")
        add(pages, "rights") { content, _, visit, _ in RightsIndexPage(content: content).page(visit) }
        add(pages, "steps") { content, _, visit, _ in StepsIndexPage(content: content).page(visit) }
        add(pages, "rights/:key") { content, query, visit, key in
            guard let versions = content.sheets(key), let shown = query.version(of: versions) else { return nil }
            return SheetPage(content: content, versions: versions, sheet: shown, query: query).page(visit)
        }
        add(pages, "steps/:key") { content, query, visit, key in
            guard let versions = content.checklists(key), let shown = query.version(of: versions) else { return nil }
            return ChecklistPage(content: content, versions: versions, checklist: shown, query: query).page(visit)
        }
        // What is answered is told to no log, no cookie and no cache.
        pages.get("my-situation") { request, context in
            let (content, shown) = try visit(request, context)
            var visit = shown
            guard let tree = content.content.tree else { throw Problem.nothing }
            let query = RightsQuery(APIRoutes.query(request))
            guard let (place, heard) = tree.place(after: query.answers) else { throw Problem.nothing }
            // What nobody asked for is not repeated in the ways to other languages.
            visit.path = .situation(heard)
            let page = SituationPage(content: content, place: place, heard: heard).page(visit)
            var response = Answer.page(Layout(page, visit).html, language: visit.language)
            response.headers[.cacheControl] = "no-store"
            return response
        }
    }

    private func visit(_ request: Request, _ context: AppContext) throws -> (RightsSnapshot, Visit) {
        let content = try content()
        let visit = try visits.visit(request, context, settings: content.settings)
        if content.isEmpty { throw Problem.nothing }
        return (content, visit)
    }

    private func add(
        _ group: RouterGroup<AppContext>, _ path: RouterPath,
        _ page: @escaping @Sendable (RightsSnapshot, RightsQuery, Visit, String) -> Page?
    ) {
        group.get(path) { request, context in
            let (content, visit) = try visit(request, context)
            let key = context.parameters.get("key") ?? ""
            guard let page = page(content, RightsQuery(APIRoutes.query(request)), visit, key) else {
                throw Problem.nothing
            }
            return Answer.page(Layout(page, visit).html, language: visit.language)
        }
    }
}

/// How a text is to be shown: for whom, in which language, which version.
struct RightsQuery: Sendable {
    let isProfessional: Bool
    /// A language of the text, when it is not that of the page.
    let language: String?
    private let number: String?
    let answers: [String]

    init(_ query: [(name: String, value: String)]) {
        func value(_ name: String) -> String? { query.last { $0.name == name && !$0.value.isEmpty }?.value }
        isProfessional = value("for") == "professional"
        language = value("text")
        number = value("version")
        answers = value("answers")?.split(separator: ",").map(String.init) ?? []
    }

    /// The version that was asked for, or the one in force; `nil`: there is no such version.
    func version<Text: RightsText>(of versions: RightsVersions<Text>) -> Text? {
        guard let number else { return versions.current }
        return Int(number).flatMap { versions.version($0) }
    }

    /// The query of the same text shown otherwise.
    func items(professional: Bool? = nil, language: String? = nil, version: Int? = nil) -> [(
        name: String, value: String
    )] {
        var items: [(name: String, value: String)] = []
        if professional ?? isProfessional { items.append(("for", "professional")) }
        if let text = language ?? self.language { items.append(("text", text)) }
        if let version { items.append(("version", String(version))) }
        return items
    }
}
