internal import HTTPTypes
public import Hummingbird

/// What an address answers when it cannot do what was asked (RFC 9457), as JSON for programs and as a page for people.
public struct Problem: Error, Sendable, Hashable {
    /// One faulty parameter or field, and how to mend it.
    public struct Fault: Sendable, Hashable {
        public var name: String
        /// In English, for programs.
        public var reason: String
        /// The same for people: a phrase of the language files, and what fills its holes.
        public var phrase: String?
        public var holes: [String: String]
        /// Phrase of the field's label: the head of the page names the field.
        public var label: String?
        /// Id of the box in which it stands, when several have the field's name; `nil`: the first of them.
        public var anchor: String?
        /// In a table that was sent.
        public var place: Place?

        public init(
            name: String, reason: String, phrase: String? = nil, holes: [String: String] = [:], label: String? = nil,
            place: Place? = nil
        ) {
            self.name = name
            self.reason = reason
            self.phrase = phrase
            self.holes = holes
            self.label = label
            self.place = place
        }
    }

    /// Where in a table a fault stands, and what stands there.
    public struct Place: Sendable, Hashable {
        /// For programs: which fault it is, the same in every language.
        public var code: String
        /// From 1; `nil`: of the whole table.
        public var line: Int?
        /// The heading, or the number of the column.
        public var column: String?
        public var found: String?

        public init(code: String, line: Int?, column: String?, found: String?) {
            self.code = code
            self.line = line
            self.column = column
            self.found = found
        }
    }

    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case badRequest = "bad-request"
        case unauthorised = "unauthorised"
        case forged = "forged"
        case notFound = "not-found"
        case methodNotAllowed = "method-not-allowed"
        case notAcceptable = "not-acceptable"
        case conflict = "conflict"
        case unprocessable = "unprocessable"
        case tooLarge = "too-large"
        case tooMany = "too-many"
        case unavailable = "unavailable"
        case fault = "fault"

        public var status: HTTPResponse.Status {
            switch self {
            case .badRequest: .badRequest
            case .unauthorised: .unauthorized
            case .forged: .forbidden
            case .notFound: .notFound
            case .methodNotAllowed: .methodNotAllowed
            case .notAcceptable: .notAcceptable
            case .conflict: .conflict
            case .unprocessable: .unprocessableContent
            case .tooLarge: .contentTooLarge
            case .tooMany: .tooManyRequests
            case .unavailable: .serviceUnavailable
            case .fault: .internalServerError
            }
        }

        /// Seconds after which it is worth asking again (`Retry-After`).
        var comeBackIn: String? { self == .unavailable || self == .tooMany ? "30" : nil }

        public var title: String {
            switch self {
            case .badRequest: "The request has a parameter that cannot be read"
            case .unauthorised: "Sign in first"
            case .forged: "The form was not one of ours"
            case .notFound: "Nothing is here"
            case .methodNotAllowed: "This address does not take that method"
            case .notAcceptable: "This address has no answer in that format"
            case .conflict: "Someone else changed it meanwhile"
            case .unprocessable: "A field has to be mended"
            case .tooLarge: "The request is too large"
            case .tooMany: "Too many tries"
            case .unavailable: "The guide is not loaded yet"
            case .fault: "The server made a mistake"
            }
        }
    }

    public var kind: Kind
    public var detail: String
    public var faults: [Fault]

    public init(_ kind: Kind, _ detail: String, faults: [Fault] = []) {
        self.kind = kind
        self.detail = detail
        self.faults = faults
    }

    /// `application/problem+json`, with the request's reference so that it can be found in the log.
    public func json(reference: String) -> JSONText {
        JSONText(members: [
            ("type", JSONText("/problems/\(kind.rawValue)")),
            ("title", JSONText(kind.title)),
            ("status", JSONText(kind.status.code)),
            ("detail", JSONText(detail)),
            ("instance", JSONText("urn:request:\(reference)")),
            (
                "errors",
                faults.isEmpty
                    ? nil
                    : JSONText(
                        faults.map {
                            JSONText(members: [
                                ("parameter", JSONText($0.name)), ("reason", JSONText($0.reason)),
                                ("code", ($0.place?.code).map { JSONText($0) }),
                                ("line", ($0.place?.line).map { JSONText($0) }),
                                ("column", ($0.place?.column).map { JSONText($0) }),
                                ("found", ($0.place?.found).map { JSONText($0) }),
                            ])
                        })
            ),
        ])
    }

    public func response(reference: String) -> Response {
        var response = Response(
            status: kind.status,
            // Programs of other origins may read what went wrong, too.
            headers: [
                .contentType: "application/problem+json", .cacheControl: "no-store", .accessControlAllowOrigin: "*",
                .accessControlExposeHeaders: "X-Request-ID",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: json(reference: reference).bytes)))
        if let seconds = kind.comeBackIn { response.headers[.retryAfter] = seconds }
        return response
    }
}
