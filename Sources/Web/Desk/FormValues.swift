internal import Foundation
public import Hummingbird
internal import NIOCore

/// What was typed into a form, or sent as JSON: names and texts in their order, and files.
public struct FormValues: Sendable, Hashable {
    public struct File: Sendable, Hashable {
        public var field: String
        /// As the sender calls it: never used as a path.
        public var name: String
        public var type: String
        public var bytes: [UInt8]

        public init(field: String, name: String, type: String, bytes: [UInt8]) {
            self.field = field
            self.name = name
            self.type = type
            self.bytes = bytes
        }
    }

    public var pairs: [(name: String, value: String)]
    public var files: [File]

    public init(_ pairs: [(name: String, value: String)] = [], files: [File] = []) {
        self.pairs = pairs
        self.files = files
    }

    /// The last value of that name, without white space at its ends; `nil` when it is missing or empty.
    public subscript(name: String) -> String? {
        guard let value = pairs.last(where: { $0.name == name })?.value.trimmed, !value.isEmpty else { return nil }
        return value
    }

    /// All values of that name that are not empty (boxes that are ticked, languages that are chosen).
    public func all(_ name: String) -> [String] {
        pairs.filter { $0.name == name }.map(\.value.trimmed).filter { !$0.isEmpty }
    }

    /// As it was typed, for showing it again.
    public func typed(_ name: String) -> String { pairs.last { $0.name == name }?.value ?? "" }

    /// A box.
    public func isTicked(_ name: String) -> Bool { ["on", "true", "1", "yes"].contains(self[name] ?? "") }

    public func file(_ name: String) -> File? { files.first { $0.field == name && !$0.bytes.isEmpty } }

    public static func == (left: FormValues, right: FormValues) -> Bool {
        left.files == right.files && left.pairs.elementsEqual(right.pairs) { $0 == $1 }
    }

    public func hash(into hasher: inout Hasher) {
        for pair in pairs {
            hasher.combine(pair.name)
            hasher.combine(pair.value)
        }
        hasher.combine(files)
    }
}

extension FormValues {
    /// Reads the body of a request: `application/x-www-form-urlencoded`, `multipart/form-data` or `application/json`.
    /// - Parameter largest: bytes that are read at most.
    /// - Throws: `Problem(.badRequest)`, `Problem(.tooLarge)`.
    public static func read(_ request: Request, largest: Int) async throws -> FormValues {
        if let announced = request.headers[.contentLength].flatMap({ Int($0) }), announced > largest {
            throw Problem(.tooLarge, "The form is larger than this address takes (\(largest) bytes).")
        }
        let type = request.headers[.contentType]?.lowercased() ?? ""
        let buffer: ByteBuffer
        do {
            buffer = try await request.body.collect(upTo: largest)
        } catch let known as any HTTPResponseError {
            throw known
        } catch is NIOTooManyBytesError {
            throw Problem(.tooLarge, "The form is larger than this address takes (\(largest) bytes).")
        } catch {
            throw Problem(.badRequest, "The form did not arrive whole.")
        }
        if buffer.readableBytes == 0 { return FormValues() }
        if type.hasPrefix("application/x-www-form-urlencoded") {
            guard let text = buffer.getString(at: buffer.readerIndex, length: buffer.readableBytes, encoding: .utf8)
            else { throw Problem(.badRequest, "The form is not UTF-8.") }
            return FormValues(try pairs(text))
        }
        if type.hasPrefix("application/json") { return FormValues(try JSONForm.pairs(Array(buffer.readableBytesView))) }
        if type.hasPrefix("multipart/form-data") {
            return try MultipartForm(type: request.headers[.contentType] ?? "", bytes: Array(buffer.readableBytesView))
                .values()
        }
        throw Problem(
            .badRequest,
            "Send application/x-www-form-urlencoded, multipart/form-data or application/json.")
    }

    /// The most fields that one form has.
    static let mostPairs = 2_000

    private static func pairs(_ text: String) throws -> [(name: String, value: String)] {
        let parts = text.split(separator: "&")
        guard parts.count <= mostPairs else { throw Problem(.tooLarge, "The form has too many fields.") }
        return try parts.map { pair in
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = FormDecoding.decode(sides[0])
            let value = sides.count > 1 ? FormDecoding.decode(sides[1]) : ""
            try refuseControl(name, value)
            // A text area sends CR LF (HTML, 4.10.21.4); inside the house a line ends with LF.
            return (name, value.contains("\r") ? value.replacing("\r\n", with: "\n") : value)
        }
    }

    /// NUL and its like are in no language: databases cut or refuse them.
    static func refuseControl(_ name: String, _ value: String) throws {
        let isClean = value.unicodeScalars.allSatisfy { $0.value >= 32 || $0 == "\n" || $0 == "\r" || $0 == "\t" }
        guard isClean, !value.contains("\u{FFFD}"), name.utf8.count <= 100,
            name.unicodeScalars.allSatisfy({ $0.value >= 32 })
        else {
            throw Problem(
                .badRequest, "A field holds characters that are not text.",
                faults: [.init(name: String(name.prefix(60)), reason: "holds control characters, or is not UTF-8")])
        }
    }
}
