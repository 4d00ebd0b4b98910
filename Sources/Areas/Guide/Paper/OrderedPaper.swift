public import Foundation
public import Printing
internal import Rules
internal import Web

/// A document that is ready for the press.
public struct OrderedPaper: Sendable {
    /// Tried one after the other: what does not fit on its sheet comes in smaller letters or on plain pages.
    let jobs: [PrintJob]
    /// `card-halte-femmes-shower-ti.pdf`: letters, digits and hyphens alone.
    public let fileName: String

    init(
        _ order: PaperOrder, guide: GuideSnapshot, texts: PaperTexts = PaperTexts(), visits: [Visit], origin: String,
        now: Instant
    ) {
        jobs = PaperDocument.fits(order).compactMap { fit in
            PaperDocument(order, guide: guide, texts: texts, visits: visits, origin: origin, now: now, fit: fit)?.job
        }
        fileName = Self.name(order, guide)
    }

    /// - Parameter file: replaced when the document is whole, else left as it was.
    public func print(on press: Press, to file: URL, within time: Duration) async throws(PressFault) -> Press.Report {
        var refusal = PressFault.failed("an empty order")
        for job in jobs {
            do throws(PressFault) {
                return try await press.print(job, to: file, within: time)
            } catch {
                guard case .tooManyPages = error else { throw error }
                refusal = error
            }
        }
        throw refusal
    }

    static func name(_ order: PaperOrder, _ guide: GuideSnapshot) -> String {
        var parts = [order.kind.rawValue]
        switch order.subject {
        case .city: parts.append(guide.settings.key)
        case .theme(let key), .need(let key), .district(let key), .service(let key), .sheet(let key),
            .checklist(let key):
            parts.append(key)
        case .words: break
        }
        if order.kind == .week, let week = order.week { parts.append(WeekName.name(week)) }
        let name = (parts + order.languages).joined(separator: "-")
        return name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") } + ".pdf"
    }
}
