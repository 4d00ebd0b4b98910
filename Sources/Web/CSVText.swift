/// Rows as a spreadsheet reads them (RFC 4180): CRLF at each end, quotes where they are needed, and no cell that would be computed.
public enum CSVText {
    /// Excel takes UTF-8 for something else without it.
    public static let mark = "\u{FEFF}"

    public static func text(_ rows: [[String]]) -> String {
        rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    private static let dangerous: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "|", "%", "\t", "\r", "\n", "＝", "＋", "－", "＠",
    ]

    /// Whether a spreadsheet would take the cell for a formula, white space before it or not (OWASP, CSV injection).
    private static func isFormula(_ text: some StringProtocol) -> Bool {
        let scalars = text.unicodeScalars
        if let first = scalars.first, dangerous.contains(first) { return true }
        return scalars.first { !$0.properties.isWhitespace }.map { dangerous.contains($0) } ?? false
    }

    /// A cell that begins as a formula does gets an apostrophe before it, which spreadsheets do not show.
    public static func cell(_ text: String) -> String {
        let isFormula = isFormula(text)
        let safe = isFormula ? "'" + text : text
        guard safe.utf8.contains(where: { [0x22, 0x2C, 0x3B, 0x0A, 0x0D, 0x09].contains($0) }) || isFormula else {
            return safe
        }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }

    /// What was typed, when a cell of ours comes back.
    public static func unguarded(_ cell: String) -> String {
        guard cell.hasPrefix("'"), isFormula(cell.dropFirst()) else { return cell }
        return String(cell.dropFirst())
    }
}
