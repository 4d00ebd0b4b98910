import Rules
import Web

/// How plans, axes, commitments and actions are called: "Commitment 5 · Protecting children".
struct PromiseName {
    let visit: Visit

    func short(_ plan: Plan) -> String { visit.say("plan.short", ["name": visit.words(plan.short)]) }
    func number(_ axis: Axis) -> String { visit.say("plan.axis.number", ["number": String(axis.number)]) }

    func number(_ commitment: Commitment) -> String {
        visit.say("commitment.number", ["number": String(commitment.number)])
    }

    func number(_ action: PlanAction) -> String { visit.say("action.number", ["number": String(action.number)]) }

    func link(_ commitment: Commitment, of plan: Plan) -> HTML {
        visit.link(.commitment(commitment.key, of: plan.key), "\(number(commitment)) · \(visit.text(commitment.title))")
    }

    func link(_ action: PlanAction, of plan: Plan) -> HTML {
        visit.link(.action(action.key, of: plan.key), "\(number(action)) · \(visit.text(action.title))")
    }

    /// Numbers of an action's facts at a glance: "3 done · 2 new".
    func tally(_ action: PlanAction) -> HTML? {
        let done = action.done.isEmpty ? nil : visit.say("action.tally.done", count: action.done.count)
        let new = action.new.isEmpty ? nil : visit.say("action.tally.new", count: action.new.count)
        let words = [done, new].compactMap { $0 }
        return words.isEmpty ? nil : " <small>\(words.joined(separator: " · "))</small>"
    }

    /// The neighbours of a page, in the order of the plan.
    func neighbours(previous: (path: SitePath, words: String)?, next: (path: SitePath, words: String)?) -> HTML? {
        guard previous != nil || next != nil else { return nil }
        let before = previous.map {
            "<li><a rel=\"prev\" href=\"\(visit.url($0.path))\">\(visit.say("plan.previous")) · \($0.words)</a></li>"
                as HTML
        }
        let after = next.map {
            "<li><a rel=\"next\" href=\"\(visit.url($0.path))\">\(visit.say("plan.next")) · \($0.words)</a></li>"
                as HTML
        }
        return """
            <nav class="more" aria-label="\(visit.say("plan.neighbours"))"><ul class="ways">\(before)\(after)</ul></nav>
            """
    }
}

/// The elements just before and just after the one that `matches`.
extension Array {
    func neighbours(where matches: (Element) -> Bool) -> (previous: Element?, next: Element?) {
        guard let index = firstIndex(where: matches) else { return (nil, nil) }
        return (index > 0 ? self[index - 1] : nil, index + 1 < count ? self[index + 1] : nil)
    }
}
