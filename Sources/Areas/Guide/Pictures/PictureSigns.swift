import Rules
import Web

/// Open, far, to be called: by shape, colour and number, with words for a voice.
struct PictureSigns {
    let guide: GuideSnapshot
    let visit: Visit
    let now: Instant

    /// A disc with a tick, a clock, a square with a cross, a broken ring; and the hour that matters.
    func open(_ service: Service) -> HTML {
        guard let position = guide.position(ofService: service.key) else {
            return sign("closed", nil, visit.say("hours.closed"))
        }
        let phrase = guide.hours.phrase(position, now: now)
        let words = HoursWords(visit: visit, zone: guide.hours.zone)
        return sign(OpenBadge.style(phrase), hour(phrase, words), words.words(phrase))
    }

    private func sign(_ style: String, _ hour: String?, _ words: String) -> HTML {
        """
        <span class="picture-sign picture-\(style)">\(visit.pictogram("sign-\(style)", class: "picture-mark"))\
        \(hour.map { "<bdi class=\"picture-number\" dir=\"\(visit.say.language.direction)\" aria-hidden=\"true\">\($0)</bdi>" as HTML })\
        <span class="sr">\(words)</span></span>
        """
    }

    /// The end of what is open, the beginning of what is closed, as a clock shows it.
    private func hour(_ phrase: HoursPhrase, _ words: HoursWords) -> String? {
        let arrow = visit.say.isRightToLeft ? "←" : "→"
        return switch phrase {
        case .closesAt(let instant): "\(arrow) \(words.clock(instant))"
        case .closesIn(let minutes): "\(arrow) \(minutes)′"
        case .opensIn(let minutes): "\(minutes)′ \(arrow)"
        case .opensToday(let instant): "\(words.clock(instant)) \(arrow)"
        default: nil
        }
    }

    func walk(_ metres: Double) -> HTML {
        let distance = Distance(visit: visit)
        return """
            <span class="picture-sign picture-walk">\(visit.pictogram("walk", class: "picture-mark"))\
            <bdi class="picture-number" aria-hidden="true">\(distance.minutes(metres))′</bdi>\
            <span class="sr">\(distance.words(metres))</span></span>
            """
    }

    /// A telephone that is dialled by touching it.
    func call(_ number: String, _ words: HTML) -> HTML {
        let dialled = number.filter { $0.isNumber || $0 == "+" }
        return """
            <a class="picture picture-act" href="tel:\(dialled)">\(visit.pictogram("call", class: "picture-drawing"))\
            <span class="picture-words">\(words)</span> <bdi class="picture-number" dir="ltr">\(number)</bdi></a>
            """
    }
}
