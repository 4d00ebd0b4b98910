import Foundation
import Printing

/// A press whose work is a few lines of Python: it fails, waits or dies where a test wants it.
struct FakePress {
    let folder: URL
    let press: Press

    /// - Parameter lines: Python; `job` and `out` are the two paths, `say(pages)` ends well.
    init(_ lines: String) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "ville-refuge-press-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let script = folder.appendingPathComponent("press.py")
        let head = """
            import json, os, pathlib, signal, sys, time
            job, out = sys.argv[1], sys.argv[2]
            folder = pathlib.Path(\(String(reflecting: folder.path)))
            def say(pages):
                print(json.dumps({"pages": pages, "sheets": pages, "missing": 0}))

            """
        try (head + lines).write(to: script, atomically: true, encoding: .utf8)
        press = Press(script: script, python: "python3")
    }

    var file: URL { folder.appendingPathComponent("out.pdf") }

    func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0 != "press.py" }.sorted()
    }
}
