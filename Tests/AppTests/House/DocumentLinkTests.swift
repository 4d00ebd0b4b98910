import Areas
import Foundation
import Rules
import Testing

/// What is written for people who read the project leads somewhere, and says what the program says.
@Suite struct DocumentLinkTests {
    private static func documents() throws -> [URL] {
        let root = LayeringTests.root
        let inside = FileManager.default.enumerator(atPath: root.appendingPathComponent("docs").path)?
            .compactMap { $0 as? String }.filter { $0.hasSuffix(".md") }
            .map { root.appendingPathComponent("docs/\($0)") }
        let above = try FileManager.default.contentsOfDirectory(atPath: root.path).filter { $0.hasSuffix(".md") }
            .map { root.appendingPathComponent($0) }
        return (inside ?? []) + above
    }

    /// As readers of Markdown make an anchor of a heading: small letters, digits and hyphens.
    private static func anchors(_ text: String) -> Set<String> {
        Set(
            text.split(separator: "\n").filter { $0.hasPrefix("#") }.map { line in
                let words = line.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces).lowercased()
                return String(
                    words.filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" || $0 == "_" }.map {
                        $0 == " " ? "-" : $0
                    })
            })
    }

    @Test func everyRelativeLinkLeadsToAFileAndAHeading() throws {
        var count = 0
        let link = /\]\(([^)\s]+)\)/
        for document in try Self.documents() {
            let text = try String(contentsOf: document, encoding: .utf8).replacing(
                /```.*?```/.dotMatchesNewlines(), with: "")
            for match in text.matches(of: link) {
                let address = String(match.output.1)
                guard !address.contains(/^[a-z]+:/) else { continue }
                let sides = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(
                    String.init)
                let target =
                    sides[0].isEmpty
                    ? document : document.deletingLastPathComponent().appendingPathComponent(sides[0]).standardized
                count += 1
                let there = FileManager.default.fileExists(atPath: target.path)
                #expect(there, "\(document.lastPathComponent): \(address)")
                guard there, sides.count > 1, target.pathExtension == "md" else { continue }
                #expect(
                    Self.anchors(try String(contentsOf: target, encoding: .utf8)).contains(sides[1]),
                    "\(document.lastPathComponent): \(address)")
            }
        }
        #expect(count > 60, "\(count)")
    }

    /// A guide for members sends nobody into the sources: the table of rights is a page of the guide.
    @Test func guidesForMembersDoNotSendIntoTheSources() throws {
        for document in try Self.documents() where document.path.contains("/docs/guide/") {
            let name = document.lastPathComponent
            guard ["directory.md", "referrals.md", "services-desk.md", "permissions.md"].contains(name) else {
                continue
            }
            #expect(!(try String(contentsOf: document, encoding: .utf8)).contains("](../../../Sources/"), "\(name)")
        }
    }

    @Test(arguments: ["en", "fr"])
    func theRolesOfTheServersGuideAreThoseOfTheProgram(_ language: String) throws {
        let file = LayeringTests.root.appendingPathComponent("docs/guide/\(language)/server.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        let line = try #require(text.split(separator: "\n").first { $0.contains("`--role`") })
        let told = line.matches(of: /`([a-z]+(?:-[a-z]+)*)`/).map { String($0.output.1) }
        #expect(told == Role.allCases.map(\.rawValue), "\(told)")
        let wards = try #require(text.split(separator: "\n").first { $0.contains("`--ward`") })
        let named = wards.matches(of: /`([a-z]+(?:-[a-z]+)*)`/).map { String($0.output.1) }
        #expect(named == Ward.allCases.map(\.rawValue), "\(named)")
    }
}
