import Rules
import Web

/// Says to those who showed something without a consent that they did, why, and where its review stands.
struct OverrideMarkView {
    let words: CaseworkWords
    /// Of those who reviewed, by account.
    let names: [String: String]

    private var visit: Visit { words.visit }

    func notice(_ mark: OverrideMark) -> HTML {
        "<p class=\"notice notice-warning\"><bdi>\(sentence(mark))</bdi></p>"
    }

    /// Before it is sent: with the reason as it was typed.
    func notice(_ code: OverrideCode, reason: String) -> HTML {
        let why = "\(visit.say("casework.override.reason"))\(visit.say("casework.colon"))\(reason)"
        return """
            <div class="notice notice-warning"><p>\(because(code))</p><p><bdi>\(why)</bdi></p>\
            <p>\(visit.say("casework.mark.will"))</p></div>
            """
    }

    /// One line of a list.
    func sentence(_ mark: OverrideMark) -> String { "\(because(mark.code)) \(review(mark))" }

    private func because(_ code: OverrideCode) -> String {
        visit.say("casework.mark.because", ["reason": visit.say("casework.override.code.\(code.rawValue)")])
    }

    func review(_ mark: OverrideMark) -> String {
        let state = mark.decision?.rawValue ?? (mark.isEnded ? "ended" : "waits")
        guard let at = mark.decidedAt else { return visit.say("casework.mark.waits") }
        let name = mark.decidedBy.flatMap { names[$0] } ?? visit.say("casework.mark.somebody")
        return visit.say("casework.mark.\(state)", ["name": name, "moment": words.moment(at)])
    }
}

extension OverrideMark {
    var json: JSONText {
        JSONText(members: [
            ("code", JSONText(code.rawValue)), ("decision", decision.map { JSONText($0.rawValue) }),
            ("reviewedAt", decidedAt.map { JSONText($0.rfc3339) }), ("isEnded", isEnded ? JSONText(true) : nil),
        ])
    }
}
