internal import Rules
public import Web

/// The desk of the community: a member's home, the directory, organisations and their work contacts, calendar feeds, and what the
/// coordinator follows.
public struct CommunityDesk: Sendable {
    let workplace: Workplace
    let around: CommunitySurroundings
    let languages: [String]
    let shelf: DirectoryShelf

    /// - Parameter languages: tags in which an organisation may describe itself: all that the program has phrases in.
    public init(workplace: Workplace, surroundings: CommunitySurroundings, languages: [String]) {
        self.workplace = workplace
        self.around = surroundings
        self.languages = languages
        self.shelf = DirectoryShelf(reach: surroundings.reach)
    }

    public var routes: [DeskRoute] {
        homeRoutes + directoryRoutes + organisationRoutes + contactRoutes + importRoutes + calendarRoutes
            + followUpRoutes
    }

    var contacts: ContactBook { ContactBook(keys: workplace.keys) }

    static func today(_ call: DeskCall) -> LocalDate { today(call.now, call.visit.settings) }
    static func today(_ now: Instant, _ settings: TerritorySettings) -> LocalDate {
        (CivilZone(settings.timeZone) ?? .utc).date(now)
    }
}
