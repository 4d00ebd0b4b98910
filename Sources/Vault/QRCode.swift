internal import CLibQREncode

/// A square picture that a telephone reads (ISO/IEC 18004), through libqrencode.
public enum QRCode {
    /// An SVG drawing with its quiet zone, black on white in every theme; `nil` when the text is too long.
    /// - Parameter label: what the picture is, for who does not see it.
    public static func svg(_ text: String, label: String) -> String? {
        guard let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        guard let cells = code.pointee.data else { return nil }
        var path = ""
        for row in 0..<width {
            var column = 0
            while column < width {
                // Neighbours are drawn in one stroke: a third of the bytes.
                let end = (column..<width).first { cells[row * width + $0] & 1 == 0 } ?? width
                if end > column { path += "M\(column + 4) \(row + 4)h\(end - column)v1h-\(end - column)z" }
                column = end + 1
            }
        }
        let size = width + 8
        let safe = label.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
        return """
            <svg class="qr" role="img" aria-label="\(safe)" viewBox="0 0 \(size) \(size)" shape-rendering="crispEdges">\
            <path fill="#fff" d="M0 0h\(size)v\(size)H0z"/><path fill="#000" d="\(path)"/></svg>
            """
    }
}
