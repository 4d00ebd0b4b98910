/// One line of iCalendar, unfolded (RFC 5545, 3.1): `DTSTART;TZID=Europe/Paris:20261121T180000`.
struct ICalendarLine: Sendable, Hashable {
    /// In the file, from 1.
    let number: Int
    /// In capitals.
    let name: String
    /// Names in capitals; the first value of each.
    let parameters: [String: String]
    let value: String

    /// The lines of a text. Ends of line of every kind are taken, and a byte order mark.
    /// - Returns: lines that have no name or no value, apart.
    static func read(_ text: String) -> (lines: [ICalendarLine], broken: [ICalendarFault]) {
        var lines: [ICalendarLine] = []
        var broken: [ICalendarFault] = []
        var pending: (number: Int, text: [UInt8])?
        func close() {
            guard let whole = pending else { return }
            let words = String(decoding: whole.text, as: UTF8.self)
            if let line = ICalendarLine(number: whole.number, words) {
                lines.append(line)
            } else {
                broken.append(ICalendarFault(line: whole.number, reason: .brokenLine, found: words))
            }
            pending = nil
        }
        var number = 0
        var bytes = Array(text.utf8)[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        while !bytes.isEmpty {
            number += 1
            let end = bytes.firstIndex { $0 == 10 || $0 == 13 } ?? bytes.endIndex
            let row = bytes[..<end]
            var next = end
            if next < bytes.endIndex {
                let isCarriage = bytes[next] == 13
                next += 1
                if isCarriage, next < bytes.endIndex, bytes[next] == 10 { next += 1 }
            }
            bytes = bytes[next...]
            if let first = row.first, first == 32 || first == 9, pending != nil {
                pending?.text += row.dropFirst()
            } else {
                close()
                if row.contains(where: { $0 != 32 && $0 != 9 }) { pending = (number, Array(row)) }
            }
        }
        close()
        return (lines, broken)
    }

    private init?(number: Int, _ text: String) {
        var parts: [String] = [""]
        var isQuoted = false
        var rest: Substring?
        for index in text.indices {
            let sign = text[index]
            if sign == "\"" { isQuoted.toggle() }
            if sign == ":", !isQuoted {
                rest = text[text.index(after: index)...]
                break
            }
            if sign == ";", !isQuoted { parts.append("") } else { parts[parts.count - 1].append(sign) }
        }
        guard let rest, let name = parts.first?.uppercased(), !name.isEmpty,
            name.utf8.allSatisfy({ (65...90).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 46 })
        else { return nil }
        var parameters: [String: String] = [:]
        for part in parts.dropFirst() {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard sides.count == 2 else { continue }
            let value = sides[1].hasPrefix("\"") ? sides[1].dropFirst().prefix { $0 != "\"" } : sides[1]
            parameters[sides[0].uppercased()] = String(value)
        }
        self.number = number
        // `item1.SUMMARY`: a group of vCard that some programs write here too.
        self.name = name.split(separator: ".").last.map(String.init) ?? name
        self.parameters = parameters
        value = String(rest)
    }

    /// The value of a text property, its escapes undone (3.3.11); other control characters are left out.
    var text: String {
        var words = ""
        var isEscaped = false
        for scalar in value.unicodeScalars {
            if isEscaped {
                words.unicodeScalars.append(scalar == "n" || scalar == "N" ? "\n" : scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar.value >= 32 && !(0x7F...0x9F).contains(scalar.value) || scalar == "\t" {
                words.unicodeScalars.append(scalar)
            }
        }
        return words
    }
}
