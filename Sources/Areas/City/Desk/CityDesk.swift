public import Rules
internal import Store
public import Vault
public import Web

/// All the desks of a city behind one gate: what each area offers to those who work, and the work that comes back.
public struct CityDesk: Sendable {
    /// What stands outside: where letters go, who vouches at the sign-in, where files lie.
    public struct Outside: Sendable {
        public var books: Phrasebooks
        public var passwords: ScryptPool
        public var provider: (any SignInProvider)?
        /// `nil`: letters wait.
        public var carry: LetterSender.Carry?
        /// Folder of sealed exports and of the list of erasures; `nil`: none are made.
        public var files: String?
        /// What suggests translations; `nil`: people alone translate.
        public var machine: (any TranslationMachine)?
        /// Words of offices, that people explain by voice.
        public var glossary: Glossary

        public init(
            books: Phrasebooks, passwords: ScryptPool, provider: (any SignInProvider)? = nil,
            carry: LetterSender.Carry? = nil, files: String? = nil, machine: (any TranslationMachine)? = nil,
            glossary: Glossary = Glossary()
        ) {
            self.machine = machine
            self.glossary = glossary
            self.books = books
            self.passwords = passwords
            self.provider = provider
            self.carry = carry
            self.files = files
        }
    }

    public let workplace: Workplace
    public let routes: [DeskRoute]
    public let gate: Gate
    public let runner: JobRunner
    /// What every server does for itself: its own disk.
    public let sweep: @Sendable (Instant) async throws -> Int
    let community: CommunityDesk
    let books: Phrasebooks

    public init(
        workplace: Workplace, published: PublishedCity, outside: Outside, now: @escaping @Sendable () -> Instant
    ) {
        let surroundings = DeskSurroundings(workplace: workplace, published: published)
        let community = CommunityDesk(
            workplace: workplace, surroundings: surroundings.forCommunity, languages: outside.books.tags)
        let guide = GuideDesk(workplace: workplace, snapshot: { try published.snapshot().guide })
        let rights = RightsDesk(workplace: workplace, snapshot: { try published.snapshot().rights })
        let translations = TranslationDesk(
            workplace: workplace, sources: [GuideTexts(), RightsTexts()], machine: outside.machine,
            city: { try published.snapshot().translations })
        let recordings = RecordingDesk(
            workplace: workplace, city: { try published.snapshot().translations },
            book: { try published.snapshot().voiceBook(outside.glossary) })
        let events = EventsDesk(
            workplace: workplace, languages: outside.books.tags, snapshot: { try published.snapshot().events })
        let labels = LabelDesk(workplace: workplace, snapshot: { try published.snapshot().guide })
        let casework = CaseworkDesk(
            workplace: workplace, city: { try published.snapshot().casework },
            erasures: outside.files.map { $0 + "/erasures" }, exports: outside.files.map { $0 + "/exports" })
        let identity = IdentityDesk(
            workplace: workplace, passwords: outside.passwords, provider: outside.provider,
            naming: MatterNames(published: published).organisations)
        self.workplace = workplace
        self.community = community
        self.books = outside.books
        gate = Gate(workplace: workplace, menu: Self.menu)
        let system = SystemDesk(workplace: workplace, published: published)
        routes =
            community.routes + guide.routes + labels.routes + rights.routes + events.routes
            + translations.routes + recordings.routes + casework.routes + identity.routes
            + system.routes
        let exports = outside.files.map { $0 + "/exports" }
        sweep = { now in
            guard let exports else { return 0 }
            return try await Casework.sweepExports(workplace, folder: exports, now: now)
        }
        runner = JobRunner(
            database: workplace.database,
            jobs: CityJobs(
                workplace: workplace, published: published, guide: guide, community: community, outside: outside,
                now: now
            ).all)
    }

    /// The entries of a member's menu; the table says who sees which.
    static let menu: [Gate.Entry] = [
        (NavigationItem(path: SitePath("work"), phrase: "desk.menu.home"), .account, .read),
        (NavigationItem(path: SitePath("work", "services"), phrase: "desk.menu.services"), .service, .read),
        (NavigationItem(path: .deskEvents, phrase: "desk.menu.events"), .event, .read),
        (NavigationItem(path: .deskLabels, phrase: "desk.menu.labels"), .label, .read),
        (NavigationItem(path: SitePath("work", "freshness"), phrase: "desk.menu.freshness"), .freshness, .read),
        (NavigationItem(path: SitePath("work", "duplicates"), phrase: "desk.menu.duplicates"), .twin, .read),
        (NavigationItem(path: SitePath("work", "reports"), phrase: "desk.menu.reports"), .report, .read),
        (NavigationItem(path: SitePath("work", "persons"), phrase: "desk.menu.persons"), .person, .read),
        (NavigationItem(path: SitePath("work", "referrals"), phrase: "desk.menu.referrals"), .referral, .read),
        (NavigationItem(path: SitePath("work", "rights"), phrase: "desk.menu.rights"), .sheet, .read),
        (
            NavigationItem(path: SitePath("work", "translations"), phrase: "desk.menu.translations"), .translation,
            .read
        ),
        (NavigationItem(path: SitePath("work", "directory"), phrase: "desk.menu.directory"), .directory, .read),
        (NavigationItem(path: SitePath("work", "members"), phrase: "desk.menu.members"), .member, .read),
        (NavigationItem(path: SitePath("work", "figures", "people"), phrase: "desk.menu.figures"), .figures, .read),
        (NavigationItem(path: SitePath("work", "audit"), phrase: "desk.menu.audit"), .audit, .read),
        (NavigationItem(path: SitePath("work", "system"), phrase: "desk.menu.system"), .system, .read),
    ]
}
