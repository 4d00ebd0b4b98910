import Rules
import Web

/// Before a consent is taken back: who takes it back, and what follows.
struct WithdrawalPage {
    let words: CaseworkWords
    let person: PersonRecord
    let record: ConsentRecord
    let now: Instant

    var page: Page {
        let visit = words.visit
        let form = FormView(visit, action: .person(person.id, "consents", record.id, "withdrawal"))
        let giver =
            person.isMinor
            ? form.radios(
                "giver", "casework.consent.withdraw.giver",
                ["person", "guardian"].map { .init($0, visit.say("casework.consent.giver.\($0)")) }, isNeeded: true)
            : form.hidden("giver", "person")
        return AskOncePage(
            visit: visit, title: "casework.consent.withdraw", follows: "casework.consent.withdraw.follows",
            subject: ConsentLine(words: words).line(record, now: now), form: form, fields: [giver],
            button: person.isMinor ? "casework.consent.withdraw" : "casework.consent.withdraw.person",
            back: .person(person.id)
        ).page
    }
}
