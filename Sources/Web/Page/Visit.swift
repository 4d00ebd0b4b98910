public import Rules

/// One reader looking at one page: their language, the city, the clock. Views take it and nothing else of the world.
public struct Visit: Sendable {
    public let say: Phrasebook
    public let books: Phrasebooks
    public let settings: TerritorySettings
    public let assets: StaticFiles
    public let navigation: [NavigationItem]
    /// The address that is shown, without its language.
    public var path: SitePath
    /// Origin of the public site (`https://guide.example.org`), for canonical links; empty: addresses without origin.
    public let origin: String
    /// What stands around the page of a member at work; `nil` on public pages.
    public var desk: DeskFrame?
    /// Whether documents can be printed here: their links stand on the pages.
    public var prints = false
    /// `nil`: this machine makes no sound of texts.
    public var speech: SpeechOffer?
    /// Whether a person recorded what a page says now; `nil`: nobody is asked.
    public var isRecorded: (@Sendable (SitePath, Visit) -> Bool)?

    public init(
        say: Phrasebook, books: Phrasebooks, settings: TerritorySettings, assets: StaticFiles,
        navigation: [NavigationItem], path: SitePath, origin: String
    ) {
        self.say = say
        self.books = books
        self.settings = settings
        self.assets = assets
        self.navigation = navigation
        self.path = path
        self.origin = origin
    }

    /// The same page for a reader of another language, as it stands in public.
    public func reading(_ language: String) -> Visit {
        Visit(
            say: books.book(language), books: books, settings: settings, assets: assets, navigation: navigation,
            path: path, origin: origin)
    }

    public var language: String { say.tag }

    /// Languages in which a missing text is read, best first: the city's own, then English.
    public var fallbacks: [String] {
        settings.languages.required + [settings.languages.preferred, "en"]
    }

    /// The words of a text, without markup.
    public func words(_ text: LocalisedText) -> String {
        text.read(in: language, fallbacks: fallbacks).words
    }

    public func words(_ text: LocalisedText?) -> String? {
        text.map { words($0) }
    }

    /// The words of a text, in a `span` that declares their language when it is not the page's (WCAG 3.1.2).
    public func text(_ text: LocalisedText) -> HTML {
        let (words, written) = text.read(in: language, fallbacks: fallbacks)
        guard let written else { return HTML(words) }
        return foreign(words, in: written)
    }

    public func text(_ text: LocalisedText?) -> HTML? {
        text.map { self.text($0) }
    }

    /// Words of another language inside the page. A proper name goes through here without a language.
    public func foreign(_ words: String, in written: String?) -> HTML { foreign(HTML(words), in: written) }

    public func foreign(_ words: HTML, in written: String?) -> HTML {
        guard let written, written != language else { return words }
        return "<span lang=\"\(written)\" dir=\"\(books[written]?.language.direction ?? "ltr")\">\(words)</span>"
    }

    /// A proper name: isolated, so that a Latin name inside Arabic does not turn the sentence around.
    public func name(_ words: String) -> HTML {
        say.isRightToLeft ? "<bdi>\(words)</bdi>" : HTML(words)
    }

    public func url(_ path: SitePath) -> String { path.url(language) }

    public func link(_ path: SitePath, _ content: HTML, class style: String? = nil) -> HTML {
        "<a href=\"\(url(path))\"\(attribute: "class", style)>\(content)</a>"
    }

    /// A drawing of `Resources/static/pictograms`, hidden from screen readers because words always stand beside it.
    public func pictogram(_ name: String?, class style: String = "pictogram") -> HTML {
        guard let name, let drawing = assets.drawing("pictograms/\(name).svg") else { return HTML() }
        return "<span class=\"\(style)\" aria-hidden=\"true\">\(HTML(raw: drawing))</span>"
    }

    /// A number that is dialled: a link, left to right in every script.
    /// - Parameter isByText: one writes to it: the phone opens a message, not a call.
    public func phone(_ number: String, class style: String? = nil, isByText: Bool = false) -> HTML {
        let dialled = number.filter { $0.isNumber || $0 == "+" }
        return
            "<a href=\"\(isByText ? "sms" : "tel"):\(dialled)\" dir=\"ltr\"\(attribute: "class", style)>\(number)</a>"
    }

    /// The offered languages in which those who work, and partners, find their pages.
    public var deskLanguages: [String] {
        settings.languages.offered.filter { books[$0]?.speaksDesk == true }
    }

    /// The language in which to show a page of the desk, when it is not there in the visit's own; `nil`: it is.
    var deskLanguage: String? {
        if say.speaksDesk { return nil }
        return ([settings.languages.preferred] + deskLanguages).first { books[$0]?.speaksDesk == true }
    }

    /// The same visit in another language, for the language picker and `hreflang`.
    public func url(in other: String) -> String { path.url(other) }
}

/// In which languages of the guide this machine makes the sound of a text, and how its files end.
public struct SpeechOffer: Sendable, Hashable {
    public var languages: Set<String>
    public var ending: String

    public init(languages: Set<String>, ending: String) {
        self.languages = languages
        self.ending = ending
    }
}

/// An entry of the main menu.
public struct NavigationItem: Sendable, Hashable {
    public var path: SitePath
    public var phrase: String

    public init(path: SitePath, phrase: String) {
        self.path = path
        self.phrase = phrase
    }
}
