import Rules
import Synchronization
import Vault
import Web

/// The bundles of the snapshot that is shown, each made once when it is first asked for, and what is needed to tell a telephone only
/// what has changed since one of the last versions.
///
/// Nobody waits in a lock: who asks while a bundle is made waits for that one alone.
final class OfflineShelf: Sendable {
    struct Name: Sendable, Hashable {
        var language: String
        var scope: OfflineContent.Scope
        /// Version from which only the changes are told; `nil`: the whole.
        var since: String?
    }

    /// Ready to be sent.
    struct Made: Sendable {
        let version: String
        /// SHA-256 of the whole bundle's bytes, whatever is sent.
        let digest: String
        let compressed: [UInt8]
        /// Bytes of the text that is sent, before it is compressed.
        let length: Int
        let services: Int
        let isChange: Bool
    }

    private struct Moment: Comparable {
        var version: Int
        var day: Int
        static func < (left: Moment, right: Moment) -> Bool { (left.version, left.day) < (right.version, right.day) }
        var name: String { "\(version).\(day)" }
    }

    private struct State {
        var moment: Moment?
        var tasks: [Name: Task<Made, any Error>] = [:]
        /// What is the same in every scope of a language.
        var words: [String: Task<Words, Never>] = [:]
        /// By version, the newest last.
        var marks: [(version: String, marks: [Name: OfflineMarks])] = []
    }

    private struct Words: Sendable {
        let pages: [OfflineRow]
        let parts: [(name: String, json: JSONText)]
    }

    /// Versions from which changes can be told. A day is one at least.
    private static let remembered = 8

    private let state = Mutex(State())
    private let visits: VisitMaker
    /// Of pages whose pictograms stand once beside them.
    private let pages: VisitMaker

    init(visits: VisitMaker, pages: VisitMaker) {
        self.visits = visits
        self.pages = pages
    }

    static func version(_ snapshot: PublishedCity.Snapshot) -> String { moment(snapshot).name }

    private static func moment(_ snapshot: PublishedCity.Snapshot) -> Moment {
        Moment(version: snapshot.version, day: snapshot.day.daysSinceEpoch)
    }

    func bundle(_ name: Name, of snapshot: PublishedCity.Snapshot) async throws -> Made {
        let moment = Self.moment(snapshot)
        var name = name
        // A version of which nothing is known is asked for as the whole: whoever invents versions fills no memory.
        if let since = name.since, marks(name, version: since) == nil { name.since = nil }
        let task = state.withLock { [name] state -> Task<Made, any Error>? in
            if state.moment.map({ $0 < moment }) ?? true { Self.turn(&state, to: moment) }
            // Who still holds the snapshot before gets what they asked for, which nobody will ask for again.
            guard state.moment == moment else { return nil }
            if let task = state.tasks[name] { return task }
            let task = Task { try await self.make(name, snapshot, moment) }
            state.tasks[name] = task
            return task
        }
        guard let task else { return try await make(name, snapshot, moment) }
        return try await task.value
    }

    private static func turn(_ state: inout State, to moment: Moment) {
        state.moment = moment
        state.tasks = [:]
        state.words = [:]
        state.marks.append((moment.name, [:]))
        if state.marks.count > remembered { state.marks.removeFirst() }
    }

    private func make(_ name: Name, _ snapshot: PublishedCity.Snapshot, _ moment: Moment) async throws -> Made {
        var whole = name
        whole.since = nil
        if let since = name.since, let marks = marks(name, version: since) {
            let bundle = await content(whole, snapshot, moment)
            let digest = try await self.bundle(whole, of: snapshot).digest
            let text = bundle.changes(since: since, marks, digest: digest)
            return Made(
                version: moment.name, digest: digest, compressed: try Self.compressed(text),
                length: text.bytes.count, services: 0, isChange: true)
        }
        if name.since != nil { return try await self.bundle(whole, of: snapshot) }
        let bundle = await content(whole, snapshot, moment)
        let text = bundle.whole
        let marks = OfflineMarks(bundle)
        state.withLock { state in
            guard let place = state.marks.firstIndex(where: { $0.version == moment.name }) else { return }
            state.marks[place].marks[whole] = marks
        }
        return Made(
            version: moment.name, digest: ContentDigest.sha256(text.bytes), compressed: try Self.compressed(text),
            length: text.bytes.count, services: bundle.tables.first?.rows.count ?? 0, isChange: false)
    }

    private func marks(_ name: Name, version: String) -> OfflineMarks? {
        var whole = name
        whole.since = nil
        return state.withLock { [whole] state in state.marks.first { $0.version == version }?.marks[whole] }
    }

    private static func compressed(_ text: JSONText) throws -> [UInt8] {
        guard let small = Compression.gzip(text.bytes, level: 9) else {
            throw Problem(.unavailable, "The bundle could not be compressed.")
        }
        return small
    }

    /// The same before it was compressed, for who takes no compression.
    func plain(_ made: Made, _ name: Name, of snapshot: PublishedCity.Snapshot) async -> JSONText {
        let bundle = await content(name, snapshot, Self.moment(snapshot))
        guard made.isChange, let since = name.since, let marks = marks(name, version: since) else {
            return bundle.whole
        }
        return bundle.changes(since: since, marks, digest: made.digest)
    }

    private func content(_ name: Name, _ snapshot: PublishedCity.Snapshot, _ moment: Moment) async -> OfflineBundle {
        let visit = visits.visit(language: name.language, path: .home, settings: snapshot.guide.settings)
        let content = OfflineContent(guide: snapshot.guide, language: name.language, scope: name.scope)
        let words = await words(name.language, snapshot, moment, visit)
        return OfflineBundle(
            version: moment.name,
            tables: OfflineRows(content: content, visit: visit).tables + [("pages", words.pages)],
            parts: [("head", OfflineParts(content: content, visit: visit).head)] + words.parts)
    }

    private func words(
        _ language: String, _ snapshot: PublishedCity.Snapshot, _ moment: Moment, _ visit: Visit
    ) async -> Words {
        let page = pages.visit(language: language, path: .home, settings: snapshot.guide.settings)
        let make: @Sendable () -> Words = {
            let content = OfflineContent(guide: snapshot.guide, language: language, scope: .city)
            return Words(
                pages: OfflinePages(guide: snapshot.guide, rights: snapshot.rights, visit: page).rows,
                parts: OfflineParts(content: content, visit: visit).ofLanguage)
        }
        let task = state.withLock { state -> Task<Words, Never>? in
            guard state.moment == moment else { return nil }
            if let task = state.words[language] { return task }
            let task = Task { make() }
            state.words[language] = task
            return task
        }
        return await task?.value ?? make()
    }
}
