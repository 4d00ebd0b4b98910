public import Hummingbird
internal import NIOCore
public import Rules
public import Web

/// The whole public side on one router: pages, API, static files, the machine's own addresses.
public struct CityRouter: Sendable {
    public struct Options: Sendable {
        /// Origin of the public site for canonical links, without a slash at the end; empty: addresses without origin.
        public var origin: String
        /// Origin of a tile server; `nil`: the city's own drawing, no third party.
        public var tiles: String?
        public var logsRequests: Bool
        public var release: String
        /// Proxies of ours in front, each of which adds an address to `X-Forwarded-For`.
        public var proxies: Int
        /// `nil`: nothing can be printed on this machine.
        public var shop: PaperShop?
        /// `nil`: this machine makes no sound of texts.
        public var sound: SoundShop?
        public var glossary: Glossary

        public init(
            origin: String = "", tiles: String? = nil, logsRequests: Bool = true, release: String = "development",
            proxies: Int = 0, shop: PaperShop? = nil, sound: SoundShop? = nil,
            glossary: Glossary = Glossary()
        ) {
            self.origin = origin
            self.tiles = tiles
            self.logsRequests = logsRequests
            self.release = release
            self.proxies = proxies
            self.shop = shop
            self.sound = sound
            self.glossary = glossary
        }
    }

    static let navigation = [
        NavigationItem(path: .themes, phrase: "menu.themes"),
        NavigationItem(path: .districts, phrase: "menu.districts"),
        NavigationItem(path: .events, phrase: "events.title"),
        NavigationItem(path: .organisations, phrase: "menu.organisations"),
        NavigationItem(path: SitePath("plans"), phrase: "menu.plans"),
        NavigationItem(path: SitePath("initiatives"), phrase: "menu.initiatives"),
    ]

    let city: PublishedCity
    let reports: ReportDesk
    /// `nil`: no keys, so only the public guide is served.
    let desk: CityDesk?
    let books: Phrasebooks
    let assets: StaticFiles
    let metrics: Metrics
    let options: Options
    let now: @Sendable () -> Instant

    public init(
        city: PublishedCity, reports: ReportDesk, desk: CityDesk? = nil, books: Phrasebooks, assets: StaticFiles,
        metrics: Metrics,
        options: Options, now: @escaping @Sendable () -> Instant
    ) {
        self.city = city
        self.reports = reports
        self.desk = desk
        self.books = books
        self.assets = assets
        self.metrics = metrics
        self.options = options
        self.now = now
    }

    public var router: Router<AppContext> {
        let voices = VoiceRoutes(city: city, glossary: options.glossary)
        let visits = VisitMaker(
            books: books, assets: assets, navigation: Self.navigation, origin: options.origin,
            prints: options.shop != nil, speech: options.sound?.offer(books.tags),
            isRecorded: { voices.isRecorded($0, $1) })
        let router = Router(context: AppContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(middleware: ObservingMiddleware(metrics: metrics, logsRequests: options.logsRequests))
        if options.proxies == 0 { router.add(middleware: ProxyWarningMiddleware()) }
        router.add(middleware: SecurityMiddleware(tiles: options.tiles))
        router.add(middleware: DeliveryMiddleware())
        router.add(middleware: ReadMarkMiddleware())
        router.add(
            middleware: FaultMiddleware { problem, request, context in
                guard let settings = try? city.snapshot().guide.settings else {
                    return problem.response(reference: context.reference)
                }
                let visit = visits.visitForProblem(request, settings: settings)
                let page = ProblemPage(problem, reference: context.reference).page(visit)
                return Answer.page(Layout(page, visit).html, status: problem.kind.status, language: visit.language)
            })
        router.add(middleware: StoreAwayMiddleware())
        MachineRoutes(city: city, metrics: metrics).add(to: router)
        StaticRoutes(assets: assets).add(to: router)
        EntryRoutes(city: city, origin: options.origin).add(to: router)
        OpenDataRoutes(city: city, origin: options.origin).add(to: router)
        let endpoints = endpoints
        APIRoutes(endpoints: endpoints, languages: { try city.snapshot().guide.settings.languages }, now: now).add(
            to: router)
        addDescription(of: endpoints, to: router)
        GuideRoutes(
            guide: { try city.snapshot().guide }, rights: { try city.snapshot().rights }, inserts: inserts,
            reports: reports, visits: visits, now: now, glossary: options.glossary
        ).add(to: router)
        EventRoutes(
            content: { try city.snapshot().events }, office: desk.map { EventOffice(workplace: $0.workplace) },
            around: eventSurroundings, visits: visits, proxies: options.proxies, now: now
        ).add(to: router)
        GlossaryRoutes(
            guide: { try city.snapshot().guide }, glossary: options.glossary, shop: options.sound, visits: visits
        ).add(to: router)
        PictureRoutes(guide: { try city.snapshot().guide }, visits: visits, now: now).add(to: router)
        ScreenRoutes(guide: { try city.snapshot().guide }, visits: visits, now: now).add(to: router)
        if let sound = options.sound { addSound(sound, to: router, visits: visits) }
        voices.add(to: router, visits: visits)
        if let shop = options.shop {
            PaperRoutes(
                guide: { try city.snapshot().guide },
                texts: { try city.snapshot().papers(options.glossary) }, shop: shop, visits: visits,
                origin: options.origin, now: now
            ).add(to: router)
        }
        OfflineRoutes(city: city, visits: visits, assets: assets).add(to: router)
        PlanRoutes(plan: { try city.snapshot().plan }, visits: visits).add(to: router)
        RightsRoutes(content: { try city.snapshot().rights }, visits: visits).add(to: router)
        addDesk(to: router, visits: visits)
        return router
    }

    /// What pages of events take from the guide.
    private var eventSurroundings: EventSurroundings {
        EventSurroundings(
            map: { site, visit in
                (try? city.snapshot().guide).flatMap { CityMap(guide: $0, visit: visit).single(site) }
            },
            distance: { Distance(visit: $1).words($0) })
    }

    /// The next events, on pages of the guide.
    private var inserts: GuideInserts {
        let around = eventSurroundings
        @Sendable func section(
            _ visit: Visit, _ most: Int, _ choose: @Sendable (EventsSnapshot, Instant, Int) -> [EventMoment]
        ) -> HTML? {
            // Without a snapshot there is no page either.
            guard let events = try? city.snapshot().events else { return nil }
            let found = choose(events, now(), most)
            return NextEvents(snapshot: events, around: around, moments: found).section(visit)
        }
        return GuideInserts(
            home: { visit in
                section(visit, 3) {
                    Array(EventQuery().find(in: $0, now: $1).filter { !$0.date.isCancelled }.prefix($2))
                }
            },
            site: { key, visit in section(visit, 5) { $0.next(site: key, after: $1, most: $2) } },
            service: { key, visit in section(visit, 5) { $0.next(service: key, after: $1, most: $2) } })
    }

    private func addSound(_ shop: SoundShop, to router: Router<AppContext>, visits: VisitMaker) {
        GuideSpeech(guide: { try city.snapshot().guide }, shop: shop, visits: visits, now: now).add(to: router)
        RightsSpeech(content: { try city.snapshot().rights }, shop: shop, visits: visits).add(to: router)
    }

    private func addDesk(to router: Router<AppContext>, visits: VisitMaker) {
        guard let desk else { return }
        DeskRouter(
            routes: desk.routes, gate: desk.gate, visits: visits, settings: { try city.snapshot().guide.settings },
            now: now, proxies: options.proxies
        ).add(to: router)
        router.get("calendar/:file") { _, context in
            let file = context.parameters.get("file") ?? ""
            guard file.hasSuffix(".ics"),
                let text = try await desk.community.calendarText(
                    token: String(file.dropLast(4)), books: books, settings: try city.snapshot().guide.settings,
                    now: now())
            else { throw Problem.nothing }
            return Answer.text(text, type: "text/calendar; charset=utf-8")
        }
    }

    var endpoints: [Endpoint] {
        GuideEndpoints { try city.snapshot().guide }.all + LabelEndpoints { try city.snapshot().guide }.all
            + PlanEndpoints { try city.snapshot().plan }.all
            + StandardEndpoints(origin: options.origin) { try city.snapshot().standards }.all
            + RightsEndpoints { try city.snapshot().rights }.all + EventEndpoints { try city.snapshot().events }.all
    }

    private func addDescription(of endpoints: [Endpoint], to router: Router<AppContext>) {
        router.get("api/v1") { _, _ in Answer.redirect(to: "/openapi.json") }
        router.get("problems/:kind") { _, context in
            guard let kind = Problem.Kind(rawValue: context.parameters.get("kind") ?? "") else {
                throw Problem(.notFound, "There is no such kind of problem.")
            }
            return Answer.text("\(kind.status.code) \(kind.title).\n")
        }
        router.get("openapi.json") { _, _ in
            let settings = try city.snapshot().guide.settings
            let name = settings.name.read(in: "en", fallbacks: settings.languages.required).words
            let description = OpenAPI(
                endpoints: endpoints,
                schemas: GuideSchemas.all + LabelSchemas.all + PlanSchemas.all + RightsSchemas.all + EventSchemas.all,
                languages: settings.languages.offered,
                title: "Ville Refuge: \(name)", version: options.release)
            var response = Answer.json(description.document)
            response.headers[.accessControlAllowOrigin] = "*"
            return response
        }
    }
}
