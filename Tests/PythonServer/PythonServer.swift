public import Foundation

/// A server in Python beside the test: a real process, on a port of its own choice.
///
/// The script prints its port in its first line, and ends when its standard input does, so that nothing outlives the tests.
public final class PythonServer: Sendable {
    public let port: Int
    public let process: Int32
    private let running: Running
    private let lines: Lines

    /// - Parameters:
    ///   - script: its path.
    ///   - root: the project's folder.
    public init(_ script: String, _ arguments: [String] = [], root: String) async throws {
        let python = "\(root)/var/venv/bin/python"
        guard FileManager.default.isExecutableFile(atPath: python) else { throw PythonServerError.noPython }
        running = try Running(python, ["-u", script] + arguments)
        process = running.process.processIdentifier
        lines = Lines(running.output)
        guard let port = Int(try await lines.next()) else { throw PythonServerError.ended }
        self.port = port
    }

    /// The next line that the script prints.
    public func line() async throws -> String { try await lines.next() }

    /// Ends the process without warning; it is gone, with its port, on return.
    public func kill() async {
        Foundation.kill(process, SIGKILL)
        await withCheckedContinuation { gone in
            Thread.detachNewThread { [running] in
                running.process.waitUntilExit()
                gone.resume()
            }
        }
    }

    deinit { Foundation.kill(process, SIGKILL) }
}

public enum PythonServerError: Error, CustomStringConvertible {
    case noPython, ended

    public var description: String {
        switch self {
        case .noPython: "var/venv/bin/python is missing: run scripts/setup.sh test"
        case .ended: "the server ended before it gave its port: are its packages there? Run scripts/setup.sh test"
        }
    }
}

/// The process and the two ends that we hold. Only started and ended from here, which Foundation allows from any thread.
private final class Running: @unchecked Sendable {
    let process = Process()
    let output: FileHandle
    private let input = Pipe()

    init(_ program: String, _ arguments: [String]) throws {
        let out = Pipe()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardInput = input
        process.standardOutput = out
        output = out.fileHandleForReading
        try process.run()
    }
}

/// Reads lines on a thread of its own: reading waits.
private final class Lines: Sendable {
    private let stream: AsyncStream<String>

    init(_ handle: FileHandle) {
        let (stream, source) = AsyncStream.makeStream(of: String.self)
        self.stream = stream
        let descriptor = dup(handle.fileDescriptor)
        Thread.detachNewThread {
            var line: [UInt8] = []
            var byte: UInt8 = 0
            while read(descriptor, &byte, 1) == 1 {
                if byte == 0x0A {
                    source.yield(String(decoding: line, as: UTF8.self))
                    line = []
                } else {
                    line.append(byte)
                }
            }
            close(descriptor)
            source.finish()
        }
    }

    func next() async throws -> String {
        for await line in stream { return line }
        throw PythonServerError.ended
    }
}
