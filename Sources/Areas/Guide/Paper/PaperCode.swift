import Vault
import Web

/// A code that leads a telephone to a page, where the server knows its own public address.
struct PaperCode {
    let visit: Visit

    func html(_ path: SitePath) -> HTML? {
        guard !visit.origin.isEmpty else { return nil }
        return QRCode.svg(visit.origin + visit.url(path), label: visit.say("paper.live")).map { HTML(raw: $0) }
    }
    /// The same at the foot of a page that is printed: paper grows old, the page does not.
    func printed(_ path: SitePath) -> HTML? {
        html(path).map { "<div class=\"print-only\">\($0)<p>\(visit.say("paper.live"))</p></div>" }
    }
}
