import Hummingbird
import NIOCore
import Rules
import Store
import Web

/// The addresses of the report form.
struct ReportRoutes {
    /// Largest form that is read (bytes).
    static let largestForm = 16_384

    let guide: @Sendable () throws -> GuideSnapshot
    let desk: ReportDesk
    let visits: VisitMaker
    let now: @Sendable () -> Instant

    func add(to router: Router<AppContext>) {
        router.get(":language/services/:key/report") { request, context in
            let (guide, service, visit) = try subject(request, context)
            return answer(
                ReportPage(guide: guide, service: service, id: UUIDv7(), takesWords: desk.takesWords).page(visit), visit
            )
        }
        router.post(":language/services/:key/report") { request, context in
            let (guide, service, visit) = try subject(request, context)
            let form = try await form(request)
            return try await take(form, guide, service, visit)
        }
    }

    private func take(
        _ form: [String: String], _ guide: GuideSnapshot, _ service: Service, _ visit: Visit
    ) async throws -> Response {
        let words = desk.takesWords ? form["words"] : nil
        // Without words «something else» says nothing: it is not offered, so it is as if nothing was chosen.
        let matter = form["matter"].flatMap { !desk.takesWords && $0 == VisitorReport.Matter.other.rawValue ? nil : $0 }
        let (report, faults) = VisitorReport.read(matter: matter, words: words)
        let id = form["id"].flatMap { UUIDv7($0) } ?? UUIDv7()
        var page = ReportPage(
            guide: guide, service: service, id: id, takesWords: desk.takesWords, matter: matter, words: words,
            faults: faults)
        guard let report else { return answer(page.page(visit), visit, status: .unprocessableContent) }
        let outcome = try await desk.keep(report, id: id, service: service.key, language: visit.language, now: now())
        if outcome == .tooMany {
            page.isBusy = true
            return answer(page.page(visit), visit, status: .tooManyRequests)
        }
        return answer(page.thanks(visit), visit)
    }

    private func subject(_ request: Request, _ context: AppContext) throws -> (GuideSnapshot, Service, Visit) {
        let guide = try guide()
        let visit = try visits.visit(request, context, settings: guide.settings)
        guard let service = guide.service(context.parameters.get("key") ?? "") else {
            throw Problem(.notFound, "There is nothing at this address.")
        }
        return (guide, service, visit)
    }

    private func form(_ request: Request) async throws -> [String: String] {
        let type = request.headers[.contentType] ?? ""
        guard type.hasPrefix("application/x-www-form-urlencoded") else {
            throw Problem(.badRequest, "The form must be sent as application/x-www-form-urlencoded.")
        }
        let buffer: ByteBuffer
        do {
            buffer = try await request.body.collect(upTo: Self.largestForm)
        } catch let known as any HTTPResponseError {
            throw known
        } catch {
            throw Problem(.badRequest, "The form did not arrive whole.")
        }
        let text = String(buffer: buffer)
        var values: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            values[FormDecoding.decode(parts[0])] = parts.count > 1 ? FormDecoding.decode(parts[1]) : ""
        }
        return values
    }

    private func answer(_ page: Page, _ visit: Visit, status: HTTPResponse.Status = .ok) -> Response {
        var response = Answer.page(Layout(page, visit).html, status: status, language: visit.language)
        response.headers[.cacheControl] = "no-store"
        return response
    }
}
