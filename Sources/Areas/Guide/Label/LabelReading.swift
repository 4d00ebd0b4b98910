internal import Files
internal import Rules

/// Reads `label.yaml`: what this city asks of a welcoming place. A city without the file has no label.
enum LabelReading {
    static func read(_ folder: DataFolder, _ reading: Reading) -> LabelScheme? {
        guard folder.contains("label.yaml"), let record = folder.read("label.yaml", reading)?.record() else {
            return nil
        }
        let version = record.needed("version")?.integer()
        let name = record.needed("name")?.text(mayBeProperName: true)
        let years = number(record, "years", 1...LabelRequest.mostYears) ?? LabelScheme.presetYears
        let reminder = number(record, "reminder", 1...365) ?? LabelScheme.presetReminder
        let criteria = record.records("criteria").compactMap { criterion($0) }
        let promise = record.record("promise").flatMap { self.promise($0) }
        let sources = record.sources()
        record.finish()
        if let version, version < 1 { record.fault("version is \(version)", mend: "begin with 1", at: "version") }
        if criteria.isEmpty || criteria.count > LabelScheme.mostCriteria {
            record.fault(
                "the label asks for \(criteria.count) things", mend: "write 1 to \(LabelScheme.mostCriteria) criteria",
                at: "criteria")
        }
        if Set(criteria.map(\.key)).count < criteria.count {
            record.fault("two criteria have the same key", mend: "give each its own", at: "criteria")
        }
        guard let version, let name else { return nil }
        return LabelScheme(
            version: version, name: name, years: years, reminder: reminder, criteria: criteria, promise: promise,
            sources: sources)
    }

    private static func criterion(_ record: Record) -> LabelScheme.Criterion? {
        let key = record.needed("key")?.key()
        let text = record.needed("text")?.text(mayBeProperName: false)
        let isRequired = record.flag("required") ?? false
        record.finish()
        guard let key, let text else { return nil }
        return LabelScheme.Criterion(key: key, text: text, isRequired: isRequired)
    }

    private static func promise(_ record: Record) -> LabelScheme.Promise? {
        let plan = record.mention("plan", of: "plan")
        let action = record.needed("action")?.key()
        record.finish()
        guard let plan, let action else { return nil }
        return LabelScheme.Promise(plan: plan, action: action)
    }

    private static func number(_ record: Record, _ name: String, _ range: ClosedRange<Int>) -> Int? {
        guard let value = record.integer(name) else { return nil }
        if !range.contains(value) {
            record.fault(
                "\(name) is \(value)", mend: "write a number from \(range.lowerBound) to \(range.upperBound)", at: name)
        }
        return value
    }
}
