import Rules
import Web

/// Says that the words of a page are older than those that they were translated from, and leads to these.
struct OutdatedNote {
    let guide: GuideSnapshot
    let visit: Visit

    func html(_ record: RecordName, _ path: SitePath) -> HTML? {
        guard guide.outdated[record]?.contains(visit.language) == true else { return nil }
        let source = visit.settings.languages.sources.first ?? visit.settings.languages.preferred
        let name = visit.books.book(source).language.name
        return """
            <p class="notice notice-info">\(visit.say("service.outdated")) \
            <a href="\(path.url(source))" lang="\(source)" hreflang="\(source)">\(name)</a></p>
            """
    }
}
