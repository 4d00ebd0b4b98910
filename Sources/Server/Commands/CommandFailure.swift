internal import Areas
internal import ArgumentParser
internal import Files
internal import Foundation
internal import Printing
internal import Rules
internal import Store
internal import Web

/// How commands end when something is wrong (numbers of BSD's `sysexits.h`).
enum CommandFailure {
    static let faults = ExitCode(1)
    static let usage = ExitCode(64)
    static let noInput = ExitCode(66)
    static let unavailable = ExitCode(69)
    static let cannotCreate = ExitCode(73)
    static let inputOutput = ExitCode(74)
    static let configuration = ExitCode(78)

    /// Runs `body`; what it throws is told on the standard error, or as JSON, and becomes an exit code.
    /// - Parameter faulty: what is true of the database when files have faults.
    static func told(
        json: Bool = false, faulty: String = "nothing was changed", _ body: () async throws -> Void
    ) async throws {
        do {
            try await body()
        } catch let code as ExitCode {
            throw code
        } catch let faults as FileFaults {
            if json {
                print(try JSONOutput.text(["faults": faults.faults]))
            } else {
                for fault in faults.faults { print(fault) }
            }
            say("\(faults.faults.count) \(faults.faults.count == 1 ? "fault" : "faults"); \(faulty).")
            throw isMissing(faults) ? noInput : Self.faults
        } catch let error as StoreError {
            say("\(error)")
            throw code(error)
        } catch let fault as ServerSettings.Fault {
            say("\(fault)")
            throw configuration
        } catch let error as TerritoryError {
            say("\(error)")
            throw error == .noCity ? noInput : Self.faults
        } catch let fault as HolidayLibrary.Fault {
            say(fault.description)
            throw noInput
        } catch let problem as Problem {
            say(problem.detail)
            for fault in problem.faults { say("\(fault.name) \(fault.reason)") }
            throw usage
        } catch let refusal as PaperRefusal {
            say("\(refusal)")
            throw usage
        } catch let fault as PressFault {
            say("\(fault)")
            throw code(fault)
        } catch let error as CocoaError {
            say(error.localizedDescription)
            throw inputOutput
        } catch {
            say("\(error)")
            throw Self.faults
        }
    }

    static func code(_ error: StoreError) -> ExitCode {
        switch error {
        case .fileMissing, .noTables: noInput
        case .wrongAddress: usage
        case .cannotOpen, .notWritable: cannotCreate
        case .locked, .notADatabase, .corrupt, .diskFull, .inputOutput, .closed, .unreachable, .accessRefused,
            .outcomeUnknown, .noFreeConnection, .tooSlow:
            inputOutput
        default: faults
        }
    }

    static func code(_ fault: PressFault) -> ExitCode {
        switch fault {
        case .missing: unavailable
        case .notWritable: cannotCreate
        case .outOfTime, .tooManyPages, .failed: faults
        }
    }

    /// The one fault is that the file or the folder is not there.
    private static func isMissing(_ faults: FileFaults) -> Bool {
        faults.faults.count == 1 && faults.faults[0].line == 0 && faults.faults[0].what.hasPrefix("there is no such")
    }

    static func say(_ words: String) {
        FileHandle.standardError.write(Data((words + "\n").utf8))
    }
}

/// Says what a long command is doing, when a person is watching.
struct Progress {
    private let isWatched = isatty(2) == 1

    func step(_ words: String) {
        if isWatched { CommandFailure.say(words + " …") }
    }
}

enum JSONOutput {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
