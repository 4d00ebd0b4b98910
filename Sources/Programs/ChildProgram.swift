internal import Dispatch
internal import Subprocess
internal import Synchronization
internal import SystemPackage

/// Another program of the machine, run to its end: a mail program, PostgreSQL's own tools.
///
/// Through swift-subprocess: Foundation's `Process` reads past the end of a directory listing when more than some 1,300 files
/// and connections are open, and takes the whole server with it. See docs/decisions/0020.
public struct ChildProgram: Sendable {
    public enum End: Sendable, Hashable {
        case exited(Int32)
        case killed(signal: Int32)
        /// It was ended because its time was over.
        case outOfTime
    }

    public struct Outcome: Sendable, Hashable {
        public var end: End
        /// What it wrote on both of its outputs; empty when nobody listens.
        public var said: String
    }

    public enum Fault: Error, Sendable, Hashable {
        case notFound
        case notStarted(String)
    }

    /// Bytes of what a program says that are kept.
    private static let mostSaid = 4_000_000

    private let executable: Executable
    private let arguments: [String]
    private let environment: [String: String]?

    /// - Parameters:
    ///   - program: an absolute path, or a name that is looked for in PATH.
    ///   - environment: the whole of it; `nil`: ours.
    public init(_ program: String, _ arguments: [String], environment: [String: String]? = nil) {
        executable = program.hasPrefix("/") ? .path(FilePath(program)) : .name(program)
        self.arguments = arguments
        self.environment = environment
    }

    /// - Parameters:
    ///   - input: an open descriptor that becomes its standard input and is closed here; `nil`: it reads nothing.
    ///   - listens: whether what it says is kept.
    ///   - time: after which it is killed.
    public func run(input: Int32? = nil, listens: Bool = true, within time: Duration? = nil) async throws(Fault)
        -> Outcome
    {
        do {
            return try await withThrowingTaskGroup(of: Outcome?.self) { group in
                group.addTask { try await whole(input: input, listens: listens) }
                if let time {
                    group.addTask {
                        try await Task.sleep(for: time)
                        return nil
                    }
                }
                let first = try await group.next() ?? nil
                group.cancelAll()
                // Nothing of it is left when we return.
                while !group.isEmpty { _ = try? await group.next() }
                return first ?? Outcome(end: .outOfTime, said: "")
            }
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw .notFound
        } catch {
            throw .notStarted("\(error)")
        }
    }

    private func whole(input: Int32?, listens: Bool) async throws -> Outcome {
        let ours = environment.map { values in
            Environment.custom(
                Dictionary(
                    values.compactMap { name, value in Environment.Key(rawValue: name).map { ($0, value) } },
                    uniquingKeysWith: { first, _ in first }))
        }
        let given: FileDescriptor
        if let input {
            given = FileDescriptor(rawValue: input)
        } else {
            given = try FileDescriptor.open("/dev/null", .readOnly)
        }
        let reading = FileDescriptorInput.fileDescriptor(given, closeAfterSpawningProcess: true)
        if !listens {
            let result = try await Subprocess.run(
                executable, arguments: Arguments(arguments), environment: ours ?? .inherit, input: reading,
                output: .discarded, error: .discarded)
            return Outcome(end: End(result.terminationStatus), said: "")
        }
        let result = try await Subprocess.run(
            executable, arguments: Arguments(arguments), environment: ours ?? .inherit, input: reading,
            output: .bytes(limit: Self.mostSaid), error: .combinedWithOutput)
        return Outcome(
            end: End(result.terminationStatus), said: String(decoding: result.standardOutput, as: UTF8.self))
    }

    /// The same for a thread of one's own: waits on it. Never to be called from a task.
    public func wait(input: Int32? = nil, listens: Bool = true, within time: Duration? = nil) throws(Fault) -> Outcome {
        let ended = DispatchSemaphore(value: 0)
        let result = Mutex<Result<Outcome, Fault>>(.failure(.notStarted("")))
        Task {
            let outcome: Result<Outcome, Fault>
            do throws(Fault) {
                outcome = .success(try await run(input: input, listens: listens, within: time))
            } catch {
                outcome = .failure(error)
            }
            result.withLock { $0 = outcome }
            ended.signal()
        }
        ended.wait()
        return try result.withLock { $0 }.get()
    }
}

extension ChildProgram.End {
    init(_ status: TerminationStatus) {
        switch status {
        case .exited(let code): self = .exited(code)
        case .signaled(let signal): self = .killed(signal: signal)
        }
    }
}
