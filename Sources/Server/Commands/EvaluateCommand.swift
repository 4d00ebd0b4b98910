internal import Areas
internal import ArgumentParser
internal import Foundation

struct EvaluateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluate", abstract: "Measure how well the program does, on one's own data.",
        subcommands: [EvaluateSearchCommand.self, EvaluateNeedsCommand.self])
}

struct EvaluateSearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Measure the search of pages: recall and rank for each pair of languages.",
        discussion: """
            Files are JSON: {"pages": [{"id", "text": {"en": …}}], "questions": [{"id", "page", "question": {"en": …}, \
            "answer_lines": [3]}]}. A file may hold either or both; the pages of all files are searched together. Questions \
            with an empty "answer_lines" are left out and counted.

            Example: villerefuge evaluate search --pages guide.json --questions questions.json
            """)

    @Option(help: ArgumentHelp("A file with pages. May be repeated.", valueName: "file"))
    var pages: [String] = []

    @Option(help: ArgumentHelp("A file with questions; may be one of the files with pages.", valueName: "file"))
    var questions: String

    @Option(
        help: ArgumentHelp(
            "Seed of the typing faults.",
            discussion: """
                One fault in a third of the words of four letters or more, at least in one: two letters swapped, one left \
                out, doubled or replaced. The same seed makes the same faults.
                """))
    var typos: UInt64 = 1

    @Option(
        help: ArgumentHelp(
            "Write the questions with and without faults to this file, for others to try.", valueName: "file"))
    var writeQuestions: String?

    @Option(help: ArgumentHelp("Folder of the resources; its folder lexicon is read.", valueName: "folder"))
    var resources: String?

    @Flag(help: "The figures as JSON.")
    var json = false

    func run() async throws {
        try await CommandFailure.told {
            do { try await measure() } catch let fault as PageQuestionFault {
                CommandFailure.say("\(fault)")
                throw fault.isMissing ? CommandFailure.noInput : CommandFailure.faults
            } catch let fault as LexiconFolder.Fault {
                CommandFailure.say("\(fault)")
                if case .missing = fault { throw CommandFailure.noInput }
                throw CommandFailure.faults
            }
        }
    }

    private func measure() async throws {
        var seen: Set<String> = []
        let paths = (pages + [questions]).filter {
            seen.insert(URL(fileURLWithPath: $0).standardizedFileURL.path).inserted
        }
        let evaluation = try PageEvaluation(paths.map { try PageQuestionFile(path: $0) })
        let settings = try await ServerSettings.load(file: nil, flags: resources.map { ["resources": $0] } ?? [:])
        let lexicon = try LexiconFolder.read(
            URL(fileURLWithPath: settings["resources"]).appendingPathComponent("lexicon"))
        if let writeQuestions { try write(evaluation, to: writeQuestions) }
        let report = evaluation.measured(lexicon, seed: typos)
        if json {
            Terminal.say(try JSONOutput.text(report))
        } else {
            for line in report.lines { Terminal.say(line) }
        }
    }

    private func write(_ evaluation: PageEvaluation, to path: String) throws {
        let written = evaluation.questions.map { question in
            WrittenQuestion(
                id: question.id, page: question.page, question: question.texts,
                typos: Dictionary(
                    uniqueKeysWithValues: question.texts.keys.map {
                        ($0, PageEvaluation.typed(question, $0, seed: typos))
                    }))
        }
        do {
            try Data(try JSONOutput.text(["questions": written]).utf8).write(to: URL(fileURLWithPath: path))
        } catch {
            CommandFailure.say("\(path) cannot be written: \(error.localizedDescription)")
            throw CommandFailure.cannotCreate
        }
    }

    private struct WrittenQuestion: Encodable {
        let id: String
        let page: String
        let question: [String: String]
        let typos: [String: String]
    }
}
