internal import Files
internal import Rules
internal import Web

/// The facts of a service as a form has them, and back.
enum ServiceForm {
    /// Values that belong together: a program that sends one of them sends them all.
    static let groups: [[String]] = [
        ["name", "name-in"], ["description", "description-in"], ["needs"], ["status"], ["began"], ["ended"],
        ["hours-by", "hours", "week-from", "week-to", "week-holidays"],
        ["exception-from", "exception-to", "exception-hours", "exception-in", "exception-reason"], ["publics"],
        ["ages-from", "ages-to"], ["statuses"], ["cost"], ["price", "price-in"], ["conditions"], ["bring", "bring-in"],
        ["languages"], ["accessibility"], ["amenities"], ["phone"], ["website"],
        ["capacity", "capacity-in", "capacity-label"], ["operator"], ["confirmed"],
    ]

    static func values(_ service: Service, settings: TerritorySettings) -> FormValues {
        var pairs: [(name: String, value: String)] = []
        UpkeepValues.text("name", service.name, settings, mayBeName: true, into: &pairs)
        UpkeepValues.text("description", service.description, settings, into: &pairs)
        pairs += service.needs.map { ("needs", $0) }
        pairs.append(("status", service.status?.rawValue ?? ""))
        pairs.append(("began", service.began?.description ?? ""))
        pairs.append(("ended", service.ended?.description ?? ""))
        UpkeepValues.hours(service.hours, into: &pairs)
        UpkeepValues.exceptions(service.exceptions, settings, into: &pairs)
        pairs += service.publics.map { ("publics", $0) }
        pairs.append(("ages-from", service.ages?.from.map { String($0) } ?? ""))
        pairs.append(("ages-to", service.ages?.to.map { String($0) } ?? ""))
        pairs += service.statuses.map { ("statuses", $0) }
        pairs.append(("cost", service.cost ?? ""))
        UpkeepValues.text("price", service.price, settings, into: &pairs)
        pairs += service.conditions.map { ("conditions", $0) }
        UpkeepValues.text("bring", service.bring, settings, into: &pairs)
        pairs += service.languages.map { ("languages", $0) }
        pairs += service.accessibility.map { ("accessibility", $0) }
        pairs += service.amenities.map { ("amenities", $0) }
        pairs.append(("phone", service.phone ?? ""))
        pairs.append(("website", service.website ?? ""))
        UpkeepValues.capacity(service.capacity, settings, into: &pairs)
        pairs.append(("operator", service.operatedBy ?? ""))
        return FormValues(pairs)
    }

    /// The service with what was typed in place of what it was.
    /// - Parameter organisations: keys among which the operator may be chosen; `nil`: it stays as it is.
    static func read(
        _ reader: inout UpkeepReader, onto former: Service, organisations: Set<String>?, today: LocalDate
    ) -> Service {
        var service = former
        service.name =
            UpkeepValues.merged(
                former.name, reader.text("name", isNeeded: true, mayBeName: true, longest: UpkeepReader.longestName),
                reader) ?? former.name
        service.description = UpkeepValues.merged(former.description, reader.text("description"), reader)
        service.needs = reader.needs()
        service.status = reader.choice("status")
        service.began = reader.date("began")
        service.ended = reader.date("ended")
        service.hours = reader.hours(former: former.hours)
        service.exceptions = reader.exceptions(former.exceptions, today: today)
        service.publics = reader.terms("publics", .publics)
        service.ages = ages(&reader)
        service.statuses = reader.terms("statuses", .statuses)
        service.cost = reader.term("cost", .costs)
        service.price = UpkeepValues.merged(former.price, reader.text("price"), reader)
        service.conditions = reader.terms("conditions", .conditions)
        service.bring = UpkeepValues.merged(former.bring, reader.text("bring"), reader)
        service.languages = reader.languages()
        service.accessibility = reader.terms("accessibility", .accessibility)
        service.amenities = reader.terms("amenities", .amenities)
        service.phone = reader.phone()
        service.website = reader.website()
        service.capacity = reader.capacity(former.capacity)
        if let organisations { service.operatedBy = reader.chosen("operator", among: organisations).first }
        if reader.form.isTicked("confirmed") {
            service.confirmed = PartialDate(today)
        }
        if let began = service.began, let ended = service.ended, !began.mayBe(notAfter: ended) {
            reader.fault("ended", "the service ends before it begins", "upkeep.fault.turnedRound")
        }
        return service
    }

    private static func ages(_ reader: inout UpkeepReader) -> Service.Ages? {
        let from = reader.number("ages-from", in: 0...120)
        let to = reader.number("ages-to", in: 0...120)
        if let from, let to, to < from { reader.fault("ages-to", "is less than ages-from", "upkeep.fault.turnedRound") }
        return from == nil && to == nil ? nil : Service.Ages(from: from, to: to)
    }
}
