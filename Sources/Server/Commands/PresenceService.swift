internal import Areas
internal import Logging
internal import ServiceLifecycle

/// Says every few seconds with which key this server seals. Apart from the jobs, which a slow mail server may hold up for minutes.
struct PresenceService: ServiceLifecycle.Service {
    let presence: ServerPresence
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await presence.tell(now: Clock.now())
                } catch is CancellationError {
                    break
                } catch let fault as IdentityFault {
                    logger.error("nothing can be sealed", metadata: ["error": .string(fault.description)])
                } catch {
                    logger.error(
                        "the key in use cannot be told", metadata: ["error": .string(String(reflecting: error))])
                }
                try? await Task.sleep(for: .milliseconds(ServerPresence.every))
            }
        }
        // When it cannot be said, it is known after two minutes of silence.
        try? await presence.leave()
    }
}
