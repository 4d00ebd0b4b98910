public import Foundation
internal import Programs

/// Turns a page of print into a PDF with WeasyPrint, in a program of its own that ends with the document.
///
/// A file is replaced whole or not at all: the PDF is written beside it, brought to the disk, and renamed (POSIX `rename`).
public struct Press: Sendable {
    /// Milliseconds are enough for a document's time.
    public struct Report: Sendable, Hashable, Codable {
        public var pages: Int
        /// Of paper, when pages are laid on sheets to be folded; else the number of pages.
        public var sheets: Int
        public var bytes: Int
        /// Letters for which the machine has no font: they are not on the paper.
        public var missing: Int
        public var seconds: Double
    }

    private struct Said: Decodable {
        var pages: Int
        var sheets: Int
        var missing: Int
    }

    private let python: String
    private let script: String

    /// Debian's own interpreter first: its packages are not seen by another one.
    private static let interpreters = ["/usr/bin/python3", "python3"]

    /// - Parameter script: `Resources/paper/press.py`.
    public init(script: URL, python: String) {
        self.script = script.path
        self.python = python
    }

    /// The press of this machine.
    /// - Throws: `PressFault.missing` when WeasyPrint is nowhere.
    public static func find(resources: URL) async throws(PressFault) -> Press {
        let script = resources.appendingPathComponent("paper/press.py")
        for python in interpreters {
            let outcome = try? await ChildProgram(python, ["-I", script.path]).run(within: .seconds(30))
            if outcome?.end == .exited(0) { return Press(script: script, python: python) }
        }
        throw .missing
    }

    /// - Parameters:
    ///   - file: replaced when the document is whole.
    ///   - time: after which the work is given up.
    public func print(_ sheet: PrintJob, to file: URL, within time: Duration) async throws(PressFault) -> Report {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("ville-refuge-\(UUID().uuidString)")
        let started = ContinuousClock.now
        let target = try WholeFile(file)
        defer {
            // What is left when something went wrong; nobody reads it.
            try? FileManager.default.removeItem(at: folder)
            target.forget()
        }
        let job = folder.appendingPathComponent("job.json")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try JSONEncoder().encode(sheet).write(to: job)
        } catch {
            throw .notWritable(folder.path)
        }
        let said = try await work([job.path, target.part.path], within: time)
        let bytes = try target.settle()
        return Report(
            pages: said.pages, sheets: said.sheets, bytes: bytes, missing: said.missing,
            seconds: (ContinuousClock.now - started).inSeconds)
    }

    private func work(_ files: [String], within time: Duration) async throws(PressFault) -> Said {
        let outcome: ChildProgram.Outcome
        do throws(ChildProgram.Fault) {
            outcome = try await ChildProgram(
                python, ["-I", script] + files, environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
            ).run(within: time)
        } catch {
            throw .missing
        }
        let line = outcome.said.split(separator: "\n").last.map { Data($0.utf8) } ?? Data()
        let said = try? JSONDecoder().decode(Said.self, from: line)
        switch (outcome.end, said) {
        case (.exited(0), let said?): return said
        case (.exited(3), let said?): throw .tooManyPages(said.pages)
        case (.exited(69), _): throw .missing
        case (.outOfTime, _): throw .outOfTime
        default: throw .failed(String(outcome.said.suffix(2_000)))
        }
    }
}

/// A document for the press.
public struct PrintJob: Sendable, Hashable, Codable {
    public enum Fold: String, Sendable, Hashable, Codable {
        case none
        /// A5 pages on A4 sheets that are laid into each other and folded once.
        case booklet
        /// Six pages on one A4 sheet that is folded in three.
        case panels
    }

    /// A whole page with its style; images are `paper:name`, one of `drawings`.
    public var html: String
    /// SVG by name.
    public var drawings: [String: String]
    public var fold = Fold.none
    public var rightToLeft = false
    /// More pages than this are refused with `PressFault.tooManyPages`.
    public var most: Int?
    /// Process that waits for the document: the press ends with it.
    var parent = ProcessInfo.processInfo.processIdentifier

    public init(html: String, drawings: [String: String]) {
        self.html = html
        self.drawings = drawings
    }
}

public enum PressFault: Error, Sendable, Hashable, CustomStringConvertible {
    case missing
    case notWritable(String)
    case outOfTime
    case tooManyPages(Int)
    case failed(String)

    public var description: String {
        switch self {
        case .missing:
            "WeasyPrint is not on this machine: apt-get install weasyprint python3-pypdf fonts-noto-core fonts-wqy-microhei"
        case .notWritable(let path): "\(path): nothing can be written there; choose another --out"
        case .outOfTime: "the document took too long and was given up; ask for one theme or one district"
        case .tooManyPages(let pages): "the document has \(pages) pages, more than can be folded"
        case .failed(let said): "WeasyPrint could not make the document: \(said)"
        }
    }
}

extension Duration {
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
