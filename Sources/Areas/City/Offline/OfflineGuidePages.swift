import Rules
import Web

/// "Take the guide along", the saved places, and the empty page that the telephone fills without network.
enum OfflineGuidePages {
    /// Modules that the telephone keeps, besides the worker.
    static let modules = [
        "offline/start.js", "offline/words.js", "offline/index.js", "offline/store.js", "offline/render.js",
        "offline/shell.js", "offline/take.js",
    ]

    /// Without a script it says what it is and where paper is; with one, what can be taken and how much it weighs.
    static func take(_ visit: Visit) -> Page {
        let say = visit.say
        let words = [
            "offline.title", "offline.take", "offline.size", "offline.stop", "offline.failed", "offline.full",
            "offline.update", "offline.erase", "offline.erased", "offline.age.today", "offline.age.days",
            "results.count",
        ]
        let values = JSONText(
            members: words.map { key -> (String, JSONText?) in (key, say.phrase(key).map(\.json)) })
        return Page(
            title: say("offline.title"), description: say("offline.lead"), modules: ["offline/take.js"],
            body: """
                <h1>\(say("offline.title"))</h1>
                <p class="lead">\(say("offline.lead"))</p>
                <p>\(say("offline.private"))</p>
                <section id="take" data-words="\(values.description)" data-plurals="\(OfflineParts.plurals(visit.language).description)" hidden></section>
                \(paper(visit))
                <p>\(visit.link(SitePath("saved"), HTML(say("saved.title")), class: "button button-quiet"))</p>
                """)
    }

    /// Who has no script, or no room, takes paper along: the leaflets of the themes.
    private static func paper(_ visit: Visit) -> HTML {
        "<p>\(visit.link(SitePath("themes"), HTML(visit.say("themes.title"))))</p>"
    }

    static func saved(_ visit: Visit) -> Page {
        Page(
            title: visit.say("saved.title"), isIndexed: false, modules: ["offline/shell.js"],
            body: """
                <h1>\(visit.say("saved.title"))</h1><p class="lead">\(visit.say("saved.lead"))</p>
                <div id="shell" data-page="saved" data-none="\(visit.say("saved.none"))"></div>
                """)
    }

    /// The frame in which the telephone shows what it keeps.
    static func shell(_ visit: Visit) -> Page {
        let numbers = visit.settings.emergency.map { entry -> HTML in
            "<li>\(visit.phone(entry.number, isByText: entry.isByText == true)) \(visit.text(entry.name))</li>"
        }
        return Page(
            title: visit.say("offline.title"), isIndexed: false, modules: ["offline/shell.js"], showsSearch: false,
            body: """
                <div id="shell" data-page="guide">
                <h1>\(visit.say("layout.emergency"))</h1><p class="lead">\(visit.say("offline.nothing"))</p>
                <ul class="ways">\(numbers)</ul></div>
                """)
    }
}
