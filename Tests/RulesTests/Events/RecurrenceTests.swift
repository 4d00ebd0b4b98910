import Rules
import Testing

/// The examples of RFC 5545, 3.8.5.3, in its own zone, and what goes wrong elsewhere.
@Suite struct RecurrenceTests {
    static func times(
        _ rule: String, from first: String = "19970902T090000", through last: String = "20200101T000000",
        most: Int = 1_000
    ) throws -> [String] {
        let zone = try #require(CivilZone("America/New_York"))
        return try RecurrenceRule(parsing: rule).times(
            first: #require(WallTime(first)), through: #require(WallTime(last)), zone: zone, most: most
        ).map(\.description)
    }

    static func days(_ rule: String, from first: String = "19970902T090000", most: Int = 1_000) throws -> [String] {
        try times(rule, from: first, most: most).map { String($0.prefix(8)) }
    }

    @Test(arguments: [
        ("FREQ=DAILY;COUNT=10", 10, "19970902", "19970911"),
        ("FREQ=DAILY;UNTIL=19971224T000000Z", 113, "19970902", "19971223"),
        ("FREQ=DAILY;INTERVAL=10;COUNT=5", 5, "19970902", "19971012"),
        ("FREQ=WEEKLY;COUNT=10", 10, "19970902", "19971104"),
        ("FREQ=WEEKLY;UNTIL=19971224T000000Z", 17, "19970902", "19971223"),
        ("FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH", 10, "19970902", "19971002"),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", 8, "19970902", "19971016"),
        ("FREQ=MONTHLY;BYMONTHDAY=2,15;COUNT=10", 10, "19970902", "19980115"),
        ("FREQ=YEARLY;COUNT=10;BYMONTH=6,7", 10, "19980602", "20020702"),
        ("FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200", 10, "20000101", "20090101"),
    ])
    func countedExamples(_ rule: String, _ count: Int, _ first: String, _ last: String) throws {
        let days = try Self.days(rule)
        #expect(days.count == count)
        #expect(days.first == first && days.last == last)
    }

    @Test func everyOtherWeekDependsOnWhereItBegins() throws {
        let first = "19970805T090000"
        #expect(
            try Self.days("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", from: first)
                == ["19970805", "19970810", "19970819", "19970824"])
        #expect(
            try Self.days("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", from: first)
                == ["19970805", "19970817", "19970819", "19970831"])
    }

    @Test func countedWeekdaysOfMonthsAndYears() throws {
        #expect(
            try Self.days("FREQ=MONTHLY;COUNT=3;BYDAY=1FR", from: "19970905T090000")
                == ["19970905", "19971003", "19971107"])
        #expect(
            try Self.days("FREQ=MONTHLY;COUNT=4;BYDAY=-2MO", from: "19970922T090000")
                == ["19970922", "19971020", "19971117", "19971222"])
        #expect(
            try Self.days("FREQ=YEARLY;BYDAY=20MO;COUNT=3", from: "19970519T090000")
                == ["19970519", "19980518", "19990517"])
        #expect(
            try Self.days("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3", from: "19970512T090000")
                == ["19970512", "19980511", "19990517"])
    }

    @Test func fridaysTheThirteenthAndElectionDay() throws {
        #expect(
            try Self.days("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", most: 5)
                == ["19980213", "19980313", "19981113", "19990813", "20001013"])
        #expect(
            try Self.days(
                "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", from: "19961105T090000", most: 3)
                == ["19961105", "20001107", "20041102"])
    }

    @Test func positionsChooseAmongThem() throws {
        #expect(
            try Self.days("FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", from: "19970904T090000")
                == ["19970904", "19971007", "19971106"])
        #expect(
            try Self.days("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", from: "19970929T090000", most: 4)
                == ["19970929", "19971030", "19971127", "19971230"])
    }

    @Test func hoursAndMinutes() throws {
        #expect(
            try Self.times("FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T210000Z")
                == ["19970902T090000", "19970902T120000", "19970902T150000"])
        #expect(try Self.times("FREQ=MINUTELY;INTERVAL=90;COUNT=4").last == "19970902T133000")
        let daily = try Self.times("FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40", most: 60)
        #expect(try Self.times("FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16", most: 60) == daily)
    }

    @Test func daysThatAMonthDoesNotHaveArePassedOver() throws {
        #expect(
            try Self.days("FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", from: "20070115T090000")
                == ["20070115", "20070130", "20070215", "20070315", "20070330"])
        #expect(
            try Self.days("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", from: "20000229T090000", most: 3)
                == ["20000229", "20040229", "20080229"])
    }

    /// An hour of silence is left in one step: a rule of every second finds the next morning.
    @Test func everySecondOfOneHourGoesOnTheNextDay() throws {
        let rule = "FREQ=SECONDLY;INTERVAL=1800;BYHOUR=9"
        #expect(
            try Self.times(rule, most: 4)
                == ["19970902T090000", "19970902T093000", "19970903T090000", "19970903T093000"])
        let single = try RecurrenceRule(parsing: "FREQ=SECONDLY;BYHOUR=9;BYMINUTE=5;BYSECOND=0")
        let first = try #require(WallTime("19970902T100000"))
        #expect(
            single.times(first: first, through: try #require(WallTime("19971231T000000")), most: 2).map(\.description)
                == ["19970903T090500", "19970904T090500"])
    }

    @Test(arguments: [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=SECONDLY;BYSETPOS=2;BYHOUR=9",
        "FREQ=MINUTELY;INTERVAL=1440;BYHOUR=10", "FREQ=HOURLY;INTERVAL=24;BYHOUR=10",
        "FREQ=DAILY;BYMONTHDAY=31;BYMONTH=4", "FREQ=SECONDLY;INTERVAL=100000;BYHOUR=3;BYMINUTE=1;BYSECOND=1;BYSETPOS=5",
    ])
    func aRuleThatNamesNothingEnds(_ rule: String) throws {
        let clock = ContinuousClock()
        let begin = clock.now
        #expect(try Self.times(rule, through: "99991231T000000") == [])
        let taken = begin.duration(to: clock.now)
        #expect(taken < .seconds(20), "\(taken)")
    }

    @Test(arguments: [
        "", "FREQ=", "FREQ=FORTNIGHTLY", "FREQ=DAILY;FREQ=DAILY", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;COUNT=-1",
        "FREQ=DAILY;COUNT=3;UNTIL=20260101", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;BYHOUR=24", "FREQ=WEEKLY;BYDAY=2MO",
        "FREQ=WEEKLY;BYMONTHDAY=3", "FREQ=MONTHLY;BYWEEKNO=3", "FREQ=DAILY;BYYEARDAY=3", "FREQ=DAILY;BYSETPOS=1",
        "FREQ=DAILY;BYDAY=XX", "FREQ=DAILY;BYMONTHDAY=0", "FREQ=DAILY;UNTIL=yesterday", "FREQ=DAILY;UNTIL=20260230",
        "FREQ=DAILY;X=1", "DAILY", "FREQ=DAILY;BYDAY=99999999999999999999MO",
        "FREQ=DAILY;BYHOUR=" + String(repeating: "1,", count: 2_000),
    ])
    func whatIsNoRuleIsRefused(_ text: String) {
        #expect(throws: RecurrenceRule.Fault.self) { try RecurrenceRule(parsing: text) }
    }

    @Test(arguments: [
        "FREQ=WEEKLY;BYDAY=TU,FR", "FREQ=MONTHLY;INTERVAL=2;COUNT=5;BYDAY=1FR,-1MO;WKST=SU",
        "FREQ=YEARLY;UNTIL=20261231;BYMONTH=6,7;BYMONTHDAY=-1", "FREQ=DAILY;UNTIL=20261231T225900Z",
        "FREQ=MONTHLY;BYDAY=MO,TU;BYHOUR=9;BYMINUTE=0,30;BYSECOND=0;BYSETPOS=-1",
    ])
    func aRuleIsWrittenAsItWasRead(_ text: String) throws {
        #expect(try RecurrenceRule(parsing: text).text == text)
        #expect(try RecurrenceRule(parsing: "rrule:" + text.lowercased()).text == text)
    }
}
