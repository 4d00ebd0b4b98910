internal import Files
internal import Rules

/// Reads `plans/*.yaml`.
enum PlanReading {
    static func read(_ folder: DataFolder, _ reading: Reading) -> PlanDraft {
        let plans = folder.yamlFiles(in: "plans").compactMap { folder.read($0, reading)?.record().flatMap { plan($0) } }
        return PlanDraft(plans: plans, initiatives: InitiativeReading.read(folder, reading))
    }

    private static func plan(_ record: Record) -> Plan? {
        let key = record.ownKey(of: "plan")
        let scope = PlanScope(plan: key ?? record.file)
        let title = record.needed("title")?.text(mayBeProperName: false)
        let short = record.needed("short")?.text(mayBeProperName: true)
        let adopted = record.needed("adopted")?.date()
        let status: Plan.Status? = record.needed("status") == nil ? nil : record.choice("status")
        let summary = record.prose("summary")
        let source = record.source()
        let figures = record.figures("figures")
        let axes = record.records("axes").compactMap { axis($0, scope) }
        let commitments = record.records("commitments").compactMap { CommitmentReading.read($0, scope) }
        let actions = record.records("actions").compactMap { ActionReading.read($0, scope) }
        record.finish()
        scope.refuseDoubles(of: "axis", axes.map(\.number), record)
        scope.refuseDoubles(of: "commitment", commitments.map(\.number), record)
        scope.refuseDoubles(of: "action", actions.map(\.number), record)
        guard let key, let title, let short, let adopted, let status else { return nil }
        return Plan(
            key: key, title: title, short: short, adopted: adopted, status: status, summary: summary, source: source,
            figures: figures, axes: axes, commitments: commitments, actions: actions)
    }

    private static func axis(_ record: Record, _ scope: PlanScope) -> Axis? {
        let key = scope.ownKey(record, of: "axis")
        let number = record.needed("number")?.integer()
        let title = record.needed("title")?.text(mayBeProperName: false)
        let summary = record.prose("summary")
        record.finish()
        guard let key, let number, let title else { return nil }
        return Axis(key: key, number: number, title: title, summary: summary)
    }
}

/// Keys of axes, commitments and actions are unique within their plan only.
struct PlanScope {
    let plan: String

    func ownKey(_ record: Record, of kind: String) -> String? {
        guard let field = record.needed("key"), let key = field.key() else { return nil }
        record.reading.keys.declare(kind, "\(plan)/\(key)", at: field)
        return key
    }

    func mention(_ record: Record, _ name: String, of kind: String) -> String? {
        record.field(name).flatMap { mention($0, of: kind) }
    }

    func mention(_ field: Field, of kind: String) -> String? {
        guard let key = field.key() else { return nil }
        field.reading.keys.mention(kind, "\(plan)/\(key)", at: field)
        return key
    }

    func refuseDoubles(of kind: String, _ numbers: [Int], _ record: Record) {
        var seen: Set<Int> = []
        for number in numbers where !seen.insert(number).inserted {
            record.fault("two records (\(kind)) have the number \(number)", mend: "give each its own")
        }
    }
}

enum CommitmentReading {
    static func read(_ record: Record, _ scope: PlanScope) -> Commitment? {
        let key = scope.ownKey(record, of: "commitment")
        let number = record.needed("number")?.integer()
        let axis = scope.mention(record, "axis", of: "axis")
        let title = record.needed("title")?.text(mayBeProperName: false)
        var commitment = Commitment(key: key ?? "", number: number ?? 0, axis: axis, title: title ?? LocalisedText([:]))
        commitment.summary = record.prose("summary")
        commitment.measures = FactReading.facts(record, "measures")
        commitment.officials = FactReading.officials(record)
        commitment.partners = record.mentions("partners", of: "organisation")
        commitment.progress = FactReading.facts(record, "progress")
        commitment.figures = record.figures("figures")
        commitment.became = record.records("became").compactMap { succession($0) }
        commitment.sources = record.sources()
        record.finish()
        return key == nil || number == nil || title == nil ? nil : commitment
    }

    private static func succession(_ record: Record) -> Succession? {
        let plan = record.needed("plan")?.mention(of: "plan")
        let scope = PlanScope(plan: plan ?? "")
        let commitment = scope.mention(record, "commitment", of: "commitment")
        let actions = record.field("actions")?.items().compactMap { scope.mention($0, of: "action") } ?? []
        let outcome: Succession.Outcome? = record.needed("outcome") == nil ? nil : record.choice("outcome")
        let note = record.prose("note")
        record.finish()
        guard let plan, let outcome else { return nil }
        return Succession(plan: plan, commitment: commitment, actions: actions, outcome: outcome, note: note)
    }
}

enum ActionReading {
    static func read(_ record: Record, _ scope: PlanScope) -> PlanAction? {
        let key = scope.ownKey(record, of: "action")
        let number = record.needed("number")?.integer()
        let axis = scope.mention(record, "axis", of: "axis")
        let commitment = scope.mention(record, "commitment", of: "commitment")
        let title = record.needed("title")?.text(mayBeProperName: false)
        var action = PlanAction(
            key: key ?? "", number: number ?? 0, axis: axis, commitment: commitment, title: title ?? LocalisedText([:]))
        action.summary = record.prose("summary")
        action.done = FactReading.facts(record, "done")
        action.new = FactReading.facts(record, "new")
        action.deadline = record.date("deadline")
        action.officials = FactReading.officials(record)
        action.partners = record.mentions("partners", of: "organisation")
        action.sites = record.mentions("sites", of: "site")
        action.figures = record.figures("figures")
        action.sources = record.sources()
        record.finish()
        return key == nil || number == nil || title == nil ? nil : action
    }
}

enum FactReading {
    static func facts(_ record: Record, _ field: String) -> [Fact] {
        record.records(field).compactMap { fact($0) }
    }

    private static func fact(_ record: Record) -> Fact? {
        let text = record.needed("text")?.text(mayBeProperName: false)
        let on = record.date("on")
        let figures = record.figures("figures")
        let source = record.source()
        record.finish()
        return text.map { Fact(text: $0, on: on, figures: figures, source: source) }
    }

    static func officials(_ record: Record) -> [Official] {
        record.records("officials").compactMap { official in
            let name = official.needed("name")?.string()
            let office = official.prose("office")
            official.finish()
            return name.map { Official(name: $0, office: office) }
        }
    }
}
