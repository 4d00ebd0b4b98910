/// What a person sees when something is not there or not right: what happened, and a way on.
public struct ProblemPage: Sendable {
    let problem: Problem
    let reference: String
    let wayOut: WayOut
    /// Of a form that was not taken because someone else was faster.
    let typed: TypedWords?

    /// Where a page of the desk leads from here.
    public enum WayOut: Sendable, Hashable {
        case desk
        /// The address was a link that works once, or for a while.
        case signIn
        /// The page on which the form stood: a path of this site.
        case back(String)
    }

    public init(_ problem: Problem, reference: String, wayOut: WayOut = .desk, typed: TypedWords? = nil) {
        self.problem = problem
        self.reference = reference
        self.wayOut = wayOut
        self.typed = typed
    }

    public func page(_ visit: Visit) -> Page {
        let say = visit.say
        let title = say("problem.\(problem.kind.rawValue).title")
        if visit.desk != nil { return deskPage(visit, title) }
        let faults = problem.faults.map { "<li>\(say("results.fault.\($0.name)"))</li>" as HTML }
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1><p class="lead">\(say("problem.\(problem.kind.rawValue).text"))</p>
                \(if: !faults.isEmpty, "<ul>\(faults)</ul>")
                <form class="search" role="search" action="\(visit.url(SitePath("search")))" method="get">
                <label for="q">\(say("search.label"))</label><div class="search-row">\
                <input id="q" name="q" type="search" placeholder="\(say("search.placeholder"))" autocomplete="off">\
                <button type="submit">\(say("search.button"))</button></div></form>
                <p>\(visit.link(.home, HTML(say("problem.home"))))</p>
                \(if: problem.kind == .fault, "<p class=\"note\">\(say("problem.reference")) <code>\(reference)</code></p>")
                """)
    }

    /// For a member at work: no search for services, a way back to their own home.
    private func deskPage(_ visit: Visit, _ title: String) -> Page {
        let say = visit.say
        var (title, text) = (title, say("problem.\(problem.kind.rawValue).text"))
        var way = visit.link(SitePath("work"), HTML(say("problem.desk")))
        if problem.kind == .notFound {
            let words = wayOut == .signIn ? "link" : "notFound"
            (title, text) = (say("problem.desk.\(words).title"), say("problem.desk.\(words).text"))
        }
        if problem.kind == .tooLarge { text = say("problem.desk.tooLarge") }
        switch wayOut {
        case .desk: break
        case .signIn: way = visit.link(SitePath("work", "sign-in"), HTML(say("problem.desk.signIn")))
        case .back(let path):
            let back: HTML = "<a href=\"\(path)\">\(say("problem.desk.back"))</a>"
            way = problem.kind == .conflict ? "\(back) · \(way)" : back
        }
        // What stands in the way, in the reader's language, where the handler could say it.
        let reasons = problem.faults.compactMap { fault in
            fault.phrase.map { "<p class=\"notice notice-warning\">\(say($0, fault.holes))</p>" as HTML }
        }
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1>\(reasons)<p class="lead">\(text)</p>
                <p>\(way)</p>\(typed?.view(visit))
                \(if: problem.kind == .fault, "<p class=\"note\">\(say("problem.reference")) <code>\(reference)</code></p>")
                """)
    }
}
