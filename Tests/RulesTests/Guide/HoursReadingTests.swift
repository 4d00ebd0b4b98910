import Foundation
import Rules
import Testing

/// What people write, and what is read of it. `nil` beside a text: something of it must be told as not understood.
@Suite("Opening hours as people write them are read exactly, or said not to be")
struct HoursReadingTests {
    /// Understood whole.
    static let whole: [(String, String)] = [
        ("Lundi au vendredi : 9h-12h30 et 14h-17h", "Mo-Fr 09:00-12:30,14:00-17:00"),
        ("Du lundi au vendredi de 9h à 12h", "Mo-Fr 09:00-12:00"),
        ("du lundi au vendredi de 9h00 à 12h00 et de 14h00 à 17h30", "Mo-Fr 09:00-12:00,14:00-17:30"),
        ("Du lun. au ven. de 9h00 à 12h00, sauf mercredi", "Mo,Tu,Th,Fr 09:00-12:00"),
        ("Du lundi au vendredi sauf le mercredi, 9h-17h", "Mo,Tu,Th,Fr 09:00-17:00"),
        ("lun-ven 9h-17h", "Mo-Fr 09:00-17:00"),
        ("Lun - Ven : 9h - 17h", "Mo-Fr 09:00-17:00"),
        ("LUNDI AU VENDREDI 9H-17H", "Mo-Fr 09:00-17:00"),
        ("Lundi, mardi et jeudi : 14h-18h", "Mo,Tu,Th 14:00-18:00"),
        ("Lundi/mercredi/vendredi 10h-12h", "Mo,We,Fr 10:00-12:00"),
        ("Lundi & jeudi 10h-12h", "Mo,Th 10:00-12:00"),
        ("Le mardi de 14 h à 16 h 30", "Tu 14:00-16:30"),
        ("Tous les mardis de 14h à 16h", "Tu 14:00-16:00"),
        ("Les lundis et jeudis, 9h30 - 11h45", "Mo,Th 09:30-11:45"),
        ("Chaque samedi de 10h à 13h", "Sa 10:00-13:00"),
        ("Mercredi : 9h-12h / 14h-17h", "We 09:00-12:00,14:00-17:00"),
        ("Mercredi 9h-12h 14h-17h", "We 09:00-12:00,14:00-17:00"),
        ("Mercredi 9h-12h puis 14h-17h", "We 09:00-12:00,14:00-17:00"),
        ("Mercredi de 9 à 12h", "We 09:00-12:00"),
        ("Mercredi 9-12h", "We 09:00-12:00"),
        ("Mercredi 9h-12", "We 09:00-12:00"),
        ("Jeudi 09:00-12:30", "Th 09:00-12:30"),
        ("Jeudi 9:00 – 12:30", "Th 09:00-12:30"),
        ("Jeudi 9.00-12.30", "Th 09:00-12:30"),
        ("Jeudi de 9 heures à 12 heures 30", "Th 09:00-12:30"),
        ("Jeudi : 9h→", "nil"),
        ("Vendredi de 9h à midi", "Fr 09:00-12:00"),
        ("Vendredi de 20h à minuit", "Fr 20:00-24:00"),
        ("Vendredi entre 9h et 11h", "Fr 09:00-11:00"),
        ("Tous les jours de 8h à 20h", "Mo-Su 08:00-20:00"),
        ("Tous les jours : 11h30-13h30, 18h30-20h", "Mo-Su 11:30-13:30,18:30-20:00"),
        ("7j/7 de 8h à 20h", "Mo-Su 08:00-20:00"),
        ("7 jours sur 7, 8h-20h", "Mo-Su 08:00-20:00"),
        ("7j/7, 24h/24", "24/7"),
        ("24h/24 et 7j/7", "24/7"),
        ("24h/24", "24/7"),
        ("Ouvert 24h/24", "24/7"),
        ("24/7", "24/7"),
        ("24 h / 24", "24/7"),
        ("Jour et nuit", "24/7"),
        ("24h/24 du lundi au vendredi", "Mo-Fr 00:00-24:00"),
        ("24h/24 sauf le dimanche", "Mo-Sa 00:00-24:00"),
        ("En semaine de 9h à 18h", "Mo-Fr 09:00-18:00"),
        ("Le week-end de 10h à 16h", "Sa,Su 10:00-16:00"),
        ("Week-end : 10h-16h", "Sa,Su 10:00-16:00"),
        ("Lundi au vendredi : 9h-18h. Samedi : 10h-12h.", "Mo-Fr 09:00-18:00; Sa 10:00-12:00"),
        ("Lundi au vendredi : 9h-18h ; samedi : 10h-12h", "Mo-Fr 09:00-18:00; Sa 10:00-12:00"),
        ("Lundi au vendredi : 9h-18h, samedi : 10h-12h", "Mo-Fr 09:00-18:00; Sa 10:00-12:00"),
        ("Lundi 9h-12h\nMardi 14h-17h\nMercredi fermé", "Mo 09:00-12:00; Tu 14:00-17:00; We off"),
        ("Lundi :\n9h-12h\nMardi :\n14h-17h", "Mo 09:00-12:00; Tu 14:00-17:00"),
        ("Lundi 9h-12h\n14h-17h", "Mo 09:00-12:00,14:00-17:00"),
        ("Lundi : 9h-12h. Lundi : 14h-17h.", "Mo 09:00-12:00,14:00-17:00"),
        ("Lundi au vendredi 9h-12h. Lundi 14h-17h.", "Mo-Fr 09:00-12:00, Mo 14:00-17:00"),
        ("Lundi au samedi 9h-18h, fermé le dimanche", "Mo-Sa 09:00-18:00; Su off"),
        ("Du lundi au samedi 9h-18h. Fermé les dimanches et jours fériés.", "Mo-Sa 09:00-18:00; Su,PH off"),
        ("Du lundi au samedi 9h-18h, sauf jours fériés", "Mo-Sa 09:00-18:00; PH off"),
        ("Du lundi au samedi 9h-18h (sauf jours fériés)", "Mo-Sa 09:00-18:00; PH off"),
        ("Du lundi au samedi 9h-18h hors jours fériés", "Mo-Sa 09:00-18:00; PH off"),
        ("Du lundi au vendredi 9h-17h hors vacances scolaires", "Mo-Fr 09:00-17:00; SH off"),
        ("Du lundi au vendredi 9h-17h, fermé pendant les vacances scolaires", "Mo-Fr 09:00-17:00; SH off"),
        ("Dimanche et jours fériés : 10h-12h", "Su,PH 10:00-12:00"),
        ("Tous les jours y compris jours fériés 9h-12h", "Mo-Su,PH 09:00-12:00"),
        ("Lundi au vendredi 9h-17h. Fermé le 1er mardi du mois.", "Mo-Fr 09:00-17:00; Tu[1] off"),
        ("Lundi au vendredi 9h-17h, sauf le premier mardi du mois", "Mo-Fr 09:00-17:00; Tu[1] off"),
        ("1er mardi du mois de 14h à 17h", "Tu[1] 14:00-17:00"),
        ("Le 1er et le 3e jeudi du mois, 9h-12h", "Th[1,3] 09:00-12:00"),
        ("2ème et 4ème samedi de chaque mois : 10h-12h", "Sa[2,4] 10:00-12:00"),
        ("Dernier vendredi du mois : 18h-20h", "Fr[-1] 18:00-20:00"),
        ("Lundi au vendredi 9h-17h, fermé en août", "Mo-Fr 09:00-17:00; Aug off"),
        ("Lundi au vendredi 9h-17h. Fermé du 1er au 15 août.", "Mo-Fr 09:00-17:00; Aug 01-15 off"),
        ("Lundi au vendredi 9h-17h. Fermé du 25 décembre au 1er janvier", "Mo-Fr 09:00-17:00; Dec 25-Jan 01 off"),
        ("Lundi au vendredi 9h-17h, fermé le dimanche et en août", "Mo-Fr 09:00-17:00; Su off; Aug off"),
        ("De septembre à juin : lundi au vendredi 9h-17h", "Sep-Jun Mo-Fr 09:00-17:00"),
        ("Du lundi au vendredi 9h-17h en juillet et août", "Jul,Aug Mo-Fr 09:00-17:00"),
        (
            "De septembre à juin : lundi 9h-12h, mardi 14h-17h. Juillet et août : fermé.",
            "Sep-Jun Mo 09:00-12:00; Sep-Jun Tu 14:00-17:00; Jul,Aug off"
        ),
        ("Du 1er novembre au 31 mars : tous les jours 18h-8h", "Nov 01-Mar 31 Mo-Su 18:00-08:00"),
        ("De novembre à mars, tous les jours de 19h à 7h", "Nov-Mar Mo-Su 19:00-07:00"),
        ("9h-12h le lundi, 14h-17h le mardi", "Mo 09:00-12:00; Tu 14:00-17:00"),
        ("De 9h à 12h du lundi au vendredi", "Mo-Fr 09:00-12:00"),
        ("9h-17h du lundi au vendredi sauf mercredi, 10h-12h samedi", "Mo,Tu,Th,Fr 09:00-17:00; Sa 10:00-12:00"),
        ("Lundi au vendredi 9h-17h, sauf mercredi 14h-17h", "Mo,Tu,Th,Fr 09:00-17:00; We 14:00-17:00"),
        ("Lundi au samedi 9h-18h, sauf jours fériés 10h-12h", "Mo-Sa 09:00-18:00; PH 10:00-12:00"),
        ("Matin : lundi 9h-12h", "nil"),
        ("Lundi matin : 9h-12h", "Mo 09:00-12:00"),
        ("Lundi matin 9h-12h et après-midi 14h-17h", "Mo 09:00-12:00,14:00-17:00"),
        ("Lundi 9h-12h le matin, mardi 14h-17h l’après-midi", "Mo 09:00-12:00; Tu 14:00-17:00"),
        ("Vendredi soir de 19h à 22h", "Fr 19:00-22:00"),
        ("Samedi au lundi 10h-12h", "Mo,Sa,Su 10:00-12:00"),
        ("Horaires d’ouverture : du lundi au jeudi de 9h à 17h", "Mo-Th 09:00-17:00"),
        ("Ouvert du mardi au samedi, 10h-18h, sans interruption", "Tu-Sa 10:00-18:00"),
        ("Ouvert en continu du lundi au vendredi de 9h à 17h", "Mo-Fr 09:00-17:00"),
        ("Ouvert uniquement le mardi de 9h à 12h", "Tu 09:00-12:00"),
        ("Fermé", "off"),
        ("Mardi à partir de 18h", "Tu 18:00+"),
        ("Mardi : 9h jusqu’à 12h", "Tu 09:00-12:00"),
        ("• Lundi : 9h-12h\n• Mardi : 9h-12h", "Mo 09:00-12:00; Tu 09:00-12:00"),
        ("- Lundi : 9h-12h\n- Jeudi : 13h-16h", "Mo 09:00-12:00; Th 13:00-16:00"),
        ("Lundi-jeudi : 8 h 30-12 h", "Mo-Th 08:30-12:00"),
        ("Lundi\u{A0}: 9\u{A0}h\u{A0}-\u{A0}12\u{A0}h", "Mo 09:00-12:00"),
        ("Lu-Ve 09:00-17:00", "Mo-Fr 09:00-17:00"),
        ("Ma, Je 9h-12h", "Tu,Th 09:00-12:00"),
        ("Lundi au vendredi, 9h-12h, sans rendez-vous", "Mo-Fr 09:00-12:00"),
        ("Du lundi au vendredi de 9h à 12h sur rendez-vous", "Mo-Fr 09:00-12:00 \"sur rendez-vous\""),
        ("Mardi sur rendez-vous", "Tu \"sur rendez-vous\""),
        ("Mardi 9h-12h, jeudi sur rdv", "Tu 09:00-12:00; Th \"sur rdv\""),
        // English.
        ("Monday to Friday 9am-5pm", "Mo-Fr 09:00-17:00"),
        ("Mon-Fri 9:00-17:00", "Mo-Fr 09:00-17:00"),
        ("Mon - Fri, 9 am to 5 pm", "Mo-Fr 09:00-17:00"),
        ("Monday-Friday: 9 a.m. - 5 p.m.", "Mo-Fr 09:00-17:00"),
        ("Mondays and Thursdays, 10am to noon", "Mo,Th 10:00-12:00"),
        ("Every Tuesday 2-4pm", "Tu 14:00-16:00"),
        ("Wed 9-5pm", "We 09:00-17:00"),
        ("Weds 10:30am-12:30pm", "We 10:30-12:30"),
        ("Every day 8am-8pm", "Mo-Su 08:00-20:00"),
        ("Daily from 8am to 8pm", "Mo-Su 08:00-20:00"),
        ("Weekdays 9am-6pm, weekends 10am-4pm", "Mo-Fr 09:00-18:00; Sa,Su 10:00-16:00"),
        ("Mon to Sat 9am-6pm, closed Sunday", "Mo-Sa 09:00-18:00; Su off"),
        ("Mon to Sat 9am-6pm except Wednesday", "Mo,Tu,Th-Sa 09:00-18:00"),
        ("Mon to Sat 9am-6pm, closed on public holidays", "Mo-Sa 09:00-18:00; PH off"),
        ("First Tuesday of the month, 2pm-5pm", "Tu[1] 14:00-17:00"),
        ("1st and 3rd Thursday of each month 9am-12pm", "Th[1,3] 09:00-12:00"),
        ("Last Friday of the month: 6pm-8pm", "Fr[-1] 18:00-20:00"),
        ("Friday 8pm until midnight", "Fr 20:00-24:00"),
        ("Open 24 hours", "24/7"),
        ("Closed", "off"),
        ("Sundays between 10am and 12pm", "Su 10:00-12:00"),
        ("September to June: Monday 9am-12pm", "Sep-Jun Mo 09:00-12:00"),
        // Already as it should be.
        ("Mo-Fr 09:00-12:00,14:00-17:00", "Mo-Fr 09:00-12:00,14:00-17:00"),
        ("Mo-Fr 09:00-17:00; PH off", "Mo-Fr 09:00-17:00; PH off"),
    ]

    @Test("What is understood whole", arguments: whole.filter { $0.1 != "nil" })
    func understood(_ text: String, _ expected: String) throws {
        let reading = HoursReading(text)
        #expect(reading.hours == (try OpeningHours(parsing: expected)).canonical, "\(text) → \(reading)")
        #expect(reading.rest == [], "\(text)")
        #expect(reading.publishable == reading.hours)
    }

    /// Text, what is understood of it, and the parts that are not, word by word.
    static let partly: [(String, String?, [String])] = [
        ("Fermé le 1er mardi du mois", "Tu[1] off", ["Fermé le 1er mardi du mois"]),
        ("9h-17h", nil, ["9h-17h"]),
        ("De 9h à 12h et de 14h à 17h", nil, ["De 9h à 12h et de 14h à 17h"]),
        ("Lundi matin", nil, ["Lundi", "matin"]),
        ("Du lundi au vendredi", nil, ["Du lundi au vendredi"]),
        ("Lundi\nMardi 9h-12h", "Tu 09:00-12:00", ["Lundi"]),
        ("Lundi 9h-12h, accueil au premier étage", "Mo 09:00-12:00", ["accueil au premier étage"]),
        ("Permanence juridique le mardi de 14h à 16h", "Tu 14:00-16:00", ["Permanence juridique"]),
        ("Mardi 14h-16h (femmes)", "Tu 14:00-16:00", ["femmes"]),
        ("Lundi ou mardi 9h-12h", nil, nil),
        ("Un mercredi sur deux, 14h-17h", nil, nil),
        ("Lundi 17h-12h", nil, nil),
        ("Distribution à 19h", nil, nil),
        ("Tous les jours à 19h", nil, nil),
        ("Se renseigner auprès de l’association", nil, ["Se renseigner auprès de l’association"]),
        ("Variable", nil, ["Variable"]),
        ("Horaires variables, appeler avant", nil, nil),
        ("Lundi au vendredi 9h-18h, fermé de 12h à 14h", "Mo-Fr 09:00-18:00", ["fermé de 12h à 14h"]),
        ("Lundi au vendredi 9h-17h du 20 décembre 2024 au 3 janvier 2025", "Mo-Fr 09:00-17:00", nil),
        ("Jours ouvrables 9h-17h", nil, nil),
        ("Lundi au vendredi 9h-17h, tél. 01 42 02 48 20", "Mo-Fr 09:00-17:00", nil),
        ("Mardi 9h-12h toute la journée", "Tu 09:00-12:00", ["toute la journée"]),
        ("Dernier accueil à 16h30", nil, nil),
        ("Lundi 9h-12h, mardi 14h-17h en juillet", nil, ["en juillet"]),
        ("Mon-Fri 9am-5pm (ring the bell)", "Mo-Fr 09:00-17:00", ["ring the bell"]),
        ("By arrangement", nil, ["By arrangement"]),
        ("Ouvert le soir", nil, nil),
        ("Ouvert", nil, nil),
        ("?", nil, nil),
    ].map { ($0.0, $0.1, $0.2 ?? []) }

    @Test("What is not understood is said, and never published as open", arguments: partly)
    func told(_ text: String, _ hours: String?, _ rest: [String]) throws {
        let reading = HoursReading(text)
        #expect(!reading.isWhole, "\(text) → \(reading)")
        #expect(!reading.rest.isEmpty, "\(text)")
        if let hours { #expect(reading.hours == (try OpeningHours(parsing: hours)).canonical, "\(text) → \(reading)") }
        if !rest.isEmpty { #expect(reading.rest.map(\.text) == rest, "\(text)") }
        for part in reading.rest { #expect(text.dropFirst(part.position).hasPrefix(part.text), "\(part)") }
        let shown = try #require(reading.publishable)
        let schedule = Schedule(hours: try OpeningHours(parsing: shown, country: "FR"))
        let context = HoursContext.france(zone: .utc, schoolHolidays: [])
        for hour in 0..<168 {
            // Monday 23 November 2026, 0:30, and every hour of the week that follows.
            let moment = Instant(milliseconds: 1_795_393_800_000 + Int64(hour) * 3_600_000)
            #expect(schedule.state(at: moment, in: context).kind != .open, "\(text) → \(shown) at hour \(hour)")
        }
    }

    @Test("An empty text says nothing", arguments: ["", "  \n "])
    func empty(_ text: String) {
        let reading = HoursReading(text)
        #expect(reading.hours == nil && reading.rest == [] && reading.publishable == nil)
    }

    @Test("A table of days is read, and a day without times is told")
    func table() throws {
        func read(_ json: String) throws -> HoursReading {
            try JSONDecoder().decode(DayTableHours.self, from: Data(json.utf8)).reading
        }
        let week = try read(
            """
            {"monday": {"open": true, "timeslot": [{"start": 900, "end": 1200}, {"start": 1400, "end": 1730}]},
             "tuesday": {"open": true, "timeslot": [{"start": 900, "end": 1200}, {"start": 1400, "end": 1730}]},
             "wednesday": {"open": false, "timeslot": []}, "friday": {"open": true, "timeslot": [{"start": 2000, "end": 600}]},
             "sunday": {"open": true, "timeslot": [{"start": 0, "end": 2400}]}, "closedHolidays": "CLOSED"}
            """)
        #expect(
            week.hours == "Mo,Tu 09:00-12:00,14:00-17:30; Fr 20:00-06:00; Su 00:00-24:00; PH off" && week.rest == [])
        let open = try read(
            #"{"monday": {"open": true, "timeslot": []}, "tuesday": {"open": true, "timeslot": [{"start": 975, "end": 1200}]}}"#
        )
        #expect(open.hours == nil && open.rest.map(\.text) == ["monday", "tuesday: 975-1200"])
        #expect(try read(#"{"monday": {"open": false}}"#).hours == nil)
    }
}
