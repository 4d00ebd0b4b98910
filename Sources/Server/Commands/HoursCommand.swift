internal import ArgumentParser
internal import Rules

struct HoursCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hours", abstract: "Evaluate opening hours: JSON lines in, JSON lines out.",
        discussion: """
            Each line of standard input is {"value", "from", "to"} and perhaps "lat", "lon", "country", "state", "timeZone". \
            The answer holds the intervals with state and comment, or the error with its position.

            Example: echo '{"value":"Mo-Fr 09:00-17:00; PH off","from":"2026-12-24 0:00","to":"2026-12-28 0:00","country":"FR"}' | villerefuge hours
            """)

    func run() async throws {
        while let line = readLine(strippingNewline: true) {
            if line.allSatisfy(\.isWhitespace) { continue }
            Terminal.say(HoursLine.answer(line))
        }
    }
}
