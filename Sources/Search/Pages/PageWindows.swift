/// Windows of a few lines over a page, each with the page's title before it: what a question asks often stands in one of them.
enum PageWindows {
    private static let lines = 4
    private static let step = 2

    /// Lines of each window; the first line is in all.
    static func of(_ lineCount: Int) -> [[Int]] {
        guard lineCount > 0 else { return [] }
        return stride(from: 0, to: max(1, lineCount - lines + step), by: step).map { start in
            [0] + Array(start..<min(start + lines, lineCount))
        }
    }
}
