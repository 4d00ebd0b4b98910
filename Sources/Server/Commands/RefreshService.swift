internal import Areas
internal import Logging
internal import ServiceLifecycle

/// Asks the database once a second whether something changed, and swaps the guide when it did.
struct RefreshService: Service {
    let city: PublishedCity
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: .milliseconds(800))
                do {
                    if try await city.refresh() {
                        logger.info(
                            "guide swapped",
                            metadata: [
                                "version": .stringConvertible(city.version ?? 0),
                                "services": .stringConvertible(city.serviceCount ?? 0),
                            ])
                    }
                } catch is CancellationError {
                    return
                } catch TerritoryError.noCity {
                    continue
                } catch {
                    logger.error("refresh failed", metadata: ["error": .string(String(reflecting: error))])
                    try? await Task.sleep(for: .seconds(5))
                }
            }
        }
    }
}
