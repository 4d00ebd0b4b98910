public import HTTPTypes
public import Rules

/// One address of those who work: what it takes, who may come in, what it does. It has two faces with the same rules: a page for browsers beneath
/// the language and ``DeskRouter/pagePrefix``, and an address for programs beneath ``DeskRouter/programPrefix``.
///
/// The permission test walks through all of them; one without a rule cannot be written.
public struct DeskRoute: Sendable {
    public enum Door: Sendable, Hashable {
        /// Anyone comes in; `because` is for the reader of the matrix.
        case open(because: String)
        /// Whoever the table allows, see `Permission`.
        case rule(Permission.Subject, Permission.Action)
    }

    public enum Face: Sendable, Hashable {
        case page, program
    }

    /// A value that the address takes. Any other name is refused, so that nobody sets what no form offers.
    public struct Field: Sendable {
        public var name: String
        public var description: String
        public var isList: Bool
        public var isNeeded: Bool
        /// A password or a code: never sent back to the browser.
        public var isSecret: Bool
        /// Phrase of what the form calls it: a page that shows again what was typed names it so.
        public var label: String?

        public init(
            _ name: String, _ description: String, isList: Bool = false, isNeeded: Bool = false, isSecret: Bool = false,
            label: String? = nil
        ) {
            self.isSecret = isSecret
            self.label = label
            self.name = name
            self.description = description
            self.isList = isList
            self.isNeeded = isNeeded
        }
    }

    /// What the next page says when the form was taken: a code, said by the phrase `done.<code>`.
    public enum Success: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
        /// The answer chooses one of them; where it does not, the first is said.
        case says([String])
        /// Nothing: the page that follows says it by itself.
        case silent(because: String)

        public init(stringLiteral code: String) { self = .says([code]) }
        public init(arrayLiteral codes: String...) { self = .says(codes) }

        public var codes: [String] {
            switch self {
            case .says(let codes): codes
            case .silent: []
            }
        }
    }

    public typealias Handler = @Sendable (DeskCall) async throws -> DeskAnswer

    public var method: HTTPRequest.Method
    /// Beneath `work/`, captures in braces: `services/{key}/closure`.
    public var path: String
    /// Of POST: every one has it, a test sees to that.
    public var success: Success?
    public var door: Door
    /// One line for the API's description.
    public var summary: String
    /// Of the query for GET, of the body for POST.
    public var fields: [Field]
    public var faces: Set<Face>
    /// Bytes of the body.
    public var largestBody: Int
    public var handler: Handler

    public init(
        _ method: HTTPRequest.Method, _ path: String, says success: Success? = nil, _ door: Door, _ summary: String,
        fields: [Field] = [], faces: Set<Face> = [.page, .program], largestBody: Int = 65_536,
        handler: @escaping Handler
    ) {
        self.method = method
        self.path = path
        self.success = success
        self.door = door
        self.summary = summary
        self.fields = fields
        self.faces = faces
        self.largestBody = largestBody
        self.handler = handler
    }

    /// Of one's own account, only what is needed to set the second factor, to choose for whom one acts, and to leave.
    var isOpenBeforeSecondFactor: Bool {
        let first = path.split(separator: "/").first.map(String.init) ?? ""
        return ["second-factor", "memberships", "account", "sessions"].contains(first)
    }

    var secrets: Set<String> { Set(fields.filter(\.isSecret).map(\.name)) }

    /// Phrases of the fields' labels, by name.
    var labels: [String: String] {
        Dictionary(fields.compactMap { field in field.label.map { (field.name, $0) } }) { first, _ in first }
    }

    /// Names in braces.
    public var pathNames: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }
}
