internal import Areas
internal import Logging
internal import ServiceLifecycle

/// Looks every few seconds for work that is due: letters, reminders, clocks of retention.
struct JobService: Service {
    let runner: JobRunner
    let city: PublishedCity
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                // Before the first load there is nothing to remind of.
                if city.version == nil {
                    try? await Task.sleep(for: .milliseconds(200))
                    continue
                }
                do {
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
