public import Rules

/// A request that came through a door: who asks, what they typed, in which language, at what time.
public struct DeskCall: Sendable {
    /// `nil` only behind an open door.
    public var caller: Caller?
    public var face: DeskRoute.Face
    public var path: [String: String]
    public var query: FormValues
    public var form: FormValues
    public var visit: Visit
    public var now: Instant
    /// Where the request comes from, for limits; never stored as it is.
    public var address: String
    /// Named in the log, so that a person can ask about it.
    public var reference: String
    /// The bare secret of the session, for handlers that end or renew it.
    public var session: String?
    /// What the browser calls itself, shortened.
    public var browser: String
    /// The secret of a browser on which a sign-in is under way; `nil` when it holds none.
    public var door: String?
    /// What the browser shows to be known by at the sign-in; `nil` when it holds nothing.
    public var known: String?

    public init(
        caller: Caller?, face: DeskRoute.Face, path: [String: String], query: FormValues, form: FormValues,
        visit: Visit, now: Instant, address: String, reference: String, session: String?, browser: String,
        door: String? = nil, known: String? = nil
    ) {
        self.caller = caller
        self.face = face
        self.path = path
        self.query = query
        self.form = form
        self.visit = visit
        self.now = now
        self.address = address
        self.reference = reference
        self.session = session
        self.browser = browser
        self.door = door
        self.known = known
    }

    /// Who asks.
    /// - Throws: `Problem(.unauthorised)` when nobody is signed in.
    public func member() throws -> Caller {
        guard let caller else { throw Problem(.unauthorised, "Sign in first.") }
        return caller
    }

    public subscript(name: String) -> String { path[name] ?? "" }
}

extension Problem {
    /// What may not be seen does not exist: the same words for both.
    public static var nothing: Problem { Problem(.notFound, "There is nothing at this address.") }
}
