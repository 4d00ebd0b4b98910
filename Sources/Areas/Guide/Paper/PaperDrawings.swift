import Rules
import Vault
import Web

/// Images of a document: named in its HTML, drawn for the press when the document is whole.
struct PaperDrawings {
    let guide: GuideSnapshot
    let sides: PaperSides
    let origin: String

    /// Words stand beside each image, so it has none of its own.
    static func pictogram(_ name: String?, class style: String = "sign") -> HTML? {
        name.map { "<img class=\"\(style)\" src=\"paper:sign/\($0)\" alt=\"\">" }
    }

    /// A code that leads a telephone to the live page in the document's first language.
    static func code(_ path: SitePath) -> HTML {
        "<img class=\"qr\" src=\"paper:code\(path.url(""))\" alt=\"\">"
    }

    static func map(_ service: Service) -> HTML { "<img class=\"map\" src=\"paper:map/\(service.key)\" alt=\"\">" }

    /// Every image that the HTML names and that there is; others stay empty.
    func drawings(of html: HTML) -> [String: String] {
        var drawings: [String: String] = [:]
        for piece in html.text.components(separatedBy: "src=\"paper:").dropFirst() {
            let name = String(piece.prefix { $0 != "\"" })
            if drawings[name] == nil { drawings[name] = drawing(name.replacing("&amp;", with: "&")) }
        }
        return drawings
    }

    private func drawing(_ name: String) -> String? {
        let (kind, rest) = name.firstIndex(of: "/").map { (name[..<$0], String(name[$0...])) } ?? ("", "")
        switch kind {
        case "sign": return sides.first.assets.drawing("pictograms\(rest).svg")
        // `/` and an empty language stand at the beginning of the path.
        case "code":
            let address = origin + "/" + sides.first.language + rest.dropFirst()
            return QRCode.svg(address, label: "").map { $0.replacing("<svg ", with: "<svg xmlns=\"\(Self.space)\" ") }
        case "map": return guide.service(String(rest.dropFirst())).flatMap { PaperMap(guide: guide).svg($0) }
        default: return nil
        }
    }

    static let space = "http://www.w3.org/2000/svg"
}
