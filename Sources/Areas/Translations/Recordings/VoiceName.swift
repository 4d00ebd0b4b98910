internal import Web

/// A text of the public pages that a person can say: what one page tells, or one word.
struct VoiceName: Sendable, Hashable {
    enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Emergency numbers, the way by pictures.
        case page
        case theme, sheet, checklist
        /// Of the words to know.
        case word
    }

    var kind: Kind
    var key: String

    init(_ kind: Kind, _ key: String) {
        self.kind = kind
        self.key = key
    }

    /// First part of the address of each kind but pages, which stand alone.
    private static let places: [Kind: String] = [
        .theme: "themes", .sheet: "rights", .checklist: "steps", .word: "glossary",
    ]

    /// Of the public page.
    var path: SitePath { Self.places[kind].map { SitePath($0, key) } ?? SitePath(key) }

    /// What the page of that address says.
    init?(_ path: SitePath) {
        switch path.segments.count {
        case 1: self.init(.page, path.segments[0])
        case 2:
            guard let kind = Self.places.first(where: { $0.value == path.segments[0] })?.key else { return nil }
            self.init(kind, path.segments[1])
        default: return nil
        }
    }
}

extension SitePath {
    static let recordings = SitePath(DeskRouter.pagePrefix, "recordings")

    static func recording(_ name: VoiceName, _ language: String, _ more: String...) -> SitePath {
        var path = SitePath(DeskRouter.pagePrefix, "recordings", name.kind.rawValue, name.key, language)
        path.segments += more
        return path
    }
}
