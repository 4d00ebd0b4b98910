import Rules
import Testing

@Suite("Telephone numbers as people write them")
struct DiallingPlanTests {
    @Test(
        "A number of the country can be dialled from everywhere",
        arguments: [
            ("01 43 44 55 00", "FR", "+33 1 43 44 55 00"), ("01.43.44.55.00", "FR", "+33 1 43 44 55 00"),
            ("01-43-44-55-00", "FR", "+33 1 43 44 55 00"), ("0143445500", "FR", "+33 1 43 44 55 00"),
            ("0033 1 43 44 55 00", "FR", "+33 1 43 44 55 00"), ("+33 (0)1 43 44 55 00", "FR", "+33 1 43 44 55 00"),
            ("+33143445500", "FR", "+33 1 43 44 55 00"), ("01\u{A0}43\u{202F}44 55 00", "FR", "+33 1 43 44 55 00"),
            ("0800 306 306", "FR", "+33 8 00 30 63 06"), (" 115 ", "FR", "115"), ("3919", "FR", "3919"),
            ("39 19", "FR", "39 19"), ("01632 960177", "GB", "+44 1632 960177"),
            ("+44 1632 960177", "FR", "+44 1632 960177"),
            ("612 34 56 78", "ES", "+34 612 34 56 78"), ("06 12345678", "IT", "+39 06 12345678"),
        ])
    func understood(_ typed: String, _ country: String, _ dialled: String) {
        #expect(DiallingPlan.dialled(typed, country: country) == dialled)
        #expect(DiallingPlan.dialled(dialled, country: country) == dialled, "what is kept is kept again")
    }

    @Test(
        "What nobody can dial is refused",
        arguments: [
            "0800 CALL ME", "1 43 44 55 00", "01 43 44 55 0", "01 43 44 55 000", "+33", "+33 1 43 44 55 00 +1", "7", "",
            "contact@lantern.example", "+1234567890123456", "٠١٤٣٤٤٥٥٠٠", String(repeating: "1 ", count: 400),
        ])
    func refused(_ typed: String) {
        #expect(DiallingPlan.dialled(typed, country: "FR") == nil)
    }

    @Test("Of a country without a plan only international and short numbers are known")
    func noPlan() {
        #expect(DiallingPlan.dialled("021 234 567", country: "XX") == nil)
        #expect(DiallingPlan.dialled("021 234 567", country: nil) == nil)
        #expect(DiallingPlan.dialled("+41 21 234 56 78", country: nil) == "+41 21 234 56 78")
        #expect(DiallingPlan.dialled("112", country: nil) == "112")
    }
}
