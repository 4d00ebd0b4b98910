import Rules

/// The promises as they are published, whole and immutable. Pages and API read nothing else.
struct PlanSnapshot: Sendable {
    /// The oldest first.
    let plans: [Plan]
    /// In the order of their numbers.
    let initiatives: [Initiative]
    let documents: [String: SourceDocument]
    let settings: TerritorySettings
    /// The action of which the label of welcoming places came.
    let label: LabelScheme.Promise?

    private let planByKey: [String: Int]
    private let initiativeByKey: [String: Int]
    private let organisationByKey: [String: Organisation]
    private let siteByKey: [String: Site]

    init(
        content: PlanContent, organisations: [Organisation], sites: [Site], documents: [SourceDocument],
        settings: TerritorySettings, label: LabelScheme.Promise? = nil
    ) {
        plans = content.plans
        initiatives = content.initiatives
        self.documents = Dictionary(documents.map { ($0.key, $0) }) { first, _ in first }
        self.settings = settings
        self.label = label
        planByKey = Dictionary(content.plans.enumerated().map { ($1.key, $0) }) { first, _ in first }
        initiativeByKey = Dictionary(content.initiatives.enumerated().map { ($1.key, $0) }) { first, _ in first }
        organisationByKey = Dictionary(organisations.map { ($0.key, $0) }) { first, _ in first }
        siteByKey = Dictionary(sites.map { ($0.key, $0) }) { first, _ in first }
    }

    func plan(_ key: String) -> Plan? { planByKey[key].map { plans[$0] } }
    func initiative(_ key: String) -> Initiative? { initiativeByKey[key].map { initiatives[$0] } }
    func organisation(_ key: String) -> Organisation? { organisationByKey[key] }
    func site(_ key: String) -> Site? { siteByKey[key] }

    /// An earlier commitment that lives on in a later plan, and how.
    struct Origin: Sendable {
        var plan: Plan
        var commitment: Commitment
        var succession: Succession
    }

    /// The earlier commitments that a commitment came from: what became of them, read backwards.
    func origins(ofCommitment key: String, in plan: Plan) -> [Origin] {
        origins { $0.plan == plan.key && $0.commitment == key }
    }

    func origins(ofAction key: String, in plan: Plan) -> [Origin] {
        origins { $0.plan == plan.key && $0.actions.contains(key) }
    }

    private func origins(where holds: (Succession) -> Bool) -> [Origin] {
        plans.flatMap { plan in
            plan.commitments.flatMap { commitment in
                commitment.became.filter(holds).map { Origin(plan: plan, commitment: commitment, succession: $0) }
            }
        }
    }
}

/// Initiatives have no closed list of themes: the words in the city's own language tell one theme from another.
extension PlanSnapshot {
    struct InitiativeTheme: Sendable {
        var key: String
        var title: LocalisedText
        var initiatives: [Initiative]
    }

    /// In the order of their first initiative.
    var themes: [InitiativeTheme] {
        var themes: [InitiativeTheme] = []
        for initiative in initiatives {
            let key = themeKey(initiative)
            if let index = themes.firstIndex(where: { $0.key == key }) {
                themes[index].initiatives.append(initiative)
            } else {
                themes.append(InitiativeTheme(key: key, title: initiative.theme, initiatives: [initiative]))
            }
        }
        return themes
    }

    /// The theme's words in the source language of the territory.
    func themeKey(_ initiative: Initiative) -> String {
        initiative.theme.read(in: settings.languages.required.first ?? "en", fallbacks: settings.languages.required)
            .words
    }
}

extension Plan {
    func commitment(_ key: String) -> Commitment? { commitments.first { $0.key == key } }
    func action(_ key: String) -> PlanAction? { actions.first { $0.key == key } }
    func axis(_ key: String?) -> Axis? { key.flatMap { key in axes.first { $0.key == key } } }

    /// An action stands under its own axis, or under that of its commitment.
    func axis(of action: PlanAction) -> Axis? {
        axis(action.axis ?? action.commitment.flatMap { commitment($0)?.axis })
    }

    func actions(of commitment: Commitment) -> [PlanAction] { actions.filter { $0.commitment == commitment.key } }

    /// Actions that stand directly under an axis, without a commitment between.
    func actions(of axis: Axis) -> [PlanAction] { actions.filter { $0.commitment == nil && $0.axis == axis.key } }

    /// Whether the plan says what became of its promises in a later one.
    var hasSuccession: Bool { commitments.contains { !$0.became.isEmpty } }
}
