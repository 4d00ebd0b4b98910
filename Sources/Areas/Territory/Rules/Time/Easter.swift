/// The moving feast from which most of Europe's movable holidays are counted.
public enum Easter {
    /// Easter Sunday of the Gregorian calendar (Western churches), by the computus of Meeus, Jones and Butcher
    /// (J. Meeus, "Astronomical Algorithms", chapter 8). Valid for every Gregorian year.
    public static func western(_ year: Int) -> LocalDate {
        let golden = year % 19
        let century = year / 100
        let leapCenturies = century / 4
        let moonShift = (century + 8) / 25
        let lunar = (19 * golden + century - leapCenturies - (century - moonShift + 1) / 3 + 15) % 30
        let weekShift = (32 + 2 * (century % 4) + 2 * (year % 100 / 4) - lunar - year % 100 % 4) % 7
        let correction = (golden + 11 * lunar + 22 * weekShift) / 451
        let sum = lunar + weekShift - 7 * correction + 114
        return LocalDate(year: year, month: sum / 31, overflowingDay: sum % 31 + 1)
    }

    /// Easter Sunday of the Orthodox churches, as a Gregorian date: Meeus' Julian rule plus the distance between the
    /// calendars (13 days from 1900 to 2099).
    public static func orthodox(_ year: Int) -> LocalDate {
        let lunar = (19 * (year % 19) + 15) % 30
        let weekShift = (2 * (year % 4) + 4 * (year % 7) - lunar + 34) % 7
        let sum = lunar + weekShift + 114
        let distance = year / 100 - year / 400 - 2
        return LocalDate(year: year, month: sum / 31, overflowingDay: sum % 31 + 1 + distance)
    }
}
