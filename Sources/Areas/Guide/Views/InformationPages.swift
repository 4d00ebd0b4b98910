import Rules
import Web

/// The pages about the guide itself: emergency numbers, what it is, how it is accessible, what it knows of you.
struct InformationPages {
    let guide: GuideSnapshot

    func emergency(_ visit: Visit) -> Page {
        Page(
            title: visit.say("emergency.title"), description: visit.say("emergency.lead"),
            modules: [ListenBar.module],
            body: """
                <h1>\(visit.say("emergency.title"))</h1><p class="lead">\(visit.say("emergency.lead"))</p>
                \(ListenBar(visit: visit).html(.emergency))
                \(EmergencyList(visit.settings.emergency).html(visit))
                """)
    }

    func about(_ visit: Visit) -> Page {
        let say = visit.say
        let documents = guide.territory.documents.map { document in
            let note = SourceNote(document: document.key)
            let publisher = document.publisher.map { ", \(visit.name(visit.words($0)))" as HTML }
            let licence = document.licence.map { ", \($0)" as HTML }
            return "<li>\(visit.source(note, documents: guide.documents))\(publisher)\(licence)</li>" as HTML
        }
        return Page(
            title: say("about.title"), description: say("about.lead", ["city": visit.words(visit.settings.name)]),
            body: """
                <h1>\(say("about.title"))</h1><p class="lead">\(say("about.lead", ["city": visit.words(visit.settings.name)]))</p>
                \(paragraphs("about", 4, visit))
                <h2>\(say("about.ranking"))</h2><p>\(say("about.ranking.text"))</p>
                <h2>\(say("about.sources"))</h2><ul>\(documents)</ul>
                <h2>\(say("layout.api"))</h2><p>\(say("about.api")) <a href="/openapi.json"><bdi>/openapi.json</bdi></a></p>
                """)
    }

    func accessibility(_ visit: Visit) -> Page {
        Page(
            title: visit.say("accessibility.title"),
            body: "<h1>\(visit.say("accessibility.title"))</h1>\(paragraphs("accessibility", 5, visit))")
    }

    func privacy(_ visit: Visit) -> Page {
        Page(
            title: visit.say("privacy.title"),
            body: "<h1>\(visit.say("privacy.title"))</h1>\(paragraphs("privacy", 6, visit))")
    }

    private func paragraphs(_ name: String, _ count: Int, _ visit: Visit) -> HTML {
        (1...count).map { "<p>\(visit.say("\(name).\($0)"))</p>" as HTML }.joined()
    }
}
