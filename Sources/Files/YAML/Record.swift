/// A mapping whose fields are known in advance. Reading a field makes it known; `finish()` refuses the others.
///
/// Every accessor answers `nil` (or an empty list) when the field is absent, and after adding a fault when it is wrong:
/// a reading goes on to the end, and all faults are told at once.
public final class Record {
    public let place: Field
    private let fields: [String: Field]
    private var known: [String] = []

    init(_ place: Field) {
        self.place = place
        self.fields = Dictionary(place.pairs().map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    public var line: Int { place.line }
    public var file: String { place.file }
    public var reading: Reading { place.reading }

    public func fault(_ what: String, mend: String, at name: String? = nil) {
        (name.flatMap { fields[$0] } ?? place).fault(what, mend: mend)
    }

    /// The field, when it is there and not empty.
    public func field(_ name: String) -> Field? {
        known.append(name)
        guard let field = fields[name], !field.isEmpty else { return nil }
        return field
    }

    /// The field; a fault when it is absent or empty.
    public func needed(_ name: String) -> Field? {
        if let field = field(name) { return field }
        fault("\(name) is missing", mend: "add «\(name): …»")
        return nil
    }

    public func string(_ name: String) -> String? { field(name)?.string() }
    public func integer(_ name: String) -> Int? { field(name)?.integer() }
    public func number(_ name: String) -> Double? { field(name)?.number() }
    public func flag(_ name: String) -> Bool? { field(name)?.flag() }

    public func strings(_ name: String) -> [String] {
        field(name)?.items().compactMap { $0.string() } ?? []
    }

    public func records(_ name: String) -> [Record] {
        field(name)?.items().compactMap { $0.record() } ?? []
    }

    public func record(_ name: String) -> Record? { field(name)?.record() }

    public func choice<Choice: RawRepresentable & CaseIterable>(_ name: String, of type: Choice.Type = Choice.self)
        -> Choice?
    where Choice.RawValue == String {
        field(name)?.choice(of: Choice.allCases.map(\.rawValue)).flatMap(Choice.init(rawValue:))
    }

    /// Refuses the fields that nobody read.
    public func finish() {
        for (name, field) in fields where !known.contains(name) {
            let nearest = Spelling.nearest(to: name, among: known)
            field.fault(
                "there is no field «\(name)» here",
                mend: nearest.map { "did you mean «\($0)»?" }
                    ?? "remove it; the fields are: \(known.joined(separator: ", "))")
        }
    }
}
