import Rules
import Testing

@Suite("Opening hours as rows that recur")
struct RecurringHoursTests {
    private func rows(_ text: String) throws -> ([String], Bool) {
        let recurring = RecurringHours(try OpeningHours(parsing: text))
        let shown = recurring.rows.map { row in
            "\(row.isMonthly ? "MONTHLY" : "WEEKLY") \(row.days.joined(separator: ",")) \(row.opens)-\(row.closes.map(String.init) ?? "")"
        }
        return (shown, recurring.isWhole)
    }

    @Test(
        "What a week can say is said, and what it cannot is told",
        arguments: [
            ("Mo-Fr 09:00-17:00", ["WEEKLY MO,TU,WE,TH,FR 540-1020"], true),
            (
                "Mo-Fr 09:00-12:00,14:00-17:00", ["WEEKLY MO,TU,WE,TH,FR 540-720", "WEEKLY MO,TU,WE,TH,FR 840-1020"],
                true
            ),
            ("Mo-Fr 09:00-17:00; We 10:00-12:00", ["WEEKLY MO,TU,TH,FR 540-1020", "WEEKLY WE 600-720"], true),
            ("Mo-Fr 09:00-17:00; We off", ["WEEKLY MO,TU,TH,FR 540-1020"], true),
            ("Mo unknown; Tu 08:00-12:00", ["WEEKLY TU 480-720"], false),
            ("Tu,Th 09:00-15:00; PH off", ["WEEKLY TU,TH 540-900"], false),
            ("24/7", ["WEEKLY MO,TU,WE,TH,FR,SA,SU 0-1440"], true),
            ("Fr 22:00-02:00", ["WEEKLY FR 1320-120"], true),
            ("Sa 17:00+", ["WEEKLY SA 1020-"], true),
            ("We[2] 14:00-16:00", ["MONTHLY 2WE 840-960"], true),
            ("Jul-Aug Mo-Fr 09:00-12:00", [], false), ("Mo sunrise-sunset", [], false),
            ("Mo-Sa 10:00-12:00; Dec 25 off", ["WEEKLY MO,TU,WE,TH,FR,SA 600-720"], false),
        ])
    func say(_ text: String, _ expected: [String], _ isWhole: Bool) throws {
        let (shown, whole) = try rows(text)
        #expect(shown == expected)
        #expect(whole == isWhole)
    }

    @Test(
        "Rows are read back as the hours that they came from",
        arguments: [
            "Mo-Fr 09:00-17:00", "Mo-Fr 09:00-12:00,14:00-17:00", "Mo,Tu,Th 09:00-12:00; We 10:00-12:00",
            "We[2] 14:00-16:00", "Fr 22:00-02:00", "Sa,Su 10:00-24:00",
        ])
    func back(_ text: String) throws {
        let hours = try OpeningHours(parsing: text)
        let read = try #require(RecurringHours.text(of: RecurringHours(hours).rows))
        #expect(try OpeningHours(parsing: read) == hours)
    }

    @Test("A row that makes no sense gives no hours")
    func nonsense() {
        #expect(RecurringHours.text(of: []) == nil)
        #expect(RecurringHours.text(of: [.init(days: ["XX"], opens: 0, closes: 60)]) == nil)
        #expect(RecurringHours.text(of: [.init(days: ["MO"], opens: 2000, closes: 60)]) == nil)
    }
}
