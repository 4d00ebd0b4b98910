import Foundation
import Search

/// `SearchBenchmark [--size 100000] [--questions 2000] [--rounds 5] [--export FOLDER] [--json FILE] [--kinds]
/// [--misses] [--ranked-only] [--clients-only N]`, the last two for a profiler.
@main
struct SearchBenchmark {
    static func main() async throws {
        let arguments = CommandLine.arguments
        func value(_ name: String) -> String? {
            arguments.firstIndex(of: name).flatMap { $0 + 1 < arguments.count ? arguments[$0 + 1] : nil }
        }
        let size = Int(value("--size") ?? "") ?? 100_000
        let rounds = Int(value("--rounds") ?? "") ?? 5
        let count = Int(value("--questions") ?? "") ?? 2_000
        var report = try await run(size: size, count: count, rounds: rounds, folder: value("--export"))
        if arguments.contains("--kinds") {
            for line in report.kinds { print(line) }
        }
        report.kinds = []
        print(report.table)
        if let path = value("--json") {
            try JSONEncoder().encode(report).write(to: URL(fileURLWithPath: path))
        }
    }

    private static func run(size: Int, count: Int, rounds: Int, folder: String?) async throws -> Report {
        var generator = ServiceGenerator()
        var services = generator.services(size)
        var asker = QuestionGenerator()
        let questions = asker.questions(count)
        var truth: [(nearest: [Int32], total: Int)] = []
        if size <= 100_000 {
            let finder = TruthFinder(services)
            truth = questions.map { finder.nearest($0) }
        }
        if let folder {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Export.write(services: services, to: folder)
            try Export.write(questions: questions, truth: truth, to: folder)
        }
        var documents = services.map(\.document)
        services = []
        let start = ContinuousClock.now
        let index = SearchIndex(
            documents: documents, vocabulary: BenchmarkVocabulary.vocabulary, horizon: ServiceGenerator.horizon,
            days: ServiceGenerator.days)
        let built = ContinuousClock.now - start
        let withDocuments = Measurement.residentMegabytes()
        documents = []
        var report = Report(size: size, buildSeconds: built / .seconds(1))
        report.megabytes = Measurement.residentMegabytes()
        report.peakMegabytes = withDocuments
        if let clients = CommandLine.arguments.firstIndex(of: "--clients-only").flatMap({
            Int(CommandLine.arguments[$0 + 1])
        }) {
            report.twoClients = await Measurement.throughput(
                questions.map(\.query), on: index, clients: clients, rounds: rounds)
            return report
        }
        measure(index, questions, rounds, &report)
        compare(index, questions, truth, &report)
        report.twoClients = await Measurement.throughput(questions.map(\.query), on: index, clients: 2, rounds: rounds)
        return report
    }

    private static func measure(_ index: SearchIndex, _ questions: [Question], _ rounds: Int, _ report: inout Report) {
        let plain = questions.map { question in
            var query = question.query
            query.wantsRelaxations = false
            return query
        }
        func asked(_ change: (inout SearchQuery) -> Void) -> Measurement {
            Measurement.of(
                plain.map { query in
                    var query = query
                    change(&query)
                    return query
                }, on: index, rounds: rounds)
        }
        if CommandLine.arguments.contains("--ranked-only") {
            report.ranked = Report.Times(asked { $0.sort = .relevance })
            return
        }
        let nearest = asked { _ in }
        report.nearest = Report.Times(nearest)
        report.nearestFacets = Report.Times(asked { $0.wantsFacets = true })
        report.ranked = Report.Times(asked { $0.sort = .relevance })
        report.rankedFacets = Report.Times(
            asked {
                $0.sort = .relevance
                $0.wantsFacets = true
            })
        report.everything = Report.Times(
            asked {
                $0.wantsRelaxations = true
                $0.wantsFacets = true
                $0.sort = .relevance
            })
        var kinds: [String: [Double]] = [:]
        for (question, time) in zip(questions, nearest.microseconds) { kinds[question.kind, default: []].append(time) }
        report.kinds = kinds.sorted { $0.key < $1.key }.map { kind, times in
            let part = Measurement(microseconds: times)
            return "\(kind): \(times.count) questions, median \(part.median) µs, p99 \(part.p99) µs"
        }
    }

    private static func compare(
        _ index: SearchIndex, _ questions: [Question], _ truth: [(nearest: [Int32], total: Int)],
        _ report: inout Report
    ) {
        guard !truth.isEmpty else { return }
        var found = (plain: 0, typo: 0)
        var wanted = (plain: 0, typo: 0)
        var exactTotals = 0
        for (question, truth) in zip(questions, truth) {
            let answer = index.search(question.query)
            let ids = Set(answer.hits.map(\.id))
            let shared = truth.nearest.filter { ids.contains($0) }.count
            if answer.total == truth.total { exactTotals += 1 }
            if question.hasTypo {
                found.typo += shared
                wanted.typo += truth.nearest.count
            } else {
                found.plain += shared
                wanted.plain += truth.nearest.count
                if shared < truth.nearest.count || answer.total != truth.total,
                    CommandLine.arguments.contains("--misses")
                {
                    print("missed", question.query.text, shared, truth.nearest.count, answer.total, truth.total)
                }
            }
            if question.hasTypo, shared < truth.nearest.count, CommandLine.arguments.contains("--misses") {
                print("typo", question.meant, question.query.text, answer.corrections, shared, truth.nearest.count)
            }
        }
        report.recall = Double(found.plain) / Double(max(1, wanted.plain))
        report.recallTypos = Double(found.typo) / Double(max(1, wanted.typo))
        report.exactTotals = Double(exactTotals) / Double(questions.count)
    }
}
