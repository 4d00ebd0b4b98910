import Foundation
import Testing

/// The house leans one way. This reads the sources: imports of each target, and names that one area takes from another.
@Suite struct LayeringTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// What each room may import of the project and of the packages, besides Swift's own modules.
    static let allowed: [String: Set<String>] = [
        "Search": [],
        "Programs": ["Subprocess", "SystemPackage"],
        "Speech": ["Programs"],
        "Store": ["CLibPQ", "Crypto", "GRDB", "Programs"],
        "Vault": ["CLibArchive", "CLibQREncode", "Crypto", "CryptoExtras"],
        "Post": ["CLibCurl", "Programs"],
        "OpenID": ["AsyncHTTPClient", "Crypto", "JWTKit", "NIOCore"],
        "Files": ["Rules", "Yams"],
        "Web": ["Rules", "CZlib", "Hummingbird", "HTTPTypes", "NIOCore", "Logging"],
    ]
    static let ofSwift: Set<String> = ["Foundation", "Synchronization", "Glibc", "Musl", "Darwin", "Dispatch"]

    /// From the ground up: an area may use those before it.
    static let order = [
        "Records", "Territory", "Identity", "Community", "Sound", "Rights", "Guide", "Events", "Translations",
        "Casework", "Plan", "City",
    ]

    static func swiftFiles(_ folder: String) -> [URL] {
        let base = root.appendingPathComponent("Sources/\(folder)")
        guard let names = FileManager.default.enumerator(atPath: base.path) else { return [] }
        return names.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted()
            .map { base.appendingPathComponent($0) }
    }

    static func imports(_ file: URL) throws -> Set<String> {
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        return Set(
            lines.compactMap { line -> String? in
                let words = line.split(separator: " ").map(String.init)
                guard let position = words.firstIndex(of: "import"), position <= 2, position + 1 < words.count,
                    words[..<position].allSatisfy({
                        ["public", "internal", "private", "package", "@testable"].contains($0)
                    })
                else { return nil }
                return words[position + 1]
            })
    }

    @Test(arguments: Array(allowed.keys).sorted())
    func roomImportsOnlyWhatItMay(_ room: String) throws {
        let files = Self.swiftFiles(room)
        #expect(!files.isEmpty)
        for file in files {
            let foreign = try Self.imports(file).subtracting(Self.ofSwift).subtracting(Self.allowed[room] ?? [])
            #expect(foreign.isEmpty, "\(file.lastPathComponent) imports \(foreign.sorted())")
        }
    }

    @Test func rulesImportNothingButSwift() throws {
        for area in Self.order {
            for file in Self.swiftFiles("Areas/\(area)/Rules") {
                let foreign = try Self.imports(file).subtracting(["Foundation", "Glibc", "Musl", "Darwin"])
                #expect(foreign.isEmpty, "\(area)/Rules/\(file.lastPathComponent) imports \(foreign.sorted())")
            }
        }
    }

    /// Rules have no clock, no file and no network of their own.
    @Test(arguments: [
        "Date()", "Date.now", "FileManager", "URLSession", "FoundationNetworking", "ContinuousClock", "ProcessInfo",
    ])
    func rulesAndSearchAskNothingOfTheWorld(_ word: String) throws {
        let files = Self.order.flatMap { Self.swiftFiles("Areas/\($0)/Rules") } + Self.swiftFiles("Search")
        for file in files {
            #expect(
                try !String(contentsOf: file, encoding: .utf8).contains(word), "\(file.lastPathComponent) uses \(word)")
        }
    }

    @Test func onlyTheStoreKnowsADriver() throws {
        for file in Self.swiftFiles("") where !file.path.contains("/Sources/Store/") {
            #expect(try !Self.imports(file).contains("GRDB"), "\(file.lastPathComponent)")
        }
    }

    /// Types that an area declares: in its rules and in `<Area>.swift` they are offered, elsewhere they are its own.
    static func types(_ area: String) throws -> (offered: Set<String>, own: Set<String>) {
        var offered: Set<String> = []
        var own: Set<String> = []
        for file in swiftFiles("Areas/\(area)") {
            // Records is the ground of all areas: what it declares is for them.
            let isOffered =
                area == "Records" || file.path.contains("/\(area)/Rules/") || file.lastPathComponent == "\(area).swift"
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                guard let name = declaredType(line) else { continue }
                if isOffered { offered.insert(name) } else { own.insert(name) }
            }
        }
        return (offered, own.subtracting(offered))
    }

    /// The name of a type declared at the left margin.
    static func declaredType(_ line: Substring) -> String? {
        let words = line.split(whereSeparator: { " :<({".contains($0) }).map(String.init)
        guard line.first?.isWhitespace == false,
            let keyword = words.firstIndex(where: { ["struct", "enum", "class", "protocol", "actor"].contains($0) }),
            words[..<keyword].allSatisfy({
                ["public", "final", "internal", "private", "fileprivate", "indirect"].contains($0)
            }),
            keyword + 1 < words.count, !words[..<keyword].contains("private"),
            !words[..<keyword].contains("fileprivate")
        else { return nil }
        return words[keyword + 1]
    }

    static func identifiers(_ file: URL) throws -> Set<String> {
        var found: Set<String> = []
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            if line.drop(while: \.isWhitespace).hasPrefix("//") { continue }
            for word in line.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "_") }) {
                found.insert(String(word))
            }
        }
        return found
    }

    @Test func areasLeanOneWayAndThroughTheirDoors() throws {
        let types = try Dictionary(uniqueKeysWithValues: Self.order.map { ($0, try Self.types($0)) })
        var breaches: [String] = []
        for (index, area) in Self.order.enumerated() where area != "City" {
            let ownNames = (types[area]?.own ?? []).union(types[area]?.offered ?? [])
            for file in Self.swiftFiles("Areas/\(area)") {
                let words = try Self.identifiers(file)
                for (other, declared) in types where other != area {
                    let isBelow = (Self.order.firstIndex(of: other) ?? 0) < index
                    let forbidden = (isBelow ? declared.own : declared.own.union(declared.offered)).subtracting(
                        ownNames)
                    for name in words.intersection(forbidden).sorted() {
                        breaches.append("\(area)/\(file.lastPathComponent) uses \(name) of \(other)")
                    }
                }
            }
        }
        #expect(breaches.isEmpty, "\(breaches.sorted().joined(separator: "\n"))")
    }

    /// The test must be able to fail: a name planted in a sentence is found.
    @Test func theReaderOfNamesWorks() {
        #expect(Self.declaredType("public struct GuideSnapshot: Sendable {") == "GuideSnapshot")
        #expect(Self.declaredType("final class ItemCache: Sendable {") == "ItemCache")
        #expect(Self.declaredType("    struct Inner {") == nil)
        #expect(Self.declaredType("private enum Hidden {") == nil)
    }
}
