/// Rows as a spreadsheet reads them (RFC 4180), without any cell that it would take for a formula.
enum TableText {
    /// A byte-order mark first: without it Excel takes UTF-8 for something else.
    static func text(_ rows: [[String]]) -> String {
        "\u{FEFF}" + rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    private static let dangerous: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]

    /// A cell that begins as a formula does gets an apostrophe before it, which spreadsheets do not show (OWASP, CSV injection).
    private static func cell(_ text: String) -> String {
        let isFormula = text.unicodeScalars.first { $0 != " " }.map { dangerous.contains($0) } ?? false
        let safe = isFormula ? "'" + text : text
        guard safe.utf8.contains(where: { [0x22, 0x2C, 0x3B, 0x0A, 0x0D, 0x09].contains($0) }) || isFormula else {
            return safe
        }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }

    /// What was typed, when a cell of ours comes back.
    static func unguarded(_ cell: String) -> String {
        let scalars = cell.unicodeScalars
        guard scalars.first == "'", let second = scalars.dropFirst().first(where: { $0 != " " }),
            dangerous.contains(second)
        else {
            return cell
        }
        return String(cell.dropFirst())
    }
}
