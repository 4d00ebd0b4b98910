internal import Files
internal import Rules
internal import Store

/// Reads stations of public transport.
struct StationMapping {
    private let name: MappedValue<String>
    private let modes: String
    private let lines: String
    private let lineWords: [String: String]

    /// `station: {name: {field: name}, modes: modes, lines: lines, lineWords: {METRO: Métro}}`
    static func read(_ record: Record) -> StationMapping? {
        guard let station = record.needed("station")?.record() else { return nil }
        let name = station.needed("name").flatMap { MappedValue.string($0) }
        let modes = station.needed("modes")?.string()
        let lines = station.needed("lines")?.string()
        var words: [String: String] = [:]
        for (word, value) in station.field("lineWords")?.pairs() ?? [] { words[word] = value.string() }
        station.finish()
        guard let name, let modes, let lines else { return nil }
        return StationMapping(name: name, modes: modes, lines: lines, lineWords: words)
    }

    func read(_ file: inout SourceFile, path: String) -> [IncomingRecord<Station>] {
        guard case .key(let identity)? = file.mapping.identity else {
            file.reading.add(
                Fault(
                    file: file.name, line: 0, what: "the mapping gives stations no key",
                    mend: "add «identity: {key: …}»"))
            return []
        }
        var seen: Set<String> = []
        let located = file.located(file.records(path: path))
        return located.compactMap { mapped, point in
            file.drawing(mapped.record) {
                guard let sourceKey = try identity.draw(mapped) else {
                    throw MappingProblem(what: "it has no key", mend: "fetch the file again")
                }
                guard seen.insert(sourceKey).inserted else {
                    throw MappingProblem(what: "the key \(sourceKey) is there twice", mend: "fetch the file again")
                }
                guard let name = try name.draw(mapped) else {
                    throw MappingProblem(what: "it has no name", mend: "skip it in the mapping")
                }
                let station = Station(
                    key: SourceKeys.key(file.mapping.key, sourceKey), name: name, modes: mapped.list(modes),
                    lines: mapped.list(lines).map(readable), point: point)
                return IncomingRecord(value: station, sourceKey: sourceKey)
            }
        }
    }

    private func readable(_ line: String) -> String {
        line.split(separator: " ").map { lineWords[String($0)] ?? String($0) }.joined(separator: " ")
    }
}
