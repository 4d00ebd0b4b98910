internal import Areas
internal import ArgumentParser
internal import Foundation
internal import Rules

struct HoursCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hours", abstract: "Evaluate opening hours: JSON lines in, JSON lines out.",
        discussion: """
            Each line of standard input is {"value", "from", "to"} and perhaps "lat", "lon", "country", "state", \
            "timeZone", "points". The answer holds the intervals with state and comment, or the error with its position. \
            Where holidays are named that are not known for the place, a warning says so.

            With “read” it takes what people write, such as «Lundi au vendredi : 9h-12h», and says it in the syntax of \
            OpenStreetMap; each part that it did not understand is named, and nothing is guessed.

            Example: villerefuge hours read "Du lundi au vendredi de 9h à 12h, sauf mercredi"
            Example: echo '{"value":"Mo-Fr 09:00-17:00; PH off","from":"2026-12-24 0:00","to":"2026-12-28 0:00","country":"FR"}' | villerefuge hours
            """)

    @Option(
        help: ArgumentHelp(
            "Holidays of countries: a file or a folder.",
            discussion: """
                A country's file as in Resources/holidays, a folder of them, or a file of many countries as the library \
                opening_hours.js has it. Goes before those of the resources, country by country. May be repeated: the \
                last one holds.
                """,
            valueName: "path"))
    var holidays: [String] = []

    @Option(
        help: ArgumentHelp(
            "Folder of a territory whose school holidays hold where \"state\" names their zone (A, B, C).",
            valueName: "folder"))
    var territory: String?

    @Option(help: ArgumentHelp("Folder of the resources; its folder holidays is read.", valueName: "folder"))
    var resources: String?

    @Flag(help: "Accept points in time, such as 12:00, as collection times have them.")
    var points = false

    @Argument(help: ArgumentHelp("read, and the text; without them JSON lines are evaluated.", valueName: "read text"))
    var words: [String] = []

    func validate() throws {
        if let first = words.first, first != "read" {
            throw ValidationError("Write: villerefuge hours read \"Lundi 9h-12h\".")
        }
        if words.count == 1 { throw ValidationError("Give the text to read.") }
    }

    func run() async throws {
        if !words.isEmpty {
            let reading = HoursReading(words.dropFirst().joined(separator: " "))
            print(reading.hours ?? "nothing was understood")
            for rest in reading.rest {
                print("not understood, after \(rest.position) characters: \(rest.text) (\(rest.reason.rawValue))")
            }
            if !reading.isWhole, let published = reading.publishable { print("would be shown as: \(published)") }
            if !reading.isWhole { throw ExitCode(1) }
            return
        }
        try await CommandFailure.told {
            let (known, school) = try await read()
            while let line = readLine(strippingNewline: true) {
                if line.allSatisfy(\.isWhitespace) { continue }
                Terminal.say(
                    HoursLine.answer(line, holidays: known, frenchSchoolHolidays: school, allowingPoints: points))
            }
        }
    }

    private func read() async throws -> ([String: HolidayDefinitions], [String: [HolidayPeriod]]) {
        let settings = try await ServerSettings.load(file: nil, flags: resources.map { ["resources": $0] } ?? [:])
        var known = try HolidayLibrary.read(resources: URL(fileURLWithPath: settings["resources"]))
        for path in holidays {
            known.merge(try HolidayLibrary.read(URL(fileURLWithPath: path))) { $1 }
        }
        let school = try territory.map { try HolidayLibrary.schoolHolidays(territory: URL(fileURLWithPath: $0)) }
        return (known, school ?? [:])
    }
}
