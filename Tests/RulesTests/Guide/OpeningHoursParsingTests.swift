import Rules
import Testing

@Suite struct OpeningHoursParsingTests {
    /// What people type, and the standard's spelling of it. All come with a warning.
    @Test(arguments: [
        ("Mo-Fr: 9-17 Uhr", "Mo-Fr 09:00-17:00"), ("Montag bis Freitag 8-18", "Mo-Fr 08:00-18:00"),
        ("lundi 9h30-17h", "Mo 09:30-17:00"),
        ("du lundi au vendredi de 9h à 12h et de 14h à 17h30", "Mo-Fr 09:00-12:00,14:00-17:30"),
        ("lundi, mercredi et vendredi : 9 h 30 - 12 h", "Mo,We,Fr 09:30-12:00"), ("fermé le dimanche", "Su off"),
        ("tous les jours 8h-20h", "Mo-Su 08:00-20:00"), ("7j/7 24h/24", "24/7"), ("24h/24", "24/7"),
        ("week-end 10:00-18:00", "Sa-Su 10:00-18:00"), ("jours fériés fermé", "PH off"),
        ("Mo-Fr 10:00-18:00; vacances scolaires fermé", "Mo-Fr 10:00-18:00; SH off"),
        ("du 1er mars au 31 octobre 10:00-18:00", "Mar 01-Oct 31 10:00-18:00"),
        ("à partir de 17h", "17:00+"), ("9am-5pm", "09:00-17:00"), ("Mo–Fr 10.00–12.00", "Mo-Fr 10:00-12:00"),
        ("Mo-Sa 0900-2000", "Mo-Sa 09:00-20:00"), ("SHWe 10:00-12:00", "SH We 10:00-12:00"),
        ("Mo-Fr 10:00-12:00 Sa 11:00-12:00", "Mo-Fr 10:00-12:00; Sa 11:00-12:00"),
        ("10:00-12:00 Mo", "Mo 10:00-12:00"),
        ("Mo 8:00 - 12:00 / 14:00 - 18:00", "Mo 08:00-12:00,14:00-18:00"), ("10:00-8:00pm", "10:00-20:00"),
        ("Mo 10:00-12:00 14:00-16:00", "Mo 10:00-12:00,14:00-16:00"),
        ("الاثنين-الجمعة ٠٩:٠٠-١٧:٠٠", "Mo-Fr 09:00-17:00"), ("月-金 9:00-17:00", "Mo-Fr 09:00-17:00"),
        ("Пн-Пт 09:00-18:00", "Mo-Fr 09:00-18:00"), ("12:00-14:00 оff", "12:00-14:00 off"),
        ("Mo-Fr 09:00-17:00 sur rendez-vous", "Mo-Fr 09:00-17:00 \"Sur rendez-vous\""),
        ("Mo «sur rendez-vous»", "Mo \"sur rendez-vous\""), ("opening_hours = Mo off", "Mo off"),
    ])
    func tolerated(text: String, canonical: String) throws {
        let hours = try OpeningHours(parsing: text)
        #expect(hours.canonical == canonical)
        #expect(!hours.warnings.isEmpty)
        for warning in hours.warnings { #expect(warning.position + warning.length <= text.count) }
    }

    /// The standard's own spelling passes without a warning and unchanged.
    @Test(arguments: [
        "24/7", "Mo-Fr 09:00-17:00", "Mo-Fr 08:00-12:00,13:00-17:30; Sa 08:00-12:00; PH off", "Mo-Fr 22:00-02:00",
        "sunrise-sunset", "(sunrise-00:30)-(sunset+01:00)", "week 01-53/2 Fr 10:00-12:00", "Mo[1,3],Fr[-1] 10:00-12:00",
        "Sa[-1] +3 days 10:00-12:00", "2024-2026 Jan-Mar Mo 10:00-12:00", "Dec 24-26 off",
        "2026 Aug 01-31 off \"congés\"",
        "easter -2 days-easter +2 days off", "Nov-Feb 10:00-16:00", "Dec 25-Jan 06 off", "17:00+",
        "PH -1 day 10:00-12:00",
        "Mo-Fr 10:00-12:00 || \"on request\"", "Mo unknown; Tu-Fr 09:30-16:00", "Jan Su[1]-Mar Su[-1] 10:00-12:00",
        "SH Mo-Fr 10:00-12:00", "Sa,PH 12:00-17:00", "2026+ off", "2024/2 Jan 01 off", "Jan 01-31/8 10:00-11:00",
    ])
    func standard(text: String) throws {
        let hours = try OpeningHours(parsing: text)
        #expect(hours.canonical == text)
        #expect(hours.warnings.isEmpty, "\(hours.warnings)")
        #expect(try OpeningHours(parsing: hours.canonical) == hours)
    }

    @Test(
        arguments: [
            ("", 0, OpeningHoursError.Reason.empty, nil),
            ("Mo-Fr 09:00-17:00; Blursday off", 19, .unknownWord("Blursday"), nil),
            ("Mo 12:00", 3, .missingEnd, "12:00+"), ("Mo 12:00-", 8, .missingTime, "+"),
            ("8-5", 0, .ambiguousHours, nil),
            ("été 10:00-12:00", 0, .season("été"), "Apr-Sep"), ("Feb 30 off", 4, .noSuchDay(30), nil),
            ("week 54", 5, .weekOutOfRange(54), nil), ("10:00-12:60", 9, .minuteOutOfRange(60), nil),
            ("10:00-49:00", 6, .hourOutOfRange(49), nil), ("25:00-26:00", 0, .startAfterMidnight, nil),
            ("We, Aug Mo", 2, .ambiguousComma, ";"), ("Mo \"fermé", 3, .unclosedComment, "\"fermé\""),
            ("Mo 10:00-12:00 | Tu", 15, .unexpected("|"), "||"), ("pn 10:00-12:00", 0, .ambiguousWord("pn"), "Fr"),
            ("sa 10:00-12:00 + 14:00-16:00", 15, .unexpected("+"), ","), ("Sa 2230", 3, .yearOrTime, "22:30"),
            ("Mo-Fr 9h-17h sauf jours fériés", 13, .unknownWord("sauf"), nil),
            ("Ouverture sur RDV", 0, .unknownWord("Ouverture"), nil),
            ("|| open", 0, .missingFirstRule, nil), ("(sunrise+2)-12:00", 9, .missingTime, "02:00"),
        ] as [(String, Int, OpeningHoursError.Reason, String?)])
    func refused(text: String, position: Int, reason: OpeningHoursError.Reason, mend: String?) {
        do {
            let hours = try OpeningHours(parsing: text)
            Issue.record("read as \(hours.canonical)")
        } catch {
            #expect(error.position == position)
            #expect(error.reason == reason)
            #expect(error.mend == mend)
            #expect(error.position + error.length <= text.count)
        }
    }

    /// One word, two languages: the country or the other words decide, or it is refused.
    @Test(
        arguments: [
            ("Di 10:00-12:00", nil, nil), ("mar 10:00-12:00", nil, nil),
            ("mar 10:00-12:00", "FR", "Tu 10:00-12:00"), ("mar-oct 10:00-12:00", nil, "Mar-Oct 10:00-12:00"),
            ("Di 10:00-12:00", "FR", "Su 10:00-12:00"),
            ("Di 10:00-12:00", "DE", "Tu 10:00-12:00"),
            ("Lu,Di 10:00-12:00", nil, "Mo,Su 10:00-12:00"), ("Di,Mi 10:00-12:00", nil, "Tu,We 10:00-12:00"),
            ("pn 10:00-12:00", "PL", "Mo 10:00-12:00"), ("pn 10:00-12:00", "LT", "Fr 10:00-12:00"),
        ] as [(String, String?, String?)])
    func countryDecides(text: String, country: String?, canonical: String?) {
        #expect((try? OpeningHours(parsing: text, country: country))?.canonical == canonical)
    }

    @Test(arguments: [
        ("24/7; Mo off", OpeningHoursWarning.Kind.alwaysWithOthers), ("Fr 22:00-04:00; Sa 21:00-04:00", .cutAtMidnight),
        ("Feb week 06", .weekWithMonth), ("Dec 25-easter", .easterNotIncluded), ("2014/1", .noEffect),
        ("Mo: 10:00-12:00", .needlessColon), ("Mo 10:00-12:00;", .needlessSeparator), ("Mo,Mo 10:00-12:00", .repeated),
        ("Mo 10:00-12:00; 09:00-10:00", .ruleWithoutDays), ("10:00am-12:00pm", .twelveHourClock), ("open Mo", .order),
    ])
    func warned(text: String, kind: OpeningHoursWarning.Kind) throws {
        #expect(try OpeningHours(parsing: text).warnings.map(\.kind).contains(kind))
    }

    @Test func pointsInTimeOnlyWhereAllowed() throws {
        #expect(throws: OpeningHoursError.self) { try OpeningHours(parsing: "Mo-Fr 15:00,18:00") }
        #expect(try OpeningHours(parsing: "Mo-Fr 15:00,18:00", allowingPoints: true).canonical == "Mo-Fr 15:00,18:00")
    }

    /// Whatever is typed, it is read or refused; it never traps.
    @Test func noiseIsSurvived() throws {
        let questions = try HoursQuestions()
        let from = try questions.instant("2026-03-27 00:00")
        let pieces = [
            "Mo", "-", "Fr", " ", "10", ":", "00", ",", ";", "||", "PH", "week", "[", "]", "(", ")", "+", "/", "Jan",
            "\"", "easter",
            "off", "2026", "é", "🕐", "sunset", "à", ".", "h", "99999999999999999999", "-1", "day",
        ]
        var seed: UInt64 = 42
        for _ in 0..<4000 {
            var text = ""
            for _ in 0..<12 {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += pieces[Int(seed >> 33) % pieces.count]
            }
            guard let hours = try? OpeningHours(parsing: text, allowingPoints: seed % 2 == 0) else { continue }
            let again = try? OpeningHours(parsing: hours.canonical, allowingPoints: true)
            #expect(again?.canonical == hours.canonical, "\(text)")
            let found = hours.intervals(from: from, to: from.adding(days: 8), in: questions.context)
            for (first, second) in zip(found, found.dropFirst()) { #expect(first.end <= second.start, "\(text)") }
        }
    }
}
