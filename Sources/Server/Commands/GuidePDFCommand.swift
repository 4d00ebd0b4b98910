internal import Areas
public import ArgumentParser
internal import Foundation
internal import Printing
public import Rules
internal import Store
internal import Web

extension PaperOrder.Kind: ExpressibleByArgument {}
extension PaperOrder.Grouping: ExpressibleByArgument {}

struct GuidePDFCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pdf",
        abstract:
            "Print the guide: a booklet, a leaflet, a card, a week of distributions, a poster, words to know, a text of law.",
        discussion: """
            booklet   A5, the whole city, or --theme, --need or --district; --foldable lays it on A4 sheets to be folded
            leaflet   A4 folded in three, or plain when it holds more; --theme, --need or --district
            card      one service with its map; --service
            week      food distributions of a week as a timetable; --week 2026-W48, --theme or --need
            poster    A3 for a wall; --theme or --need
            glossary  words of offices, how they are said, what they mean
            sheet     one situation in law; --sheet
            checklist one procedure, to tick; --checklist

            A file is replaced when the new one is whole: a crash leaves the old one.

            Example: villerefuge guide pdf booklet --language ti --with fr --out ti.pdf --address https://guide.example.org
            """)

    @Argument(help: "booklet, leaflet, card, week, poster, glossary, sheet or checklist.")
    var kind: PaperOrder.Kind
    @Option(help: "Language of the document; may be repeated, then --out is a folder; all: every language of the city.")
    var language: [String] = []
    @Option(name: .customLong("with"), help: "A second language beside it.")
    var beside: String?
    @Option(help: "Key of a theme, such as hygiene.")
    var theme: String?
    @Option(help: "Key of a need, such as shower.")
    var need: String?
    @Option(help: "Key of a district, such as paris-18.")
    var district: String?
    @Option(help: "Key of a service: the last part of its address.")
    var service: String?
    @Option(help: "Key of a sheet of rights, such as oqtf.")
    var sheet: String?
    @Option(help: "Key of a checklist, such as bank-account.")
    var checklist: String?
    @Option(help: "Week of distributions, such as 2026-W48; else this week.")
    var week: String?
    @Option(name: .customLong("by"), help: "Headings of a booklet: theme or district.")
    var grouping: PaperOrder.Grouping?
    @Flag(help: "Lay the pages of a booklet on A4 sheets, to be printed on both sides and folded.")
    var foldable = false
    @Option(help: "File, or folder.")
    var out: String
    @Option(help: "Address of the public guide, to which the codes lead; else the setting origin.")
    var address: String?
    @Flag(help: "Pages, bytes and seconds of each document as JSON.")
    var json = false
    @OptionGroup var options: ServerOptions

    /// A whole city in a language with large letters takes a minute or two on a small machine.
    private static let time = Duration.seconds(900)

    private struct Line: Encodable {
        var file: String
        var language: String
        var pages: Int
        var sheets: Int
        var bytes: Int
        var missing: Int
        var seconds: Double
    }

    func run() async throws {
        try await CommandFailure.told(json: json) {
            let settings = try await options.settings()
            let resources = URL(fileURLWithPath: settings["resources"])
            let press = try await Press.find(resources: resources)
            let books = try Phrasebooks(folder: resources.appendingPathComponent("languages"))
            let assets = try StaticFiles(folder: resources.appendingPathComponent("static"))
            let database = try Database(url: settings["database"], options: .init(mode: .existing))
            let city = PublishedCity(
                database: database, holidays: try HolidayLibrary.read(resources: resources), now: Clock.now)
            try await city.refresh()
            let glossary = try Glossary.read(resources: resources)
            let languages = try tags(city)
            var lines: [Line] = []
            for tag in languages {
                let started = ContinuousClock.now
                let paper = try city.paper(
                    request(tag), books: books, assets: assets, glossary: glossary, origin: origin(settings),
                    now: Clock.now())
                let file = try target(paper.fileName, isOne: languages.count == 1)
                let report = try await paper.print(on: press, to: file, within: Self.time)
                let time = ContinuousClock.now - started
                let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
                lines.append(
                    Line(
                        file: file.path, language: tag, pages: report.pages, sheets: report.sheets,
                        bytes: report.bytes, missing: report.missing, seconds: (seconds * 100).rounded() / 100))
                if report.missing > 0 {
                    Terminal.complain(
                        "\(file.path): \(report.missing) letters have no font on this machine and are left out")
                }
                if !json {
                    Terminal.say(
                        "\(file.path)  \(report.pages) pages  \(report.bytes / 1_000) kB  \(lines[lines.count - 1].seconds) s"
                    )
                }
            }
            if json { Terminal.say(try JSONOutput.text(["documents": lines])) }
            try database.close()
        }
    }

    private func tags(_ city: PublishedCity) throws -> [String] {
        let offered = try city.offeredLanguages()
        if language == ["all"] { return offered.filter { $0 != beside } }
        return language.isEmpty ? Array(offered.prefix(1)) : language
    }

    private func request(_ tag: String) -> PaperRequest {
        var request = PaperRequest(kind, language: tag)
        request.beside = beside
        request.theme = theme
        request.need = need
        request.district = district
        request.service = service
        request.sheet = sheet
        request.checklist = checklist
        request.week = week
        request.grouping = grouping
        request.isFoldable = foldable
        return request
    }

    private func origin(_ settings: ServerSettings) -> String {
        let text = address ?? settings["origin"]
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    /// A folder that is named as one is made when it is not there.
    private func target(_ name: String, isOne: Bool) throws -> URL {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: out, isDirectory: &isFolder)
        let url = URL(fileURLWithPath: out)
        guard !isOne || (exists && isFolder.boolValue) || out.hasSuffix("/") else { return url }
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            CommandFailure.say("\(out): no folder can be made there: \(error.localizedDescription)")
            throw CommandFailure.cannotCreate
        }
        return url.appendingPathComponent(name)
    }
}
