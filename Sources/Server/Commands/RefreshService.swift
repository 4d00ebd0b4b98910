internal import Areas
internal import Logging
internal import ServiceLifecycle
internal import Store

/// Swaps the guide when the database says that its content changed, and looks now and then by itself: a new day may have
/// begun, a notice may have been lost.
struct RefreshService: Service {
    let city: PublishedCity
    let database: Database
    let logger: Logger

    /// How late the guide may be on a new day.
    private static let rhythm = Duration.seconds(20)
    private static let patience = Duration.seconds(5)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            // One after the other: a change that comes while the guide is being loaded is looked at afterwards.
            let (occasions, occasion) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    for await _ in database.changes("content") { occasion.yield() }
                }
                group.addTask {
                    while !Task.isCancelled {
                        // Cancelled: the loop ends.
                        try? await Task.sleep(for: Self.rhythm)
                        occasion.yield()
                    }
                }
                for await _ in occasions { await refresh() }
                await group.waitForAll()
            }
        }
    }

    /// Until it succeeds: a change that was told once is not forgotten because the database was away.
    private func refresh() async {
        while !Task.isCancelled {
            do {
                if try await city.refresh() {
                    logger.info(
                        "guide swapped",
                        metadata: [
                            "version": .stringConvertible(city.version ?? 0),
                            "services": .stringConvertible(city.serviceCount ?? 0),
                        ])
                }
                return
            } catch is CancellationError {
                return
            } catch TerritoryError.noCity {
                return
            } catch {
                logger.error("refresh failed", metadata: ["error": .string(String(reflecting: error))])
                try? await Task.sleep(for: Self.patience)
            }
        }
    }
}
