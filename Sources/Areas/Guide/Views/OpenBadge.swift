import Rules
import Web

/// Open, closing soon, closed, not known: a shape, a colour and words.
struct OpenBadge {
    let guide: GuideSnapshot
    let visit: Visit
    let now: Instant

    func badge(_ service: Service) -> HTML {
        guard let position = guide.position(ofService: service.key) else {
            return sign("closed", visit.say("hours.closed"))
        }
        let phrase = guide.hours.phrase(position, now: now)
        return sign(Self.style(phrase), HoursWords(visit: visit, zone: guide.hours.zone).words(phrase))
    }

    private func sign(_ style: String, _ words: String) -> HTML {
        "<p class=\"badge badge-\(style)\"><span class=\"badge-sign\" aria-hidden=\"true\"></span>\(words)</p>"
    }

    static func style(_ phrase: HoursPhrase) -> String {
        switch phrase {
        case .open, .open24h, .openWithoutKnownEnd, .closesAt: "open"
        case .closesIn, .opensIn: "soon"
        case .opensToday, .opensTomorrow, .opensOn, .closedFor, .closed: "closed"
        case .unknown, .noHours: "unknown"
        }
    }
}
