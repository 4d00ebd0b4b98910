/// Who may do what, on what, how far. One table, read like a specification; `docs/guide` prints it, every route names a cell of it.
public enum Permission {
    public enum Subject: String, Sendable, Hashable, Codable, CaseIterable {
        /// One's own account: words, second factor, sessions, choices, what awaits.
        case account
        /// Keys with which programs act for a membership.
        case token
        /// The people of an organisation who have an account, and invitations.
        case member
        /// The directory: organisations and their work contacts.
        case directory
        /// What an organisation says of itself, and its work contacts.
        case organisation
        /// Services and places, drafts and history included.
        case service
        /// Records of several guides that may be one.
        case twin
        /// What is stale, never confirmed, contradicted.
        case freshness
        /// What visitors say is wrong.
        case report
        /// A person's file, and all that hangs on it.
        case person
        /// A person's consents, and sharing without one.
        case consent
        case referral
        /// Who read and wrote what.
        case audit
        /// Sheets of rights and checklists: texts of law that legal advisers check.
        case sheet
        /// What the public reads, in other languages.
        case translation
        /// The words that translations use, and who reviews which language.
        case glossary
        /// Events, their dates, and places that are taken on them.
        case event
        /// The label of welcoming places: requests, visits, decisions.
        case label
        /// Counts in which nobody can be recognised.
        case figures
        /// The state of the program: engine, queue, jobs.
        case system
    }

    public enum Action: String, Sendable, Hashable, Codable, CaseIterable {
        case read, edit
        /// Lets something count: a service is published, an organisation joins or leaves.
        case decide
        /// Takes data out.
        case export
        /// Goes without a consent, with a reason that is reviewed.
        case override
        /// Looks at overrides afterwards.
        case review
        case erase
    }

    /// How far a permission reaches. Each reaches further than the one before.
    public enum Scope: Int, Sendable, Hashable, Codable, Comparable, CaseIterable {
        /// What is one's own.
        case oneself
        /// What belongs to the organisation that one acts for.
        case organisation
        /// The same, and what others shared with it.
        case shared
        case all

        public static func < (left: Scope, right: Scope) -> Bool { left.rawValue < right.rawValue }
    }

    /// One line of the table: these roles may do this on that, so far.
    public struct Rule: Sendable, Hashable {
        public let subject: Subject
        public let action: Action
        public let scope: Scope
        public let roles: [Role]

        init(_ subject: Subject, _ action: Action, _ scope: Scope, _ roles: [Role]) {
            self.subject = subject
            self.action = action
            self.scope = scope
            self.roles = roles
        }
    }

    private static let everyone = Role.allCases
    /// Those who meet the person and help.
    private static let helpers: [Role] = [.fieldWorker, .socialWorker, .healthProfessional, .legalAdviser]
    /// Those who work with others' contacts.
    private static let colleagues: [Role] =
        [.coordinator, .manager] + helpers + [.translator, .volunteerCoordinator]

    public static let table: [Rule] = [
        Rule(.account, .read, .oneself, everyone),
        Rule(.account, .edit, .oneself, everyone),
        Rule(.token, .read, .oneself, everyone),
        Rule(.token, .edit, .oneself, everyone),

        Rule(.member, .read, .all, [.coordinator]),
        Rule(.member, .read, .organisation, [.manager]),
        Rule(.member, .edit, .all, [.coordinator]),
        Rule(.member, .edit, .organisation, [.manager]),

        Rule(.directory, .read, .all, colleagues),
        Rule(.directory, .read, .organisation, [.volunteer]),
        Rule(.directory, .export, .all, [.coordinator, .manager]),
        Rule(.organisation, .read, .all, colleagues),
        Rule(.organisation, .read, .organisation, [.volunteer]),
        Rule(.organisation, .edit, .all, [.coordinator]),
        Rule(.organisation, .edit, .organisation, [.manager]),
        Rule(.organisation, .decide, .all, [.coordinator]),

        Rule(.service, .read, .all, [.coordinator, .translator]),
        Rule(.service, .read, .organisation, [.manager, .volunteerCoordinator, .volunteer] + helpers),
        Rule(.service, .edit, .all, [.coordinator]),
        Rule(.service, .edit, .organisation, [.manager, .volunteerCoordinator] + helpers),
        Rule(.service, .decide, .all, [.coordinator]),
        Rule(.service, .decide, .organisation, [.manager]),
        Rule(.twin, .read, .all, [.coordinator]),
        Rule(.twin, .edit, .all, [.coordinator]),
        Rule(.freshness, .read, .all, [.coordinator]),
        Rule(.freshness, .read, .organisation, [.manager, .volunteerCoordinator] + helpers),
        Rule(.freshness, .edit, .all, [.coordinator]),
        Rule(.freshness, .edit, .organisation, [.manager, .volunteerCoordinator] + helpers),
        Rule(.report, .read, .all, [.coordinator]),
        Rule(.report, .read, .organisation, [.manager, .volunteerCoordinator] + helpers),
        Rule(.report, .edit, .all, [.coordinator]),
        Rule(.report, .edit, .organisation, [.manager, .volunteerCoordinator] + helpers),

        Rule(.event, .read, .all, [.coordinator, .translator]),
        Rule(.event, .read, .organisation, [.manager, .volunteerCoordinator, .volunteer] + helpers),
        Rule(.event, .edit, .all, [.coordinator]),
        Rule(.event, .edit, .organisation, [.manager, .volunteerCoordinator] + helpers),

        Rule(.label, .read, .all, [.coordinator]),
        Rule(.label, .read, .organisation, [.manager, .volunteerCoordinator]),
        Rule(.label, .edit, .all, [.coordinator]),
        Rule(.label, .edit, .organisation, [.manager, .volunteerCoordinator]),
        Rule(.label, .decide, .all, [.coordinator]),

        Rule(.sheet, .read, .all, [.coordinator, .translator] + helpers),
        Rule(.sheet, .edit, .all, [.legalAdviser]),
        Rule(.sheet, .decide, .all, [.legalAdviser]),

        Rule(.translation, .read, .all, [.coordinator, .translator]),
        Rule(.translation, .edit, .all, [.coordinator, .translator]),
        // Never of one's own work, see `TranslationRules`.
        Rule(.translation, .decide, .all, [.coordinator, .translator]),
        Rule(.translation, .export, .all, [.coordinator, .translator]),
        Rule(.glossary, .read, .all, [.coordinator, .translator]),
        Rule(.glossary, .edit, .all, [.coordinator]),

        Rule(.person, .read, .shared, [.manager] + helpers),
        Rule(.person, .edit, .organisation, [.manager] + helpers),
        Rule(.person, .export, .organisation, [.manager, .socialWorker]),
        Rule(.person, .erase, .organisation, [.manager]),
        // The restricted archive, with a reason.
        Rule(.person, .review, .organisation, [.manager]),
        Rule(.consent, .read, .shared, [.manager] + helpers),
        Rule(.consent, .edit, .organisation, [.manager] + helpers),
        Rule(.consent, .override, .organisation, [.manager, .socialWorker, .healthProfessional]),
        Rule(.consent, .review, .all, [.coordinator]),
        Rule(.referral, .read, .shared, [.manager, .volunteerCoordinator] + helpers),
        Rule(.referral, .edit, .shared, [.manager, .volunteerCoordinator] + helpers),

        Rule(.audit, .read, .all, [.coordinator]),
        Rule(.audit, .read, .organisation, [.manager]),
        Rule(.figures, .read, .all, [.coordinator, .observer]),
        Rule(.figures, .read, .organisation, [.manager]),
        Rule(.figures, .export, .all, [.coordinator, .observer]),
        Rule(.figures, .export, .organisation, [.manager]),
        Rule(.system, .read, .all, [.technicalAdministrator]),
        Rule(.system, .edit, .all, [.technicalAdministrator]),
    ]

    /// How far `role` may do `action` on `subject`; `nil`: not at all.
    public static func scope(_ role: Role, _ subject: Subject, _ action: Action) -> Scope? {
        scopes[Cell(role: role, subject: subject, action: action)]
    }

    /// Subjects that are, or lead to, a person's file.
    public static let personal: Set<Subject> = [.person, .consent, .referral, .audit]

    /// Roles that can open a person's file, see who opened one, or run the machine: a password alone is not enough for them.
    public static func needsSecondFactor(_ role: Role) -> Bool {
        table.contains { (personal.contains($0.subject) || $0.subject == .system) && $0.roles.contains(role) }
    }

    private struct Cell: Hashable {
        var role: Role
        var subject: Subject
        var action: Action
    }

    private static let scopes: [Cell: Scope] = {
        var scopes: [Cell: Scope] = [:]
        for rule in table {
            for role in rule.roles {
                let cell = Cell(role: role, subject: rule.subject, action: rule.action)
                scopes[cell] = max(scopes[cell] ?? rule.scope, rule.scope)
            }
        }
        return scopes
    }()
}
