import Rules
import Web

/// A notice, large, printable, to be read or read aloud; in each language of the site.
struct NoticePage {
    let notice: PurposeNotice
    let visit: Visit

    var sentences: [String] {
        (1...notice.sentences).map { visit.say("casework.notice.\(notice.version).\($0)") }
    }

    var page: Page {
        let say = visit.say
        let title = say("casework.notice.title")
        let since = visit.date(
            PartialDate(year: notice.since.year, month: notice.since.month, day: notice.since.day))
        return Page(
            title: title, isIndexed: false, modules: [ListenBar.module], showsSearch: false,
            body: """
                <article class="read-aloud">
                <h1>\(title)</h1>\(ListenBar(visit: visit, start: "casework.notice.listen").html())\
                \(sentences.map { "<p class=\"lead\">\($0)</p>" as HTML })</article>
                <p class="note">\(say("casework.notice.version", ["version": String(notice.version)])), \(since)</p>
                """)
    }

    var data: JSONText {
        JSONText(members: [
            ("version", JSONText(notice.version)), ("since", JSONText(notice.since.description)),
            ("language", JSONText(visit.language)), ("sentences", JSONText(sentences)),
        ])
    }
}
