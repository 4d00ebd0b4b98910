import Rules
import Web

/// One service on one page, to be given to the person who goes there.
extension PaperDocument {
    var card: HTML {
        guard case .service(let key) = order.subject, let service = guide.service(key) else { return HTML() }
        let show = ServiceShow(service, guide: guide, now: now)
        return """
            <header class="card-head"><p class="guide">\(sides.lines { HTML(guideName($0)) })</p>\
            <table class="frame"><tr><td class="signs">\(service.needs.prefix(1).compactMap { PaperDrawings.pictogram($0) })</td>\
            <td>\(sides.block { "<h1>\($0.text(service.name))</h1>" })</td></tr></table></header>\
            \(entry.place(show))\(PaperDrawings.map(service))\
            \(show.phone.map { "<p class=\"phone\"><bdi dir=\"ltr\">\($0)</bdi></p>" as HTML })\
            \(sides.block { facts(show, $0) })\(colophon())
            """
    }

    private func facts(_ show: ServiceShow, _ visit: Visit) -> HTML {
        let say = visit.say
        let conditions = PaperEntry.conditions(show, guide, visit).map { "<li>\($0)</li>" as HTML }
        let names = show.languages.map { TermList(guide: guide, visit: visit).languageName($0) }
        return """
            \(show.service.description.map { "<p>\(visit.text($0))</p>" as HTML })\
            \(PaperEntry.easyLine(show.service.description, visit))\
            \(PaperEntry.doubt(show, visit) ?? show.ageNotice(visit))\
            <h2>\(say("hours.title"))</h2>\(PaperHours(guide: guide, visit: visit, now: now).lines(show.position))\
            \(PaperEntry.closures(show, visit))\
            \(if: !conditions.isEmpty, "<h2>\(say("service.conditions"))</h2><ul>\(conditions)</ul>")\
            \(show.service.bring.map { "<h2>\(say("service.bring"))</h2><p>\(visit.text($0))</p>" as HTML })\
            \(if: !names.isEmpty, "<h2>\(say("service.languages"))</h2><p>\(say.list(names))</p>")
            """
    }
}
