public import Rules

/// One address of the API: what it takes, what it answers, how it is answered. The OpenAPI document is made from these,
/// so it cannot say anything else than what the program does.
public struct Endpoint: Sendable {
    public struct Parameter: Sendable {
        public var name: String
        public var description: String
        public var schema: JSONText
        public var example: JSONText?
        /// Several values, repeated or separated by commas.
        public var isList: Bool

        public init(
            _ name: String, _ description: String, _ schema: JSONText, example: JSONText? = nil, isList: Bool = false
        ) {
            self.name = name
            self.description = description
            self.schema = schema
            self.example = example
            self.isList = isList
        }
    }

    /// A request whose parameter names are all known.
    public struct Call: Sendable {
        public var path: [String: String]
        public var query: [(name: String, value: String)]
        /// Language of the answer, one that the city offers.
        public var language: String
        public var now: Instant
        public var wantsGeoJSON: Bool

        public init(
            path: [String: String], query: [(name: String, value: String)], language: String, now: Instant,
            wantsGeoJSON: Bool
        ) {
            self.path = path
            self.query = query
            self.language = language
            self.now = now
            self.wantsGeoJSON = wantsGeoJSON
        }

        public subscript(name: String) -> String? { query.last { $0.name == name && !$0.value.isEmpty }?.value }
    }

    public typealias Handler = @Sendable (Call) throws -> JSONText

    /// OpenAPI form: `/api/v1/services/{id}`.
    public var path: String
    public var operation: String
    public var summary: String
    public var parameters: [Parameter]
    public var answer: JSONText
    public var hasGeoJSON: Bool
    public var canMiss: Bool
    public var handler: Handler

    public init(
        _ path: String, operation: String, summary: String, parameters: [Parameter] = [], answer: JSONText,
        hasGeoJSON: Bool = false, canMiss: Bool = false, handler: @escaping Handler
    ) {
        self.init(
            at: "/api/v1/" + path, operation: operation, summary: summary, parameters: parameters, answer: answer,
            hasGeoJSON: hasGeoJSON, canMiss: canMiss, handler: handler)
    }

    /// An address outside the API of the house: one that a standard names.
    /// - Parameter path: whole, from its slash on.
    public init(
        at path: String, operation: String, summary: String, parameters: [Parameter] = [], answer: JSONText,
        hasGeoJSON: Bool = false, canMiss: Bool = false, handler: @escaping Handler
    ) {
        self.path = path
        self.operation = operation
        self.summary = summary
        self.parameters = parameters
        self.answer = answer
        self.hasGeoJSON = hasGeoJSON
        self.canMiss = canMiss
        self.handler = handler
    }

    /// Names in braces.
    public var pathNames: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }
}
