public import Foundation
public import Rules
public import Store

/// Files for translators, from the command line.
extension City {
    public enum TranslationFormat: String, Sendable, CaseIterable {
        case xliff, csv
    }

    /// The texts of one language as a file.
    /// - Parameters:
    ///   - states: empty: all.
    ///   - kind: `service`, `site`, `sheet` or `checklist`; `nil`: all.
    public static func exportTranslations(
        _ database: Database, language: String, format: TranslationFormat, states: Set<TranslationState>, kind: String?
    ) async throws -> String {
        try await database.read { connection in
            let (city, key) = try translationCity(connection)
            let file = try TranslationExchange(connection: connection, city: city).export(
                language, states: states, kind: kind)
            return text(file, format, original: key)
        }
    }

    /// Takes a file back: what it holds are drafts.
    /// - Parameter isRehearsal: nothing is written.
    /// - Throws: an error that names the line, when the file cannot be read.
    public static func importTranslations(
        _ database: Database, bytes: [UInt8], isRehearsal: Bool, now: Instant
    ) async throws -> TranslationImportReport {
        let file = try TranslationExchange.read(bytes)
        return try await database.write { connection in
            let (city, _) = try translationCity(connection)
            return TranslationImportReport(
                try TranslationExchange(connection: connection, city: city).take(
                    file, caller: nil, now: now, isRehearsal: isRehearsal))
        }
    }

    /// The sentences of the interface in one language.
    /// - Parameter folder: `Resources/languages`
    public static func exportPhrases(_ folder: URL, language: String, format: TranslationFormat) throws -> String {
        text(try PhrasePack(folder: folder, language: language).export(), format, original: "languages")
    }

    /// The pack's files with the sentences that came back.
    /// - Returns: file name → text, and a line for each sentence that cannot be taken.
    public static func importPhrases(
        _ folder: URL, bytes: [UInt8]
    ) throws -> (language: String, files: [String: String], refused: [String]) {
        let file = try TranslationExchange.read(bytes)
        let (files, refused) = try PhrasePack(folder: folder, language: file.language, source: file.source).taking(
            file.units)
        let lines = refused.map {
            "line \($0.line): \($0.id): its holes differ, its source has changed, or there is no such sentence; export it again"
        }
        return (file.language, files, lines)
    }

    private static func text(_ file: TranslationFile, _ format: TranslationFormat, original: String) -> String {
        switch format {
        case .xliff: XLIFFText.write(file, original: original)
        case .csv: TranslationTableText.write(file)
        }
    }

    private static func translationCity(_ connection: Connection) throws -> (TranslationCity, String) {
        let content = try load(connection)
        let settings = content.territory.settings
        return (
            TranslationCity(
                texts: content.texts, languages: settings.languages, taxonomy: content.territory.taxonomy),
            settings.key
        )
    }
}

/// What an import of translations did, or would do.
public struct TranslationImportReport: Sendable, Codable {
    public struct Refusal: Sendable, Codable {
        public var line: Int
        public var id: String
        public var reason: String
        public var remedy: String
    }

    public var language: String
    /// Ids of texts that were taken as drafts.
    public var taken: [String]
    /// Taken, and made from words that the source has no more.
    public var behind: [String]
    public var unchanged: Int
    /// Without a translation.
    public var empty: Int
    public var refused: [Refusal]

    init(_ report: TranslationExchange.Report) {
        language = report.language
        taken = report.taken
        behind = report.behind
        unchanged = report.unchanged
        empty = report.empty
        refused = report.refused.map {
            Refusal(line: $0.line, id: $0.id, reason: $0.reason.rawValue, remedy: Self.remedy($0.reason))
        }
    }

    private static func remedy(_ reason: TranslationExchange.Report.Refusal.Reason) -> String {
        switch reason {
        case .unknown: "no published text has this id; leave the ids as the export wrote them, or export again"
        case .holes: "the names in braces differ from the source; keep each {name} as it stands there"
        case .review: "a reviewer has another translation before them; wait for their answer, then import again"
        case .begun: "somebody has begun another translation at the desk; finish that one, or clear it"
        case .tooLong: "it has more than \(TranslationDesk.longestText) characters; shorten it"
        }
    }

    /// For a terminal.
    public func lines(isRehearsal: Bool) -> [String] {
        refused.map { "line \($0.line): \($0.id): \($0.remedy)" }
            + behind.map { "\($0): the source has changed since; kept as a draft from the former words" }
            + [
                "\(language): \(taken.count) \(isRehearsal ? "would be taken as drafts" : "taken as drafts"), "
                    + "\(unchanged) unchanged, \(empty) empty, \(refused.count) refused"
            ]
    }
}
