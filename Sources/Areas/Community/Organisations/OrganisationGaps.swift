internal import Web

/// What an organisation's presentation lacks to be found and called: one rule for the home of its manager, its page and its form.
struct OrganisationGaps: Sendable {
    enum Gap: String, Sendable, CaseIterable {
        case description
        /// A public site or a public line: one of them is enough.
        case reach
        case themes, publics, referrals

        var phrase: String { self == .reach ? "own.reach" : "own.\(rawValue)" }
    }

    let gaps: [Gap]

    /// - Parameter entry: with what its places and services say of it: nobody is asked for what the directory shows already.
    init(_ entry: DirectoryBook.Entry, offersPublics: Bool) {
        let organisation = entry.organisation
        gaps = Gap.allCases.filter { gap in
            switch gap {
            case .description: organisation.description == nil
            case .reach: organisation.website == nil && organisation.phone == nil
            case .themes: entry.values[.theme, default: []].isEmpty
            case .publics: offersPublics && entry.values[.isFor, default: []].isEmpty
            case .referrals: organisation.referrals == nil
            }
        }
    }

    init(_ entry: DirectoryBook.Entry, _ book: DirectoryBook) {
        self.init(entry, offersPublics: !book.territory.taxonomy[.publics].isEmpty)
    }

    var isEmpty: Bool { gaps.isEmpty }

    /// One sentence that names them all.
    func words(_ visit: Visit) -> String {
        visit.say("own.gaps", ["fields": visit.say.list(gaps.map { visit.say($0.phrase) })])
    }

    /// Names of the fields of the form that would fill them.
    func fields(_ visit: Visit) -> Set<String> {
        Set(
            gaps.flatMap { gap -> [String] in
                switch gap {
                case .description: [self.description(visit)]
                case .reach: ["website", "phone"]
                case .themes, .publics, .referrals: [gap.rawValue]
                }
            })
    }

    /// The first language of the city: the others may follow.
    private func description(_ visit: Visit) -> String {
        let languages = visit.settings.languages
        return "description-\(languages.required.first ?? languages.preferred)"
    }

    /// In the form: each with the way to its field.
    func ways(_ visit: Visit) -> HTML {
        guard !gaps.isEmpty else { return HTML() }
        let items = gaps.map { gap -> HTML in
            let field = gap == .description ? description(visit) : gap == .reach ? "website" : gap.rawValue
            return "<li><a href=\"#f-\(field)\">\(visit.say(gap.phrase))</a></li>"
        }
        return """
            <section class="notice notice-warning"><h2>\(visit.say("own.awaits"))</h2>\
            <p>\(visit.say("own.gaps.form"))</p><ul>\(items)</ul></section>
            """
    }
}
