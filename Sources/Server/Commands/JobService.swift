internal import Areas
internal import Logging
internal import Rules
internal import ServiceLifecycle

/// Looks every few seconds for work that is due: letters, reminders, clocks of retention.
struct JobService: ServiceLifecycle.Service {
    let runner: JobRunner
    let city: PublishedCity
    let sweep: @Sendable (Instant) async throws -> Int
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var swept: Int64 = 0
            while !Task.isCancelled {
                // Before the first load there is nothing to remind of.
                if city.version == nil {
                    try? await Task.sleep(for: .milliseconds(200))
                    continue
                }
                do {
                    if Clock.now().milliseconds - swept > 600_000 {
                        swept = Clock.now().milliseconds
                        _ = try await sweep(Clock.now())
                    }
                    for done in try await runner.runDue(at: Clock.now()) where done.isFailed {
                        logger.error(
                            "job failed", metadata: ["job": .string(done.job), "error": .string(done.outcome)])
                    }
                } catch is CancellationError {
                    return
                } catch {
                    logger.error("jobs cannot be read", metadata: ["error": .string(String(reflecting: error))])
                }
                try? await Task.sleep(for: .seconds(2))
            }
        }
    }
}
