import Hummingbird
import Rules
import Store
import Web

/// The pages about events, their calendars, and the forms with which places are taken.
struct EventRoutes {
    static let largestForm = 4_096

    let content: @Sendable () throws -> EventsSnapshot
    /// `nil`: no keys, so no places can be taken.
    let office: EventOffice?
    let around: EventSurroundings
    let visits: VisitMaker
    /// Of our own in front.
    let proxies: Int
    let now: @Sendable () -> Instant

    func add(to router: Router<AppContext>) {
        router.get(":language/events") { request, context in
            let (snapshot, visit) = try visit(request, context)
            let query = EventQuery(APIRoutes.query(request))
            return answer(
                EventListPage(snapshot: snapshot, around: around, query: query, now: now()).page(visit), visit)
        }
        router.get(":language/events/food") { request, context in
            let (snapshot, visit) = try visit(request, context)
            return answer(FoodWeekPage(snapshot: snapshot, now: now()).page(visit), visit)
        }
        router.get(":language/events.ics") { request, context in
            let (snapshot, visit) = try visit(request, context)
            var query = EventQuery(APIRoutes.query(request))
            // Whoever subscribes wants what comes, not what was asked about this evening.
            (query.when, query.near) = (nil, nil)
            let positions = Set(query.find(in: snapshot, now: now()).map(\.event)).sorted()
            return file(positions, visit.say("events.title"), snapshot, visit)
        }
        router.get(":language/events/:key") { request, context in try await show(request, context) }
        router.get(":language/events/:key/places") { request, context in
            let (snapshot, visit, position) = try subject(request, context)
            return own(placesForm(snapshot, position, visit, [:]), visit)
        }
        router.post(":language/events/:key/places") { request, context in try await take(request, context) }
        router.get(":language/events/:key/code") { request, context in
            let (snapshot, visit, position) = try subject(request, context)
            let page = PlacesPage(snapshot: snapshot, event: snapshot.events[position].event)
            return own(page.askCode(isUnknown: false, visit), visit)
        }
        router.post(":language/events/:key/code") { request, context in try await look(request, context) }
    }

    // MARK: Pages

    private func visit(_ request: Request, _ context: AppContext) throws -> (EventsSnapshot, Visit) {
        let snapshot = try content()
        return (snapshot, try visits.visit(request, context, settings: snapshot.settings))
    }

    private func answer(_ page: Page, _ visit: Visit, status: HTTPResponse.Status = .ok) -> Response {
        Answer.page(Layout(page, visit).html, status: status, language: visit.language)
    }

    /// What is shown to one reader alone.
    private func own(_ page: Page, _ visit: Visit, status: HTTPResponse.Status = .ok) -> Response {
        var response = answer(page, visit, status: status)
        response.headers[.cacheControl] = "no-store"
        return response
    }

    private func file(_ positions: [Int], _ name: String, _ snapshot: EventsSnapshot, _ visit: Visit) -> Response {
        let text = EventCalendar(snapshot: snapshot, visit: visit).text(positions, name: name)
        var response = Answer.text(text, type: "text/calendar; charset=utf-8")
        response.headers[.cacheControl] = "public, max-age=300"
        response.headers[.accessControlAllowOrigin] = "*"
        return response
    }

    private func show(_ request: Request, _ context: AppContext) async throws -> Response {
        let (snapshot, visit) = try visit(request, context)
        let key = context.parameters.get("key") ?? ""
        if key.hasSuffix(".ics") {
            guard let position = snapshot.position(String(key.dropLast(4))) else { throw Problem.nothing }
            return file([position], visit.words(snapshot.events[position].event.title), snapshot, visit)
        }
        guard let position = snapshot.position(key) else { throw Problem.nothing }
        let event = snapshot.events[position].event
        let left = event.registration == .code ? try await office?.left(event) : nil
        let page = EventShowPage(
            snapshot: snapshot, around: around, position: position, left: left, now: now())
        return answer(page.page(visit), visit)
    }

    // MARK: Places

    /// An event on which places are taken by a code.
    private func subject(_ request: Request, _ context: AppContext) throws -> (EventsSnapshot, Visit, Int) {
        let (snapshot, visit) = try visit(request, context)
        guard office != nil, let position = snapshot.position(context.parameters.get("key") ?? ""),
            snapshot.events[position].event.registration == .code
        else { throw Problem.nothing }
        return (snapshot, visit, position)
    }

    private func placesForm(
        _ snapshot: EventsSnapshot, _ position: Int, _ visit: Visit, _ typed: [String: String], isBusy: Bool = false
    ) -> Page {
        var page = PlacesPage(snapshot: snapshot, event: snapshot.events[position].event)
        page.isBusy = isBusy
        page.isFaulty = !typed.isEmpty && !isBusy
        let dates = snapshot.next(position, after: now(), most: EventShowPage.mostDates).filter { !$0.date.isCancelled }
        return page.form(
            dates, chosen: typed["date"], persons: typed["persons"] ?? "1",
            id: typed["id"].flatMap { UUIDv7($0) } ?? UUIDv7(), visit)
    }

    private func take(_ request: Request, _ context: AppContext) async throws -> Response {
        let (snapshot, visit, position) = try subject(request, context)
        guard let office else { throw Problem.nothing }
        let form = try await FormValues.read(request, largest: Self.largestForm)
        let typed = Dictionary(form.pairs.map { ($0.name, $0.value) }) { first, _ in first }
        let event = snapshot.events[position].event
        let moment = form["date"].flatMap { WallTime($0) }.flatMap { named in
            snapshot.moments.first { $0.event == position && $0.date.original == named }
        }
        guard let moment, let persons = form["persons"].flatMap({ Int($0) }), BookingCode.persons.contains(persons),
            let id = form["id"].flatMap({ UUIDv7($0) })
        else {
            return own(placesForm(snapshot, position, visit, typed), visit, status: .unprocessableContent)
        }
        let outcome = try await office.take(
            event, on: moment, persons: persons, id: id, from: address(request, context), now: now())
        let page = PlacesPage(snapshot: snapshot, event: event)
        switch outcome {
        case .kept(let code, let state, let kept):
            return own(page.kept(code, state, persons: kept, moment, visit), visit)
        case .tooMany:
            return own(
                placesForm(snapshot, position, visit, typed, isBusy: true), visit, status: .tooManyRequests)
        case .noDate:
            return own(placesForm(snapshot, position, visit, typed), visit, status: .unprocessableContent)
        }
    }

    private func look(_ request: Request, _ context: AppContext) async throws -> Response {
        let (snapshot, visit, position) = try subject(request, context)
        guard let office else { throw Problem.nothing }
        let form = try await FormValues.read(request, largest: Self.largestForm)
        let (typed, key) = (form["code"] ?? "", snapshot.events[position].event.key)
        var page = PlacesPage(snapshot: snapshot, event: snapshot.events[position].event)
        let origin = address(request, context)
        let found: BookingTable.Booking?
        do {
            found =
                form["do"] == "give-back"
                ? try await office.giveBack(typed, event: key, from: origin, now: now())
                : try await office.look(typed, event: key, from: origin, now: now())
        } catch let problem as Problem where problem.kind == .tooMany {
            page.isBusy = true
            return own(page.askCode(isUnknown: false, visit), visit, status: .tooManyRequests)
        }
        guard let found else {
            return own(page.askCode(isUnknown: true, visit), visit, status: .unprocessableContent)
        }
        let moment = snapshot.moments.first { $0.event == position && $0.date.original == found.date }
        return own(page.show(found, moment, typed: typed, visit), visit)
    }

    private func address(_ request: Request, _ context: AppContext) -> String {
        DeskRouter.address(request, context, proxies: proxies)
    }
}
