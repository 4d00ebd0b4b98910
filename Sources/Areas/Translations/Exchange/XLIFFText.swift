internal import Rules
internal import Web

/// One text as it goes out and comes back.
struct TranslationUnit: Sendable, Hashable {
    /// `service:halte-femmes-shower:description`: the same at each export.
    var id: String
    var state: XLIFFState
    var source: String
    var target: String?
    /// For whoever translates.
    var notes: [String] = []
    /// Words of the glossary that the source has.
    var glossary: [GlossaryWord] = []
    /// In the file.
    var line = 0
}

/// `state` of XLIFF 2.1, 4.3.1.26, and what of ours it means.
enum XLIFFState: String, Sendable, Hashable, CaseIterable {
    case initial, translated, reviewed, final

    init(_ state: TranslationState) {
        switch state {
        case .missing, .outdated: self = .initial
        case .draft, .review: self = .translated
        case .reviewed: self = .final
        }
    }
}

/// Texts of one pair of languages.
struct TranslationFile: Sendable, Hashable {
    var source: String
    var language: String
    var units: [TranslationUnit]
}

/// XLIFF 2.1 (OASIS, 2018): core, and the glossary module.
enum XLIFFText {
    static let type = "application/xliff+xml"

    static func write(_ file: TranslationFile, original: String) -> String {
        let units = file.units.map(unit).joined()
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0" \
            version="2.1" srcLang="\(escaped(file.source))" trgLang="\(escaped(file.language))">
            <file id="texts" original="\(escaped(original))" xml:space="preserve">
            \(units)</file>
            </xliff>

            """
    }

    private static func unit(_ unit: TranslationUnit) -> String {
        var numbers: [String: [Int]] = [:]
        var holes: [String] = []
        let source = inline(unit.source) { name in
            holes.append(name)
            numbers[name, default: []].append(holes.count)
            return holes.count
        }
        var rest = numbers
        let target = unit.target.map { words in
            inline(words) { name in
                if let known = rest[name], let first = known.first {
                    rest[name] = Array(known.dropFirst())
                    return first
                }
                holes.append(name)
                return holes.count
            }
        }
        let terms = unit.glossary.map {
            "<gls:glossEntry><gls:term>\(escaped($0.source))</gls:term><gls:translation>\(escaped($0.demanded))</gls:translation></gls:glossEntry>"
        }.joined()
        let notes = unit.notes.map { "<note>\(escaped($0))</note>" }.joined()
        let data = holes.enumerated().map { "<data id=\"d\($0.offset + 1)\">{\($0.element)}</data>" }.joined()
        return """
            <unit id="\(escaped(unit.id))">\(terms.isEmpty ? "" : "<gls:glossary>\(terms)</gls:glossary>")\
            \(notes.isEmpty ? "" : "<notes>\(notes)</notes>")\
            \(data.isEmpty ? "" : "<originalData>\(data)</originalData>")<segment state="\(unit.state.rawValue)">\
            <source>\(source)</source>\(target.map { "<target>\($0)</target>" } ?? "")</segment></unit>

            """
    }

    /// Holes become codes, so that a translator's program guards them.
    private static func inline(_ text: String, _ number: (String) -> Int) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            result += escaped(String(rest[..<open]))
            let name = String(rest[rest.index(after: open)..<close])
            if TranslationWarning.holes("{\(name)}").isEmpty {
                result += "{"
                rest = rest[rest.index(after: open)...]
            } else {
                let id = number(name)
                result += "<ph id=\"\(id)\" dataRef=\"d\(id)\" disp=\"{\(name)}\"/>"
                rest = rest[rest.index(after: close)...]
            }
        }
        return result + escaped(String(rest))
    }

    private static func escaped(_ text: String) -> String {
        // Control characters have no place in XML 1.0, nor in our texts.
        HTML(
            String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 32 || $0 == "\n" || $0 == "\t" }))
        )
        .text
    }

    /// - Throws: `MarkupFault`
    static func read(_ bytes: [UInt8]) throws -> TranslationFile {
        let root = try MarkupReader.read(bytes)
        guard root.name == "xliff" else { throw MarkupFault(line: root.line, what: "this is not XLIFF") }
        guard let version = root.attributes["version"], version.hasPrefix("2.") else {
            throw MarkupFault(
                line: root.line,
                what: "XLIFF \(root.attributes["version"] ?? "without version") is not read: save it as XLIFF 2")
        }
        guard let source = root.attributes["srcLang"], let language = root.attributes["trgLang"] else {
            throw MarkupFault(line: root.line, what: "srcLang or trgLang is missing")
        }
        let units = try root.elements.filter { $0.name == "file" }.flatMap(units).map(unit)
        return TranslationFile(source: source, language: language, units: units)
    }

    private static func units(_ element: MarkupElement) -> [MarkupElement] {
        element.elements.flatMap { child -> [MarkupElement] in
            switch child.name {
            case "unit": [child]
            case "group": units(child)
            default: []
            }
        }
    }

    /// Several segments of a unit are one text of ours.
    private static func unit(_ element: MarkupElement) throws -> TranslationUnit {
        guard let id = element.attributes["id"] else { throw MarkupFault(line: element.line, what: "a unit has no id") }
        let data = Dictionary(
            (element.first("originalData")?.elements ?? []).map { ($0.attributes["id"] ?? "", $0.text) }
        ) { first, _ in first }
        let parts = element.elements.filter { $0.name == "segment" || $0.name == "ignorable" }
        let segments = parts.filter { $0.name == "segment" }
        guard !segments.isEmpty else { throw MarkupFault(line: element.line, what: "the unit \(id) has no segment") }
        let states = segments.map { XLIFFState(rawValue: $0.attributes["state"] ?? "initial") ?? .initial }
        let isWhole = segments.allSatisfy { $0.first("target") != nil }
        func words(_ name: String, or other: String? = nil) -> String {
            parts.map { part in
                (part.first(name) ?? other.flatMap { part.first($0) }).map { Self.words($0, data) } ?? ""
            }.joined()
        }
        return TranslationUnit(
            id: id, state: XLIFFState.allCases.first { states.contains($0) } ?? .initial, source: words("source"),
            target: isWhole ? words("target", or: "source") : nil,
            notes: element.first("notes")?.elements.map(\.text) ?? [], line: element.line)
    }

    private static func words(_ element: MarkupElement, _ data: [String: String]) -> String {
        element.children.map { child in
            switch child {
            case .text(let text): return text
            case .element(let code):
                if code.name == "ph" {
                    return code.attributes["dataRef"].flatMap { data[$0] } ?? code.attributes["disp"] ?? ""
                }
                if code.name == "cp" {
                    return code.attributes["hex"].flatMap { UInt32($0, radix: 16) }.flatMap { Unicode.Scalar($0) }
                        .map { String(Character($0)) } ?? ""
                }
                return words(code, data)
            }
        }.joined()
    }
}
