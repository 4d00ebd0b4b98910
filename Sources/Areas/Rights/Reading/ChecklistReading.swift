internal import Files
internal import Rules

extension RightsReading {
    func checklist(_ file: (name: String, record: Record)) -> Checklist? {
        let record = file.record
        let head = head(file, of: .checklist)
        let purpose = record.needed("purpose")?.text(mayBeProperName: false)
        let steps = record.records("steps").compactMap { step($0) }
        let good = texts(record, "good")
        let sheets = record.mentions("sheets", of: RightsKind.sheet.rawValue)
        let changes = changes(record, version: head?.version)
        record.finish()
        if steps.isEmpty { record.fault("the checklist has no step", mend: "add «steps»") }
        refuseDoubles(steps.map(\.key), record, "steps")
        guard let head, let purpose else { return nil }
        return Checklist(
            key: head.key, version: head.version, lawAsOf: head.lawAsOf, pictogram: head.pictogram, title: head.title,
            purpose: purpose, steps: steps, good: good, sheets: sheets, changes: changes)
    }

    private func step(_ record: Record) -> Checklist.Step? {
        let key = record.needed("key")?.key()
        let act = record.needed("do")?.text(mayBeProperName: false)
        let bring = texts(record, "bring")
        let refused = record.prose("ifRefused")
        let needs = record.mentions("needs", of: "need")
        let ground = basis(record, mustStand: false)
        record.finish()
        guard let key, let act else { return nil }
        return Checklist.Step(
            key: key, act: act, bring: bring, ifRefused: refused, needs: needs, basis: ground.basis,
            isUnsure: ground.isUnsure)
    }
}
