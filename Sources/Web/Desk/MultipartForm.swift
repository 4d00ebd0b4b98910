/// `multipart/form-data` (RFC 7578), for forms with a file.
struct MultipartForm {
    let boundary: [UInt8]
    let bytes: [UInt8]

    init(type: String, bytes: [UInt8]) throws {
        guard let mark = type.range(of: "boundary=") else {
            throw Problem(.badRequest, "The form has no boundary.")
        }
        var text = type[mark.upperBound...].prefix { $0 != ";" }
        if text.hasPrefix("\""), text.hasSuffix("\""), text.count >= 2 { text = text.dropFirst().dropLast() }
        guard (1...70).contains(text.utf8.count) else { throw Problem(.badRequest, "The form has no boundary.") }
        self.boundary = Array("--\(text)".utf8)
        self.bytes = bytes
    }

    func values() throws -> FormValues {
        var values = FormValues()
        var position = try after(boundary, from: 0)
        while !starts(at: position, Array("--".utf8)) {
            guard starts(at: position, [13, 10]) else { throw broken }
            let headEnd = try after([13, 10, 13, 10], from: position)
            let end = try start(of: [13, 10] + boundary, from: headEnd)
            try add(
                head: bytes[(position + 2)..<(headEnd - 4 < position + 2 ? position + 2 : headEnd - 4)],
                body: bytes[headEnd..<end], to: &values)
            guard values.pairs.count + values.files.count <= FormValues.mostPairs else {
                throw Problem(.tooLarge, "The form has too many fields.")
            }
            position = end + 2 + boundary.count
        }
        return values
    }

    private func add(head: ArraySlice<UInt8>, body: ArraySlice<UInt8>, to values: inout FormValues) throws {
        var name: String?
        var fileName: String?
        var type = "application/octet-stream"
        for line in String(decoding: head, as: UTF8.self).split(separator: "\r\n") {
            let lower = line.lowercased()
            if lower.hasPrefix("content-disposition:") {
                name = Self.parameter("name", in: String(line))
                fileName = Self.parameter("filename", in: String(line))
            } else if lower.hasPrefix("content-type:") {
                type = String(line.dropFirst("content-type:".count)).trimmed
            }
        }
        guard let name else { throw broken }
        if let fileName {
            values.files.append(.init(field: name, name: fileName, type: type, bytes: Array(body)))
            return
        }
        guard let text = String(validating: body, as: UTF8.self) else {
            throw Problem(.badRequest, "The form is not UTF-8.")
        }
        try FormValues.refuseControl(name, text)
        values.pairs.append((name, text.replacing("\r\n", with: "\n")))
    }

    private static func parameter(_ name: String, in line: String) -> String? {
        for part in line.split(separator: ";").dropFirst() {
            let sides = part.split(separator: "=", maxSplits: 1).map { String($0).trimmed }
            if sides.count == 2, sides[0].lowercased() == name {
                return sides[1].hasPrefix("\"") ? String(sides[1].dropFirst().dropLast()) : sides[1]
            }
        }
        return nil
    }

    private var broken: Problem { Problem(.badRequest, "The form did not arrive whole.") }

    private func starts(at position: Int, _ mark: [UInt8]) -> Bool {
        position + mark.count <= bytes.count && bytes[position..<(position + mark.count)].elementsEqual(mark)
    }

    private func after(_ mark: [UInt8], from: Int) throws -> Int { try start(of: mark, from: from) + mark.count }

    private func start(of mark: [UInt8], from: Int) throws -> Int {
        var position = from
        let last = bytes.count - mark.count
        while position <= last {
            if bytes[position] == mark[0], starts(at: position, mark) { return position }
            position += 1
        }
        throw broken
    }
}
