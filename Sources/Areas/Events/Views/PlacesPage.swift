import Rules
import Store
import Web

/// Takes places without an account, shows the code, and what a code stands for.
struct PlacesPage {
    let snapshot: EventsSnapshot
    let event: Event
    var isBusy = false
    var isFaulty = false

    /// - Parameters:
    ///   - dates: those that can be chosen.
    ///   - id: made anew with each form: a second sending is the same.
    func form(_ dates: [EventMoment], chosen: String?, persons: String, id: UUIDv7, _ visit: Visit) -> Page {
        let say = visit.say
        let words = EventWords(snapshot: snapshot, visit: visit)
        let options = dates.map {
            "<option value=\"\($0.date.original.description)\"\(flag: "selected", $0.date.original.description == chosen)>\(words.whole($0))</option>"
                as HTML
        }
        let form: HTML = """
            <form method="post" class="report" action="\(visit.url(.eventPlaces(event.key)))">
            <input type="hidden" name="id" value="\(id.description)">
            <div class="field"><label for="f-date">\(say("hours.day"))</label>
            <select id="f-date" name="date" required>\(options)</select></div>
            <div class="field"><label for="f-persons">\(say("events.persons"))</label>
            <input id="f-persons" name="persons" type="number" inputmode="numeric" min="1" max="10" value="\(persons)" required></div>
            <button type="submit">\(say("events.book"))</button></form>
            """
        return page(
            say("events.book"), visit,
            """
            <p>\(say("events.book.text"))</p>\(dates.isEmpty ? "<p class=\"empty\">\(say("events.empty"))</p>" : form)
            """)
    }

    func kept(_ code: String, _ state: BookingTable.State, persons: Int, _ moment: EventMoment?, _ visit: Visit)
        -> Page
    {
        let say = visit.say
        return page(
            say("events.code"), visit,
            """
            <p class="booking-code"><strong><bdi dir="ltr">\(BookingCode.shown(code))</bdi></strong></p>
            <p>\(say("events.code.text"))</p>\(standing(state, persons, moment, visit))
            """)
    }

    func askCode(isUnknown: Bool, _ visit: Visit) -> Page {
        let say = visit.say
        return page(
            say("events.code.see"), visit,
            """
            \(if: isUnknown, "<p class=\"notice notice-warning\" role=\"alert\">\(say("events.code.unknown"))</p>")
            <form method="post" class="report" action="\(visit.url(.eventCode(event.key)))">
            <div class="field"><label for="f-code">\(say("events.code"))</label>
            <input id="f-code" name="code" dir="ltr" autocomplete="off" autocapitalize="characters" maxlength="20" required></div>
            <button type="submit">\(say("initiatives.show"))</button></form>
            """)
    }

    /// - Parameter typed: the code, for the button that gives the places back.
    func show(_ booking: BookingTable.Booking, _ moment: EventMoment?, typed: String, _ visit: Visit) -> Page {
        let say = visit.say
        let canGive = booking.state == .held || booking.state == .waiting
        let give: HTML = """
            <form method="post" class="report" action="\(visit.url(.eventCode(event.key)))">
            <input type="hidden" name="code" value="\(typed)"><input type="hidden" name="do" value="give-back">
            <button type="submit" class="button-quiet">\(say("events.cancel"))</button></form>
            """
        return page(
            say("events.code"), visit,
            "\(standing(booking.state, booking.persons, moment, visit))\(if: canGive, give)")
    }

    private func standing(_ state: BookingTable.State, _ persons: Int, _ moment: EventMoment?, _ visit: Visit) -> HTML {
        let say = visit.say
        let words = EventWords(snapshot: snapshot, visit: visit)
        let date = moment.map { "<p><strong>\(words.whole($0))</strong></p>\(words.state($0))" as HTML }
        switch state {
        case .held, .came:
            let told = say("events.held", ["number": say.number(persons)])
            return "\(date)<p class=\"notice notice-success\" role=\"status\">\(told)</p>"
        case .waiting: return "\(date)<p class=\"notice notice-warning\" role=\"status\">\(say("events.waiting"))</p>"
        case .givenBack: return "<p class=\"notice notice-info\" role=\"status\">\(say("events.given"))</p>"
        }
    }

    private func page(_ title: String, _ visit: Visit, _ inside: HTML) -> Page {
        let name = visit.words(event.title)
        let told: String? = isBusy ? "events.busy" : isFaulty ? "events.fault" : nil
        return Page(
            title: "\(title) · \(name)",
            trail: [(visit.say("events.title"), .events), (name, .event(event.key))], isIndexed: false,
            body: """
                <h1>\(title)</h1><p class="lead">\(visit.text(event.title))</p>
                \(told.map { "<p class=\"notice notice-warning\" role=\"alert\">\(visit.say($0))</p>" as HTML })
                \(inside)
                """)
    }
}
