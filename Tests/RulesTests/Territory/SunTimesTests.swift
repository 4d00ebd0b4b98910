import Rules
import Testing

@Suite struct SunTimesTests {
    /// Paris; expected values from an independent implementation (the Python package astral 3.2).
    @Test(arguments: [
        ("2026-03-20", ["06:21", "06:53", "19:03", "19:35"]), ("2026-06-21", ["05:03", "05:47", "21:57", "22:41"]),
        ("2026-09-23", ["07:06", "07:38", "19:46", "20:18"]), ("2026-12-21", ["08:03", "08:41", "16:55", "17:33"]),
    ])
    func paris(day: String, expected: [String]) throws {
        let zone = try #require(CivilZone("Europe/Paris"))
        let date = try #require(LocalDate(day))
        let sun = try #require(SunTimes(on: date, latitude: 48.8566, longitude: 2.3522))
        for (instant, time) in zip([sun.dawn, sun.sunrise, sun.sunset, sun.dusk], expected) {
            let expected = try #require(LocalTime(time))
            #expect(abs(zone.local(instant).time.minutes - expected.minutes) <= 1)
        }
    }

    @Test func polarNightAndWhiteNights() throws {
        let winter = try #require(LocalDate("2026-12-21"))
        #expect(SunTimes(on: winter, latitude: 69.65, longitude: 18.96) == nil)
        let summer = try #require(LocalDate("2026-06-21"))
        #expect(SunTimes(on: summer, latitude: 69.65, longitude: 18.96) == nil)
    }
}
