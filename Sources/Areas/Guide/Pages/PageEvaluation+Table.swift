internal import Foundation

extension PageEvaluation.Report {
    /// The report as aligned lines; shares in percent.
    public var lines: [String] {
        var lines = [
            "\(pages) pages, \(questions) questions with an answer"
                + " (\(questionsWithoutAnswer) without one left out), typing faults of seed \(seed)",
            "",
            Self.row(["asked in", "pages in", "questions", "recall@1", "recall@5", "MRR", "typos: @1", "@5", "MRR"]),
        ]
        for pair in pairs {
            lines.append(
                Self.row(
                    [pair.question, pair.pages, "\(pair.clean.questions)"] + Self.cells(pair.clean)
                        + Self.cells(pair.typos)))
        }
        lines.append("")
        if pairs.contains(where: { $0.question == $0.pages }) {
            lines.append(
                Self.row(
                    ["average", "same", "\(averages.same.questions)"] + Self.cells(averages.same)
                        + Self.cells(averages.sameTypos)))
        }
        if pairs.contains(where: { $0.question != $0.pages }) {
            lines.append(
                Self.row(
                    ["average", "across", "\(averages.across.questions)"] + Self.cells(averages.across)
                        + Self.cells(averages.acrossTypos)))
        }
        let format = { (value: Double, digits: Int) in String(format: "%.\(digits)f", value) }
        lines += [
            "",
            "\(format(medianMilliseconds, 3)) ms a question (median), \(format(p99Milliseconds, 3)) ms (99th percentile); "
                + "index \(format(Double(indexBytes) / 1_048_576, 1)) MiB and \(format(Double(spellingBytes) / 1_048_576, 1)) MiB of known words, built in \(format(buildSeconds, 2)) s",
        ]
        return lines
    }

    private static func cells(_ figures: PageEvaluation.Figures) -> [String] {
        [
            String(format: "%.1f", figures.recall1 * 100), String(format: "%.1f", figures.recall5 * 100),
            String(format: "%.3f", figures.mrr),
        ]
    }

    private static func row(_ cells: [String]) -> String {
        cells.enumerated().map { column, cell in
            let width = max(cell.count, column < 2 ? 9 : 10)
            let blank = String(repeating: " ", count: width - cell.count)
            return column < 2 ? cell + blank : blank + cell
        }.joined(separator: " ")
    }
}
