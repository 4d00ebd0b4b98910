import Rules
import Web

/// What an item of the guide is written with: the guide itself, and the words of the language asked for.
struct ItemJSON {
    let guide: GuideSnapshot
    let words: ItemText

    var language: String { words.language }

    init(guide: GuideSnapshot, language: String) {
        self.guide = guide
        words = ItemText(language: language, settings: guide.settings, documents: guide.documents)
    }

    func point(_ point: Coordinate?) -> JSONText? {
        point.map { JSONText(members: [("lat", JSONText($0.latitude)), ("lon", JSONText($0.longitude))]) }
    }

    func closures(_ closures: [DatedClosure]) -> JSONText? {
        closures.isEmpty
            ? nil
            : JSONText(
                closures.map { closure in
                    JSONText(
                        members: [
                            ("from", words.date(closure.from)), ("to", words.date(closure.to)),
                            ("closed", JSONText(closure.hours == nil)), ("hours", words.string(closure.hours)),
                        ] + words.text("reason", closure.reason))
                })
    }

    func organisationReference(_ organisation: Organisation?) -> JSONText? {
        organisation.map { JSONText(members: [("id", JSONText($0.key)), ("name", JSONText($0.name))]) }
    }
}
