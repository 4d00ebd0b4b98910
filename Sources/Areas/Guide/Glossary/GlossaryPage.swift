import Rules
import Web

/// The words of offices: how they are said in the letters of the reader, how they sound, what they mean. Made to be printed too.
struct GlossaryPage {
    let glossary: Glossary
    let visit: Visit

    var page: Page {
        let say = visit.say
        return Page(
            title: say("glossary.title"), description: say("glossary.lead"), modules: [ListenBar.module],
            body: """
                <h1>\(say("glossary.title"))</h1><p class="lead">\(say("glossary.lead"))</p>
                \(PaperLink(visit: visit).html(.glossaryPaper).map { "<p>\($0)</p>" as HTML })\
                \(PaperLink(visit: visit).besides(.glossaryPaper))
                <div class="words">\(glossary.words.map(article))</div>
                \(PaperCode(visit: visit).printed(.glossary()))
                """)
    }

    private func article(_ word: Glossary.Word) -> HTML {
        let full = word.full.map { "<p class=\"full-name\">\(visit.foreign($0, in: glossary.language))</p>" as HTML }
        return """
            <article class="word promise" id="\(word.key)"><h2>\(visit.foreign(word.word, in: glossary.language))</h2>\(full)
            <p class="said"><span class="sr">\(visit.say("glossary.said"))</span> \(spelling(word))\
            <bdi class="ipa" lang="\(glossary.language)-fonipa" dir="ltr">/\(word.ipa)/</bdi>\(listen(word))</p>
            <p>\(visit.text(word.meaning))</p>\(ListenBar(visit: visit).recorded(.glossary(word.key)))</article>
            """
    }

    private func spelling(_ word: Glossary.Word) -> HTML? {
        PhoneticSpelling.spelled(word.ipa, for: visit.language).map { "<strong>\($0)</strong> " }
    }

    /// The telephone's voice where it has one for the word's language, else the sound that this machine makes.
    private func listen(_ word: Glossary.Word) -> HTML {
        let sound = visit.speech.flatMap { offer -> HTML? in
            guard offer.languages.contains(glossary.language) else { return nil }
            let path = SitePath.glossary(word.key).speech(offer.ending)
            return """
                <a class="button button-quiet" data-sound rel="nofollow" href="\(visit.url(path))">\
                \(visit.pictogram("speaker", class: "sign"))<span class="sr">\(visit.say("listen.start")) · \(word.word)</span></a>
                """
        }
        return """
             <button type="button" class="button-quiet" hidden data-say="\(word.spoken)" lang="\(glossary.language)">\
            \(visit.pictogram("speaker", class: "sign"))<span class="sr">\(word.word)</span></button>\(sound)
            """
    }
}

/// Words of the glossary that a search names, above its results.
struct GlossaryFound {
    let words: [Glossary.Word]
    let glossary: Glossary
    let visit: Visit

    var html: HTML? {
        guard !words.isEmpty else { return nil }
        let items = words.map { word in
            """
            <li>\(visit.link(SitePath("glossary", fragment: word.key), visit.foreign(word.word, in: glossary.language))) \
            <small>\(visit.text(word.meaning))</small></li>
            """ as HTML
        }
        return """
            <nav class="law-links" aria-label="\(visit.say("glossary.title"))"><ul class="ways">\(items)</ul></nav>
            """
    }
}

extension SitePath {
    static func glossary(_ word: String? = nil) -> SitePath {
        var path = SitePath("glossary")
        if let word { path.segments.append(word) }
        return path
    }
}
