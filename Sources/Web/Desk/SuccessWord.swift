internal import HTTPTypes
internal import Hummingbird

/// How the page that follows a form knows what to say: the address carries a code of ours (`?done=published`), the words are in the
/// language files. A code that no route declares says nothing, so nobody can put words into the page.
struct SuccessWord {
    static let name = "done"

    /// Codes that some route declares.
    let known: Set<String>

    init(_ routes: [DeskRoute]) { known = Set(routes.flatMap { $0.success?.codes ?? [] }) }

    /// The way to the next page, with the code.
    func path(_ path: SitePath, after route: DeskRoute, says chosen: String?) -> SitePath {
        let codes = route.success?.codes ?? []
        // Pages of the public know no such word.
        guard path.segments.first == DeskRouter.pagePrefix,
            let code = chosen.flatMap({ codes.contains($0) ? $0 : nil }) ?? (chosen == nil ? codes.first : nil)
        else { return path }
        var path = path
        path.query.append((Self.name, code))
        return path
    }

    /// The phrase of the page that was asked for. A link on another site tells nobody that something was done.
    func phrase(_ request: Request, _ visit: Visit) -> String? {
        if let site = request.headers[.secFetchSite], !["same-origin", "none"].contains(site) { return nil }
        guard request.method == .get, let code = visit.path.query.last(where: { $0.name == Self.name })?.value,
            known.contains(code)
        else { return nil }
        return "done.\(code)"
    }
}
