internal import Rules
internal import Store
internal import Web

/// Files for translators elsewhere, and files that come back.
extension TranslationDesk {
    static let largestFile = 8 << 20

    var fileRoutes: [DeskRoute] {
        [
            DeskRoute(
                .get, "translation-files", .rule(.translation, .edit),
                "The forms with which texts go out and come back."
            ) { call in .show(TranslationFilesPage(city: try city()).page(call.visit), data: JSONText(members: [])) },
            DeskRoute(
                .get, "translation-files/export", .rule(.translation, .export),
                "The texts of one language as a file: XLIFF 2.1 or CSV.",
                fields: [
                    .init("language", "BCP 47.", isNeeded: true), .init("format", "xliff or csv; left out: xliff."),
                    .init("state", "missing, draft, review, reviewed or outdated; left out: all.", isList: true),
                    .init("kind", "service, site, sheet or checklist; left out: all."),
                ]
            ) { try await export($0) },
            DeskRoute(
                .post, "translation-files", says: "translations-taken", .rule(.translation, .edit),
                "Takes a file back: XLIFF 2 or CSV. What it holds are drafts.",
                fields: [
                    .init("file", "The file (multipart), at most 8 MB."),
                    .init("content", "Its text, for programs that send no file."),
                    .init("write", "on: write; left out: only say what would be done."),
                ], largestBody: Self.largestFile
            ) { try await take($0) },
        ]
    }

    private func export(_ call: DeskCall) async throws -> DeskAnswer {
        let city = try city()
        let filter = try TranslationFilter(FormValues(call.query.pairs.filter { $0.name != "state" }), city)
        let states = call.query.all("state").compactMap { TranslationState(rawValue: $0) }
        let format = call.query["format"] ?? "xliff"
        guard let language = filter.language, ["xliff", "csv"].contains(format),
            states.count == call.query.all("state").count
        else {
            let faults = [Problem.Fault(name: "language", reason: "language, format and state must be known ones")]
            throw Problem(.badRequest, "Say which language, and how: xliff or csv.", faults: faults)
        }
        let file = try await workplace.database.read {
            try TranslationExchange(connection: $0, city: city).export(language, states: Set(states), kind: filter.kind)
        }
        let text =
            format == "csv"
            ? TranslationTableText.write(file) : XLIFFText.write(file, original: call.visit.settings.key)
        return .file(
            Array(text.utf8), type: format == "csv" ? "text/csv; charset=utf-8" : XLIFFText.type,
            name: "\(call.visit.settings.key)-\(language).\(format == "csv" ? "csv" : "xlf")")
    }

    private func take(_ call: DeskCall) async throws -> DeskAnswer {
        let city = try city()
        let form = TranslationFilesPage(city: city, typed: call.form)
        let bytes = call.form.file("file")?.bytes ?? call.form["content"].map { Array($0.utf8) } ?? []
        guard !bytes.isEmpty else {
            let faults = [Self.fault("file", "is missing", "translation.fault.file")]
            return .mend(form.page(call.visit, faults), faults)
        }
        let isWritten = call.form.isTicked("write")
        let report: TranslationExchange.Report
        do {
            let file = try TranslationExchange.read(bytes)
            report = try await workplace.database.write { connection in
                let report = try TranslationExchange(connection: connection, city: city).take(
                    file, caller: call.caller, now: call.now, isRehearsal: !isWritten)
                if isWritten, !report.taken.isEmpty {
                    try workplace.note(
                        connection,
                        AuditEntry(
                            call.caller, .edit, Permission.Subject.translation.rawValue, "file/\(file.language)"),
                        now: call.now)
                }
                return report
            }
        } catch let fault as MarkupFault {
            let faults = [
                Self.fault(
                    "file", "\(fault)", "translation.fault.unreadable",
                    ["line": String(fault.line), "what": fault.what])
            ]
            return .mend(form.page(call.visit, faults), faults)
        }
        // Whoever wrote without a refusal is done; everybody else has something to read.
        if isWritten, report.refused.isEmpty, report.behind.isEmpty {
            return .done(
                SitePath("work", "translations", query: [("language", report.language)]), data: report.json)
        }
        return .show(form.page(call.visit, report: report, isWritten: isWritten), data: report.json)
    }
}

extension TranslationExchange.Report {
    /// `language`, `taken`, `behind` (made from words that the source has no more), `unchanged`, `empty`, `refused`: `line`, `id`, `reason`
    var json: JSONText {
        JSONText(members: [
            ("language", JSONText(language)), ("taken", JSONText(taken)), ("behind", JSONText(behind)),
            ("unchanged", JSONText(unchanged)), ("empty", JSONText(empty)),
            (
                "refused",
                JSONText(
                    refused.map {
                        JSONText(members: [
                            ("line", JSONText($0.line)), ("id", JSONText($0.id)),
                            ("reason", JSONText($0.reason.rawValue)),
                        ])
                    })
            ),
        ])
    }
}
