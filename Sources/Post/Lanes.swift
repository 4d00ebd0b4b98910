internal import Dispatch
internal import Synchronization

/// Threads for work that blocks, so that a slow mail server never holds one of Swift's own threads.
///
/// Each lane is one thread at a time, its work in order.
final class Lanes: Sendable {
    private let queues: [DispatchQueue]
    private let turn = Atomic<Int>(0)

    init(count: Int, label: String) {
        queues = (0..<max(1, count)).map { DispatchQueue(label: "\(label).\($0)") }
    }

    /// Runs the work on the next lane. If the task is cancelled, `stop` says so to the work, which should end soon.
    func run(_ work: @escaping @Sendable (_ stop: StopSign) throws(CarrierError) -> Void) async throws(CarrierError) {
        let stop = StopSign()
        let queue = queues[turn.wrappingAdd(1, ordering: .relaxed).oldValue % queues.count]
        let outcome: Result<Void, CarrierError> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.async {
                    continuation.resume(
                        returning: Result { () throws(CarrierError) in
                            guard !stop.isUp else { throw .temporary(.cancelled, code: nil) }
                            try work(stop)
                        })
                }
            }
        } onCancel: {
            stop.raise()
        }
        try outcome.get()
    }
}

/// Tells blocking work that nobody waits for it any more.
final class StopSign: Sendable {
    private let raised = Atomic<Bool>(false)

    var isUp: Bool { raised.load(ordering: .relaxed) }
    func raise() { raised.store(true, ordering: .relaxed) }
}
