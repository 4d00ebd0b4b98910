/// One event of a calendar that was read.
public struct ICalendarEvent: Sendable, Hashable {
    /// Of its BEGIN.
    public var line: Int
    public var uid: String
    public var title: String
    public var description: String?
    public var location: String?
    public var point: Coordinate?
    public var timing: EventTiming
    /// The whole series was called off.
    public var isCancelled: Bool
}

/// Reads iCalendar (RFC 5545) as programs really write it: whatever can be understood is taken, each fault is told with its line.
public struct ICalendarReading: Sendable, Hashable {
    /// Bytes of a file.
    public static let largest = 2_000_000
    public static let mostEvents = 2_000
    static let mostFaults = 500
    static let longestText = 4_000

    public private(set) var events: [ICalendarEvent] = []
    /// In the order of lines.
    public private(set) var faults: [ICalendarFault] = []
    private let zone: CivilZone

    /// - Parameter zone: the city's: times without a zone are meant there.
    public init(_ text: String, zone: CivilZone) {
        self.zone = zone
        guard text.utf8.count <= Self.largest else {
            add(1, .tooLarge, "")
            return
        }
        let (lines, broken) = ICalendarLine.read(text)
        guard let first = lines.first, first.name == "BEGIN", first.value.uppercased() == "VCALENDAR" else {
            add(1, .notCalendar, lines.first.map { "\($0.name):\($0.value)" } ?? "")
            return
        }
        faults = Array(broken.prefix(Self.mostFaults))
        join(components(lines))
        faults = Array(faults.sorted { $0.line < $1.line }.prefix(Self.mostFaults))
    }

    private mutating func add(_ line: Int, _ reason: ICalendarFault.Reason, _ found: String) {
        faults.append(ICalendarFault(line: line, reason: reason, found: found))
    }

    private struct Component {
        let line: Int
        var lines: [ICalendarLine] = []

        func first(_ name: String) -> ICalendarLine? { lines.first { $0.name == name } }
        func all(_ name: String) -> [ICalendarLine] { lines.filter { $0.name == name } }
    }

    /// The events, without what stands inside them (alarms) and beside them (time zones, tasks).
    private mutating func components(_ lines: [ICalendarLine]) -> [Component] {
        var found: [Component] = []
        var open: [String] = []
        for line in lines {
            switch line.name {
            case "BEGIN":
                open.append(line.value.uppercased())
                if open.last == "VEVENT" { found.append(Component(line: line.number)) }
            case "END":
                if let place = open.lastIndex(of: line.value.uppercased()) { open.removeSubrange(place...) }
            default:
                if open.last == "VEVENT" { found[found.count - 1].lines.append(line) }
            }
        }
        if !open.isEmpty { add(lines.last?.number ?? 1, .unclosed, open.joined(separator: " ")) }
        if found.count > Self.mostEvents {
            add(found[Self.mostEvents].line, .tooMany, String(found.count))
            found = Array(found.prefix(Self.mostEvents))
        }
        return found
    }

    /// Series first, then the single dates that change them.
    private mutating func join(_ components: [Component]) {
        var places: [String: Int] = [:]
        for component in components where component.first("RECURRENCE-ID") == nil {
            guard let event = event(component) else { continue }
            if places[event.uid] != nil {
                add(component.line, .doubledUID, event.uid)
                continue
            }
            places[event.uid] = events.count
            events.append(event)
        }
        for component in components {
            guard let named = component.first("RECURRENCE-ID") else { continue }
            guard let uid = component.first("UID")?.value, let place = places[uid],
                let change = change(component, named, events[place].timing),
                events[place].timing.has(change.original, zone: zoneOf(events[place].timing))
            else {
                add(named.number, .strayChange, named.value)
                continue
            }
            events[place].timing.changes.append(change)
        }
        for (uid, place) in places where events[place].timing.fault != nil {
            add(events[place].line, .timing, uid)
        }
        events.removeAll { $0.timing.fault != nil }
    }

    private func zoneOf(_ timing: EventTiming) -> CivilZone { timing.zone.flatMap { CivilZone($0) } ?? zone }

    private mutating func event(_ component: Component) -> ICalendarEvent? {
        guard let uid = component.first("UID")?.value, !uid.isEmpty, uid.utf8.count <= 500 else {
            add(component.line, .noUID, "")
            return nil
        }
        guard let title = component.first("SUMMARY")?.text, title.contains(where: { !$0.isWhitespace }) else {
            add(component.line, .noTitle, uid)
            return nil
        }
        guard let start = component.first("DTSTART") else {
            add(component.line, .noStart, uid)
            return nil
        }
        guard let timing = timing(component, start) else { return nil }
        func text(_ name: String) -> String? {
            component.first(name)?.text.prefix(Self.longestText).description
        }
        return ICalendarEvent(
            line: component.line, uid: uid, title: String(title.prefix(200)), description: text("DESCRIPTION"),
            location: text("LOCATION"), point: component.first("GEO").flatMap { Self.point($0.value) }, timing: timing,
            isCancelled: component.first("STATUS")?.value.uppercased() == "CANCELLED")
    }

    private static func point(_ text: String) -> Coordinate? {
        let sides = text.split(separator: ";").map { Double($0) }
        guard sides.count == 2, let latitude = sides[0], let longitude = sides[1], abs(latitude) <= 90,
            abs(longitude) <= 180
        else { return nil }
        return Coordinate(latitude: latitude, longitude: longitude)
    }

    // MARK: Times

    private mutating func timing(_ component: Component, _ line: ICalendarLine) -> EventTiming? {
        guard let first = moments(line)?.first else { return nil }
        var timing = EventTiming(start: first.time, minutes: 0, isAllDay: first.isDay)
        if let named = first.zone, named != zone { timing.zone = named.identifier }
        let own = zoneOf(timing)
        guard let minutes = minutes(component, first.time, own, isAllDay: first.isDay) else { return nil }
        timing.minutes = minutes
        let rules = component.all("RRULE") + component.all("EXRULE")
        if rules.count > 1 || rules.first?.name == "EXRULE" {
            add(rules[rules.count - 1].number, .severalRules, rules[rules.count - 1].value)
            return nil
        }
        if let line = rules.first {
            do {
                timing.rule = try RecurrenceRule(parsing: line.value)
            } catch {
                add(line.number, .brokenRule, line.value)
                return nil
            }
        }
        for line in component.all("RDATE") {
            guard let found = moments(line) else { return nil }
            timing.also += found.map { Self.wall($0, in: own) }
        }
        for line in component.all("EXDATE") {
            guard let found = moments(line) else { return nil }
            // A day without a time leaves out whatever is on it.
            timing.without += found.map { moment in
                let time = Self.wall(moment, in: own)
                return moment.isDay && !timing.isAllDay ? WallTime(date: time.date, second: timing.start.second) : time
            }
        }
        return timing
    }

    private mutating func change(
        _ component: Component, _ named: ICalendarLine, _ timing: EventTiming
    ) -> EventTiming.Change? {
        let own = zoneOf(timing)
        guard let original = moments(named)?.first.map({ Self.wall($0, in: own) }) else { return nil }
        var change = EventTiming.Change(original: original)
        if component.first("STATUS")?.value.uppercased() == "CANCELLED" {
            change.isCancelled = true
            return change
        }
        if let line = component.first("DTSTART"), let moment = moments(line)?.first {
            let start = Self.wall(moment, in: own)
            if start != original { change.start = start }
            if let minutes = minutes(component, start, own, isAllDay: timing.isAllDay), minutes != timing.minutes {
                change.minutes = minutes
            }
        }
        return change
    }

    /// DTEND, or DURATION, or the length that the norm presumes (3.6.1): a day, or none, for which an hour is taken.
    private mutating func minutes(
        _ component: Component, _ start: WallTime, _ own: CivilZone, isAllDay: Bool
    ) -> Int? {
        var minutes = isAllDay ? 1_440 : 60
        if let line = component.first("DTEND") {
            guard let end = moments(line)?.first else { return nil }
            minutes = start.minutes(until: Self.wall(end, in: own))
            if minutes == 0 { minutes = isAllDay ? 1_440 : 60 }
        } else if let line = component.first("DURATION") {
            minutes = Self.duration(line.value) ?? -1
        }
        guard minutes > 0 else {
            add(component.line, .brokenEnd, (component.first("DTEND") ?? component.first("DURATION"))?.value ?? "")
            return nil
        }
        return minutes
    }

    /// A time as it stands in a file, with the zone that it names.
    private struct Moment {
        var time: WallTime
        var isDay: Bool
        var zone: CivilZone?
    }

    /// On the wall of the event's own zone.
    private static func wall(_ moment: Moment, in own: CivilZone) -> WallTime {
        guard let zone = moment.zone, !moment.isDay, zone != own else { return moment.time }
        return WallTime(own.local(moment.time.instant(in: zone)))
    }

    /// The dates or times of a line.
    private mutating func moments(_ line: ICalendarLine) -> [Moment]? {
        var named: CivilZone?
        if let id = line.parameters["TZID"], !line.value.hasSuffix("Z") {
            guard let zone = Self.zone(id) else {
                add(line.number, .unknownZone, id)
                return nil
            }
            named = zone
        }
        var found: [Moment] = []
        for item in line.value.split(separator: ",") {
            // A period of RDATE gives its start.
            let text = item.split(separator: "/").first.map { $0.filter { !$0.isWhitespace } } ?? ""
            let isUTC = text.hasSuffix("Z")
            guard let time = WallTime(isUTC ? String(text.dropLast()) : text), !isUTC || text.utf8.count == 16 else {
                add(line.number, .brokenTime, String(item))
                return nil
            }
            let isDay = text.utf8.count == 8
            // To the minute: nothing that people go to begins at a second.
            let whole = WallTime(date: time.date, second: time.second - time.second % 60)
            // A moment in UTC is read on the city's wall.
            if isUTC {
                let local = WallTime(zone.local(whole.instant(in: .utc)))
                found.append(Moment(time: local, isDay: false, zone: zone))
            } else {
                found.append(Moment(time: whole, isDay: isDay, zone: isDay ? nil : named))
            }
        }
        if found.isEmpty { add(line.number, .brokenTime, line.value) }
        return found.isEmpty ? nil : found
    }

    /// IANA names, also behind a maker's prefix (`/mozilla.org/20070129_1/Europe/Paris`), and the names of Windows.
    static func zone(_ id: String) -> CivilZone? {
        if let windows = WindowsZones.names[id] { return CivilZone(windows) }
        let parts = id.split(separator: "/").map(String.init)
        for count in [3, 2] where parts.count >= count {
            if let zone = CivilZone(parts.suffix(count).joined(separator: "/")) { return zone }
        }
        return ["UTC", "GMT", "Z", "Etc/UTC"].contains(id) ? .utc : nil
    }

    /// `P1DT2H30M`, `PT90M`, `P2W` in minutes.
    static func duration(_ text: String) -> Int? {
        var rest = Substring(text.uppercased())
        if rest.hasPrefix("+") { rest = rest.dropFirst() }
        guard rest.hasPrefix("P") else { return nil }
        rest = rest.dropFirst()
        var (minutes, digits, isTime) = (0, "", false)
        for sign in rest {
            if sign == "T" {
                isTime = true
            } else if sign.isASCII, sign.isNumber {
                digits.append(sign)
            } else {
                guard digits.utf8.count <= 6, let value = Int(digits) else { return nil }
                switch (sign, isTime) {
                case ("W", false): minutes += value * 7 * 1_440
                case ("D", false): minutes += value * 1_440
                case ("H", true): minutes += value * 60
                case ("M", true): minutes += value
                case ("S", true): minutes += value / 60
                default: return nil
                }
                digits = ""
            }
        }
        return digits.isEmpty && minutes > 0 ? minutes : nil
    }
}
