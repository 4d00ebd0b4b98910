internal import Files
internal import Rules

extension RightsReading {
    func sheet(_ file: (name: String, record: Record)) -> Sheet? {
        let record = file.record
        let head = head(file, of: .sheet)
        let who = record.needed("who")?.text(mayBeProperName: false)
        let signs = texts(record, "signs")
        let rights = record.records("rights").compactMap { right($0) }
        let deadlines = record.records("deadlines").compactMap { deadline($0) }
        let documents = record.records("documents").compactMap { paper($0) }
        let never = texts(record, "never")
        let next = record.mentions("next", of: RightsKind.sheet.rawValue)
        let checklists = record.mentions("checklists", of: RightsKind.checklist.rawValue)
        let changes = changes(record, version: head?.version)
        record.finish()
        if rights.isEmpty { record.fault("the sheet names no right", mend: "add «rights»") }
        refuseDoubles(rights.map(\.key), record, "rights")
        refuseDoubles(deadlines.map(\.key), record, "deadlines")
        refuseDoubles(documents.map(\.key), record, "documents")
        guard let head, let who else { return nil }
        return Sheet(
            key: head.key, version: head.version, lawAsOf: head.lawAsOf, pictogram: head.pictogram, title: head.title,
            who: who, signs: signs, rights: rights, deadlines: deadlines, documents: documents, never: never,
            next: next,
            checklists: checklists, changes: changes)
    }

    private func right(_ record: Record) -> Sheet.Right? {
        let key = record.needed("key")?.key()
        let needs = record.mentions("needs", of: "need")
        let plain = record.needed("plain")?.text(mayBeProperName: false)
        let professional = professionalText(record, "professional")
        let ground = basis(record, mustStand: true)
        record.finish()
        guard let key, let plain, let professional else { return nil }
        return Sheet.Right(
            key: key, needs: needs, plain: plain, professional: professional, basis: ground.basis,
            isUnsure: ground.isUnsure)
    }

    private func deadline(_ record: Record) -> Sheet.Deadline? {
        let key = record.needed("key")?.key()
        let within = record.field("within").flatMap { period($0) }
        let from = record.prose("from")
        let plain = record.needed("plain")?.text(mayBeProperName: false)
        let ground = basis(record, mustStand: true)
        record.finish()
        if within != nil, from == nil {
            record.fault("nobody knows from when it is counted", mend: "add «from»", at: "within")
        }
        guard let key, let plain else { return nil }
        return Sheet.Deadline(
            key: key, within: within, from: from, plain: plain, basis: ground.basis, isUnsure: ground.isUnsure)
    }

    private func period(_ field: Field) -> LegalPeriod? {
        guard let words = field.string() else { return nil }
        guard let period = LegalPeriod(words) else {
            field.fault("«\(words)» is not a duration", mend: "write it as ISO 8601 does: PT48H, P15D, P1M, P1Y")
            return nil
        }
        return period
    }

    private func paper(_ record: Record) -> Sheet.Paper? {
        let key = record.needed("key")?.key()
        let name = record.needed("name")?.text(mayBeProperName: false)
        let use = record.needed("use")?.text(mayBeProperName: false)
        let ground = basis(record, mustStand: false)
        record.finish()
        guard let key, let name, let use else { return nil }
        return Sheet.Paper(key: key, name: name, use: use, basis: ground.basis, isUnsure: ground.isUnsure)
    }
}
