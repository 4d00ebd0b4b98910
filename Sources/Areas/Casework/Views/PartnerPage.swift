import Rules
import Store
import Web

/// Behind a letter's link.
struct PartnerPage {
    let words: CaseworkWords
    let referral: ReferralRecord
    let secret: String
    /// When the link ends.
    let until: Instant?
    var values = FormValues()
    var faults: [Problem.Fault] = []

    var page: Page {
        let visit = words.visit
        let title = visit.say("casework.referral.from", ["organisation": words.city.name(referral.organisation)])
        return Page(
            title: title, isIndexed: false, showsSearch: false,
            body: """
                <h1>\(title)</h1><p class="lead">\(visit.say("casework.partner.lead"))</p>
                \(asker)
                \(ReferralStanding(words: words).view(referral))
                \(referral.shown.map {
                    ReferralShownView(words: words).view(
                        $0, message: referral.message, urgency: referral.urgency, wantedOn: referral.wantedOn,
                        service: nil)
                })
                \(StepForm(visit: visit, words: words, action: .referralLink(secret), values: values, faults: faults)
                    .view(ReferralMove.steps(from: referral.state, by: .asked)))
                """)
    }

    /// Whom to call back, and for how long this page is there.
    private var asker: HTML {
        let visit = words.visit
        let phone = words.city.phones[referral.organisation].map {
            "<dt>\(visit.say("casework.partner.phone"))</dt><dd>\(visit.phone($0))</dd>" as HTML
        }
        return """
            <dl class="facts">\(words.fact("casework.partner.asker", words.city.name(referral.organisation)))\(phone)\
            \(words.fact("casework.partner.until", until.map(words.moment)))</dl>
            """
    }

    /// The same for a forged, an expired and a withdrawn link.
    static func gone(_ words: CaseworkWords) -> Page {
        let say = words.visit.say
        return Page(
            title: say("casework.partner.gone"), isIndexed: false, showsSearch: false,
            body: "<h1>\(say("casework.partner.gone"))</h1><p class=\"lead\">\(say("casework.partner.gone.text"))</p>")
    }
}
