import Hummingbird
import Rules
import Web

/// The sound of sheets and checklists as they are in force, in plain words.
struct RightsSpeech {
    let content: @Sendable () throws -> RightsSnapshot
    let shop: SoundShop
    let visits: VisitMaker

    func add(to router: Router<AppContext>) {
        add(router, "rights/:key") { content, key, visit in
            content.sheets(key).flatMap { Self.sheet($0.current, visit) }
        }
        add(router, "steps/:key") { content, key, visit in
            content.checklists(key).flatMap { Self.checklist($0.current, visit) }
        }
    }

    private func add(
        _ router: Router<AppContext>, _ path: String,
        _ text: @escaping @Sendable (RightsSnapshot, String, Visit) -> SpokenText?
    ) {
        guard let ending = visits.ending else { return }
        router.group(":language").get(RouterPath("\(path)/speech.\(ending)")) { request, context in
            let content = try content()
            let visit = try visits.visit(request, context, settings: content.settings)
            guard let text = text(content, context.parameters.get("key") ?? "", visit) else { throw Problem.nothing }
            return try await shop.answer(text, to: request)
        }
    }

    /// Texts of law are in fewer languages: one that is not in the page's has no sound there, rather than a foreign accent.
    static func isSpoken(_ text: some RightsText, _ visit: Visit) -> Bool {
        text.title.byLanguage[visit.language] != nil
    }

    static func sheet(_ sheet: Sheet, _ visit: Visit) -> SpokenText? {
        guard isSpoken(sheet, visit) else { return nil }
        var text = SpokenText(visit)
        text.say(sheet.title)
        text.say(visit.say("rights.who"))
        text.say(sheet.who)
        say("rights.signs", sheet.signs, &text)
        say("rights.deadlines", sheet.deadlines.map(\.plain), &text)
        say("rights.list", sheet.rights.map(\.plain), &text)
        say("rights.documents", sheet.documents.flatMap { [$0.name, $0.use] }, &text)
        say("rights.never", sheet.never, &text)
        return text
    }

    static func checklist(_ checklist: Checklist, _ visit: Visit) -> SpokenText? {
        guard isSpoken(checklist, visit) else { return nil }
        var text = SpokenText(visit)
        text.say(checklist.title)
        text.say(checklist.purpose)
        for (number, step) in checklist.steps.enumerated() {
            text.say(visit.say.number(number + 1))
            text.say(step.act)
            say("steps.bring", step.bring, &text)
            text.say(step.ifRefused)
        }
        say("steps.good", checklist.good, &text)
        return text
    }

    private static func say(_ heading: String, _ texts: [LocalisedText], _ text: inout SpokenText) {
        guard !texts.isEmpty else { return }
        text.say(text.visit.say(heading))
        for one in texts { text.say(one) }
    }
}
