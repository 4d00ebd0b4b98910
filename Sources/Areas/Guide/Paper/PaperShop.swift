internal import Foundation
public import Printing
internal import Rules
public import Web

/// Prints what readers ask for from the pages: few at once, and each document once for its day and its state of the guide.
public struct PaperShop: Sendable {
    /// What makes one document differ from another.
    struct Ticket: WorkTicket {
        var origin: String
        var city: String
        var version: Int
        var day: LocalDate
        var order: PaperOrder

        /// Of yesterday, or of an older state of the guide.
        func isOlder(than other: Ticket) -> Bool {
            guard city == other.city, origin == other.origin else { return false }
            return version < other.version || (version == other.version && day < other.day)
        }
    }

    /// A document takes some 110 MB while it is made.
    public typealias Limits = WorkshopLimits

    private let press: Press
    private let time: Duration
    private let workshop: Workshop<Ticket>

    public init(_ press: Press, limits: Limits = Limits()) {
        self.press = press
        time = limits.time
        workshop = Workshop(
            limits, refusal: "Many documents are being printed. Try again in half a minute.")
    }

    /// The bytes of the document.
    /// - Throws: `Problem(.unavailable)` when too many are being made or it takes too long; `PressFault`, which is ours to mend.
    func pdf(_ ticket: Ticket, _ write: @escaping @Sendable () -> OrderedPaper) async throws -> [UInt8] {
        try await workshop.bytes(ticket) { [press, time] in
            let file = FileManager.default.temporaryDirectory.appendingPathComponent(
                "ville-refuge-\(UUID().uuidString).pdf")
            // The bytes are in memory then.
            defer { try? FileManager.default.removeItem(at: file) }
            do {
                _ = try await write().print(on: press, to: file, within: time)
            } catch PressFault.outOfTime {
                throw Problem(.unavailable, "The document took too long to print.")
            }
            return [UInt8](try Data(contentsOf: file))
        }
    }
}
