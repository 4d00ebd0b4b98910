internal import HTTPTypes
public import Hummingbird
internal import NIOCore
public import Rules

/// Puts desk routes on the router, with all that must happen before a handler is reached: who asks, may they, is the form ours, is
/// every value one that the address takes.
public struct DeskRouter: Sendable {
    let routes: [DeskRoute]
    private let successes: SuccessWord
    /// Labels of fields that mean the same wherever they stand: who is not signed in learns from them of no address that it exists.
    private let labels: [String: String]
    let gate: any Gatekeeper
    let visits: VisitMaker
    let settings: @Sendable () throws -> TerritorySettings
    let now: @Sendable () -> Instant
    /// How many proxies of ours stand in front, each of which adds an address to `X-Forwarded-For`.
    let proxies: Int

    public init(
        routes: [DeskRoute], gate: any Gatekeeper, visits: VisitMaker,
        settings: @escaping @Sendable () throws -> TerritorySettings, now: @escaping @Sendable () -> Instant,
        proxies: Int = 0
    ) {
        self.routes = routes
        successes = SuccessWord(routes)
        labels = Dictionary(grouping: routes.flatMap(\.labels), by: \.key).compactMapValues { found in
            Set(found.map(\.value)).count == 1 ? found[0].value : nil
        }
        self.gate = gate
        self.visits = visits
        self.settings = settings
        self.now = now
        self.proxies = proxies
    }

    /// Bytes of a form that are read of somebody who is not signed in.
    private static let largestTyped = 262_144

    public static let pagePrefix = "work"
    public static let programPrefix = "api/v1/work"

    public func add(to router: Router<AppContext>) {
        for route in routes {
            if route.faces.contains(.page) {
                router.on(RouterPath("/{language}/\(Self.pagePrefix)/\(route.path)"), method: route.method) {
                    try await page(route, $0, $1)
                }
            }
            if route.faces.contains(.program) {
                router.on(RouterPath("/\(Self.programPrefix)/\(route.path)"), method: route.method) {
                    try await program(route, $0, $1)
                }
            }
        }
        // An address that does not exist asks for the sign-in as any other: nothing is learnt by knocking.
        for method in [HTTPRequest.Method.get, .post] {
            router.on("/{language}/\(Self.pagePrefix)/**", method: method) { try await nothing($0, $1) }
            router.on("/\(Self.programPrefix)/**", method: method) { request, context in
                _ = try await programCaller(request)
                return Problem.nothing.response(reference: context.reference)
            }
        }
    }

    // MARK: Pages

    private func page(_ route: DeskRoute, _ request: Request, _ context: AppContext) async throws -> Response {
        let settings = try settings()
        var visit = try visits.visit(request, context, settings: settings)
        if request.method == .get, let other = visit.deskLanguage { return Answer.redirect(to: visit.url(in: other)) }
        let moment = now()
        let held = DeskCookie.read(DeskCookie.session, request)
        var caller: Caller?
        if let held { caller = try await gate.caller(session: held, at: moment) }
        var (secret, cookies) = door(request)
        var frame = DeskFrame.ofNobody(mark: "")
        if let caller, let held {
            frame = try await gate.frame(of: caller, at: moment)
            (secret, cookies) = (held, [])
        }
        frame.mark = gate.mark(for: secret)
        frame.success = successes.phrase(request, visit)
        visit.path.query.removeAll { $0.name == SuccessWord.name }
        visit.desk = frame
        if case .rule(let subject, let action) = route.door {
            guard let known = caller else {
                guard let form = await waiting(request, visit, route) else { return signIn(request, visit) }
                return answer(form, visit, cookies)
            }
            if known.lacksSecondFactor, subject != .account || !route.isOpenBeforeSecondFactor {
                return Answer.redirect(to: visit.url(SitePath("work", "second-factor")))
            }
            if known.scope(subject, action) == nil {
                await refuse(known, subject, action, route, context, moment)
                return problemPage(.nothing, context, visit)
            }
        }
        let call: DeskCall
        var typed: TypedWords?
        do {
            let form =
                request.method == .post ? try await FormValues.read(request, largest: route.largestBody) : FormValues()
            typed = TypedWords(form, labels: route.labels, secret: route.secrets)
            if request.method == .post, let waiting = try refuseForeign(form, secret, request, route, visit) {
                return answer(waiting, visit, cookies)
            }
            call = DeskCall(
                caller: caller, face: .page, path: captures(route, context),
                query: FormValues(APIRoutes.query(request)), form: form.withoutMark, visit: visit, now: moment,
                address: address(request, context), reference: context.reference, session: caller == nil ? nil : held,
                browser: String((request.headers[.userAgent] ?? "").prefix(200)),
                door: DeskCookie.read(DeskCookie.door, request), known: DeskCookie.read(DeskCookie.known, request),
                held: DeskCookie.read(DeskCookie.held, request))
            if request.method == .post { try refuseUnknown(call.form, route) }
            var response = try response(try await route.handler(call), route, call)
            for cookie in cookies { response.headers.append(HTTPField(name: .setCookie, value: cookie.header)) }
            return response
        } catch let problem as Problem {
            if problem.kind == .notFound, let caller, case .rule(let subject, let action) = route.door {
                await refuse(caller, subject, action, route, context, moment)
            }
            if problem.kind == .unauthorised { return signIn(request, visit) }
            var wayOut = ProblemPage.WayOut.desk
            if case .open = route.door, problem.kind == .notFound, !route.pathNames.isEmpty { wayOut = .signIn }
            if [.tooLarge, .conflict].contains(problem.kind), let path = formPage(request) { wayOut = .back(path) }
            // Someone was faster: what was typed is not lost with the form.
            return problemPage(problem, context, visit, wayOut, typed: problem.kind == .conflict ? typed : nil)
        }
    }

    /// The secret of a browser that nobody is signed in on, made when it holds none.
    private func door(_ request: Request) -> (secret: String, cookies: [DeskCookie]) {
        if let door = DeskCookie.read(DeskCookie.door, request), door.utf8.count >= 20 { return (door, []) }
        let fresh = gate.freshSecret()
        return (fresh, [DeskCookie(DeskCookie.door, fresh, lifetime: 7_200, crossesSites: true)])
    }

    /// The page of ours on which the form stood, if the browser tells.
    private func formPage(_ request: Request) -> String? {
        guard let referer = request.headers[.referer], let scheme = referer.firstRange(of: "://") else { return nil }
        let rest = referer[scheme.upperBound...]
        guard let slash = rest.firstIndex(of: "/"), rest[..<slash] == request.head.authority ?? "" else { return nil }
        let path = String(rest[slash...].prefix { $0 != "?" && $0 != "#" })
        let isOurs =
            path.split(separator: "/").dropFirst().first.map(String.init) == Self.pagePrefix
            && !path.hasPrefix("//")
        return isOurs ? path : nil
    }

    private func nothing(_ request: Request, _ context: AppContext) async throws -> Response {
        var visit = try visits.visit(request, context, settings: try settings())
        guard let held = DeskCookie.read(DeskCookie.session, request),
            let caller = try await gate.caller(session: held, at: now())
        else {
            let (secret, cookies) = door(request)
            visit.desk = DeskFrame.ofNobody(mark: gate.mark(for: secret))
            guard let form = await waiting(request, visit, nil) else { return signIn(request, visit) }
            return answer(form, visit, cookies)
        }
        visit.desk = try await gate.frame(of: caller, at: now())
        visit.desk?.mark = gate.mark(for: held)
        return problemPage(.nothing, context, visit)
    }

    /// Every address behind a door leads the same way for those who are not signed in, whether it exists or not.
    private func signIn(_ request: Request, _ visit: Visit) -> Response {
        var path = SitePath("work", "sign-in")
        if request.method == .get, visit.path.segments.count > 1 { path.query = [("next", visit.url(visit.path))] }
        return Answer.redirect(to: visit.url(path))
    }

    private func problemPage(
        _ problem: Problem, _ context: AppContext, _ visit: Visit, _ wayOut: ProblemPage.WayOut = .desk,
        typed: TypedWords? = nil
    ) -> Response {
        var shown = visit
        shown.path = SitePath("work")
        var response = Answer.page(
            Layout(
                ProblemPage(problem, reference: context.reference, wayOut: wayOut, typed: typed).page(shown), shown
            ).html,
            status: problem.kind.status, language: visit.language)
        response.headers[.cacheControl] = "no-store"
        return response
    }

    private func response(_ answer: DeskAnswer, _ route: DeskRoute, _ call: DeskCall) throws -> Response {
        var response: Response
        switch answer.content {
        case .mend(let page, let faults, let status):
            var told = page
            told.faults = faults
            response = Answer.page(Layout(told, call.visit).html, status: status, language: call.visit.language)
        case .show(let page, _, let status):
            response = Answer.page(Layout(page, call.visit).html, status: status, language: call.visit.language)
        case .done(let path, _, _, let says):
            // 303: the way back button does not send the form again.
            let next = successes.path(path, after: route, says: says)
            response = Response(status: .seeOther, headers: [.location: call.visit.url(next)])
        case .file(let bytes, let type, let name): response = file(bytes, type, name)
        case .away(let address): response = Response(status: .seeOther, headers: [.location: address])
        }
        response.headers[.cacheControl] = "no-store"
        for cookie in answer.cookies { response.headers.append(HTTPField(name: .setCookie, value: cookie.header)) }
        return response
    }

    /// The form must carry the mark of this browser, and no other site may have sent it (Fetch metadata).
    /// - Returns: a form of ours with the mark of another session, to be looked at and sent again.
    private func refuseForeign(
        _ form: FormValues, _ secret: String, _ request: Request, _ route: DeskRoute, _ visit: Visit
    ) throws -> WaitingForm? {
        if let site = request.headers[.secFetchSite], !["same-origin", "none"].contains(site) {
            throw Problem(.forged, "The form came from another site. Nothing was done.")
        }
        if let mark = form[FormValues.mark], gate.isMark(mark, for: secret) { return nil }
        guard
            let older = WaitingForm(
                .older, form, request, visit, secret: route.secrets, labels: route.labels)
        else {
            throw Problem(
                .forged,
                "The form is too old, or was not made for this browser. Go back, load the page again, and send it once more."
            )
        }
        return older
    }

    /// What somebody typed whose session ended meanwhile; the same for an address that does not exist.
    private func waiting(_ request: Request, _ visit: Visit, _ route: DeskRoute?) async -> WaitingForm? {
        // What nobody here has typed is not even read.
        guard request.method == .post, WaitingForm.isFromHere(request) else { return nil }
        // What cannot be read leads to the sign-in, as everything else does; so does what is larger than anybody types.
        let largest = min(route?.largestBody ?? Self.largestTyped, Self.largestTyped)
        guard let form = try? await FormValues.read(request, largest: largest) else { return nil }
        return WaitingForm(.signedOut, form, request, visit, secret: route?.secrets ?? [], labels: labels)
    }

    private func answer(_ form: WaitingForm, _ visit: Visit, _ cookies: [DeskCookie]) -> Response {
        var shown = visit
        shown.path = SitePath("work")
        var response = Answer.page(
            Layout(form.page(visit), shown).html, status: .forbidden, language: visit.language)
        for cookie in cookies { response.headers.append(HTTPField(name: .setCookie, value: cookie.header)) }
        return response
    }

    // MARK: Programs

    private func program(_ route: DeskRoute, _ request: Request, _ context: AppContext) async throws -> Response {
        let moment = now()
        let settings = try settings()
        var caller: Caller?
        if case .rule(let subject, let action) = route.door {
            let known = try await programCaller(request)
            caller = known
            if known.scope(subject, action) == nil {
                await refuse(known, subject, action, route, context, moment)
                throw Problem.nothing
            }
        }
        let query = FormValues(APIRoutes.query(request))
        let asked = query["lang"]
        if let asked, !settings.languages.offered.contains(asked) {
            throw Problem(
                .badRequest, "The request has a parameter that cannot be read.",
                faults: [
                    .init(name: "lang", reason: "must be one of \(settings.languages.offered.joined(separator: ", "))")
                ])
        }
        let language =
            asked
            ?? LanguageNegotiation.choose(
                header: request.headers[.acceptLanguage], offered: settings.languages.offered,
                preferred: settings.languages.preferred)
        let form =
            request.method == .post ? try await FormValues.read(request, largest: route.largestBody) : FormValues()
        try refuseUnknown(request.method == .post ? form : query, route)
        let call = DeskCall(
            caller: caller, face: .program, path: captures(route, context), query: query, form: form,
            visit: visits.visit(language: language, path: SitePath("work"), settings: settings), now: moment,
            address: address(request, context), reference: context.reference, session: nil,
            browser: String((request.headers[.userAgent] ?? "").prefix(200)))
        do {
            return try programResponse(try await route.handler(call), call)
        } catch let problem as Problem {
            if problem.kind == .notFound, let caller, case .rule(let subject, let action) = route.door {
                await refuse(caller, subject, action, route, context, moment)
            }
            throw problem
        }
    }

    private func programResponse(_ answer: DeskAnswer, _ call: DeskCall) throws -> Response {
        var response: Response
        switch answer.content {
        case .show(_, let data, let status), .done(_, let data, let status, _):
            response = Answer.json(data)
            response.status = status
        case .mend(_, let faults, let status):
            throw Problem(
                status == .conflict ? .conflict : status == .tooManyRequests ? .tooMany : .unprocessable,
                "Mend the fields that are named, and send it again.", faults: faults)
        case .file(let bytes, let type, let name): response = file(bytes, type, name)
        case .away: throw Problem(.badRequest, "This address is for browsers.")
        }
        response.headers[.cacheControl] = "no-store"
        response.headers[.contentLanguage] = call.visit.language
        return response
    }

    /// Programs show a key and never a cookie, so no other site can make a browser act for them.
    private func programCaller(_ request: Request) async throws -> Caller {
        let header = request.headers[.authorization] ?? ""
        guard header.lowercased().hasPrefix("bearer "),
            let caller = try await gate.caller(key: String(header.dropFirst(7)).trimmed, at: now())
        else {
            throw Problem(.unauthorised, "Send a key of your account: Authorization: Bearer …")
        }
        return caller
    }

    // MARK: Both

    private func captures(_ route: DeskRoute, _ context: AppContext) -> [String: String] {
        var path: [String: String] = [:]
        for name in route.pathNames { path[name] = FormDecoding.decodeSegment(context.parameters.get(name) ?? "") }
        return path
    }

    private func refuseUnknown(_ values: FormValues, _ route: DeskRoute) throws {
        let known = Set(route.fields.map(\.name) + (route.method == .get ? ["lang"] : []))
        let names = Set(values.pairs.map(\.name) + values.files.map(\.field))
        let unknown = names.subtracting(known).sorted().prefix(20)
        if unknown.isEmpty { return }
        throw Problem(
            .badRequest, "The request has a value that this address does not take.",
            faults: unknown.map { .init(name: String($0.prefix(60)), reason: "is not a value of this address") })
    }

    private func refuse(
        _ caller: Caller, _ subject: Permission.Subject, _ action: Permission.Action, _ route: DeskRoute,
        _ context: AppContext, _ moment: Instant
    ) async {
        let object = route.pathNames.first.flatMap { context.parameters.get($0) }.map { String($0.prefix(64)) }
        await gate.noteRefusal(
            Refusal(
                caller: caller, subject: subject, action: action, object: object,
                route: "\(route.method.rawValue) \(route.path)", at: moment))
    }

    private func file(_ bytes: [UInt8], _ type: String, _ name: String) -> Response {
        let safe = name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }
        return Response(
            status: .ok,
            headers: [.contentType: type, .contentDisposition: "attachment; filename=\"\(safe)\""],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// Of the last sender that we do not run ourselves.
    private func address(_ request: Request, _ context: AppContext) -> String {
        Self.address(request, context, proxies: proxies)
    }

    /// Where a request comes from, behind that many proxies of ours.
    public static func address(_ request: Request, _ context: AppContext, proxies: Int) -> String {
        guard proxies > 0, let header = request.headers[.xForwardedFor] else { return context.remoteAddress }
        let hops = header.split(separator: ",").map(\.trimmed)
        return hops.count >= proxies ? String(hops[hops.count - proxies].prefix(45)) : context.remoteAddress
    }
}

extension FormValues {
    /// Name of the hidden field that holds the mark.
    public static let mark = "form-mark"

    var withoutMark: FormValues { FormValues(pairs.filter { $0.name != Self.mark }, files: files) }
}

extension HTTPField.Name {
    // The literals are valid field names (RFC 9110, 5.1), so the initialisers cannot fail.
    static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")!
    static let xForwardedFor = HTTPField.Name("X-Forwarded-For")!
}
