import Rules
import Web

/// A text of law on paper, in plain words: what stands in one language stands beside the other, item by item.
extension PaperDocument {
    var law: HTML {
        guard let rights = texts.rights else { return HTML() }
        let paper = RightsPaper(rights: rights, first: first) { sides.block($0) }
        let told: HTML? =
            switch order.subject {
            case .sheet(let key): paper.sheet(key)
            case .checklist(let key): paper.checklist(key)
            default: nil
            }
        return """
            <header class="paper-head"><p class="guide">\(sides.lines { HTML(guideName($0)) })</p></header>\
            \(told)\(colophon())
            """
    }
}
