import Rules
import Web

/// The pages of which the server says all: written once, as it would send them, so that they are the same without network.
struct OfflinePages {
    let guide: GuideSnapshot
    let rights: RightsSnapshot
    let visit: Visit

    /// Path without its language, title, trail and inside of `main`.
    var rows: [OfflineRow] {
        [
            row(.home, HomePage(guide: guide, rights: rights)),
            row(SitePath("themes")) { ThemePages(guide: guide).index($0) },
            row(SitePath("emergency")) { InformationPages(guide: guide).emergency($0) },
        ]
            + guide.taxonomy.themes.map { theme in
                row(.theme(theme.term.key)) { ThemePages(guide: guide).show(theme, $0) }
            } + law
    }

    private var law: [OfflineRow] {
        guard !rights.isEmpty else { return [] }
        let plain = RightsQuery([])
        let indexes = [
            row(.rights) { RightsIndexPage(content: rights).page($0) },
            row(.steps) { StepsIndexPage(content: rights).page($0) },
        ]
        let sheets = rights.content.sheets.map { versions in
            row(.rights(versions.key)) {
                SheetPage(content: rights, versions: versions, sheet: versions.current, query: plain).page($0)
            }
        }
        let checklists = rights.content.checklists.map { versions in
            row(.steps(versions.key)) {
                ChecklistPage(content: rights, versions: versions, checklist: versions.current, query: plain).page($0)
            }
        }
        return indexes + sheets + checklists
    }

    private func row(_ path: SitePath, _ home: HomePage) -> OfflineRow { row(path) { home.page($0) } }

    private func row(_ path: SitePath, _ page: (Visit) -> Page) -> OfflineRow {
        var here = visit
        here.path = path
        let page = page(here)
        let trail = page.trail.map { JSONText([$0.name, visit.url($0.path)]) }
        return OfflineRow(
            path.segments.joined(separator: "/"), [JSONText(page.title), JSONText(trail), JSONText(page.body.text)])
    }
}
