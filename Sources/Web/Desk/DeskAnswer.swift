public import Hummingbird
internal import NIOCore

/// What a desk route answers, on both faces.
public struct DeskAnswer: Sendable {
    enum Content: Sendable {
        /// A page for people, the same facts for programs.
        case show(page: Page, data: JSONText, status: HTTPResponse.Status)
        /// Something was done: people are led to `path`, programs get the facts.
        case done(path: SitePath, data: JSONText, status: HTTPResponse.Status, says: String?)
        /// Something that was typed has to be mended: people see their form again with all that they typed.
        case mend(page: Page, faults: [Problem.Fault], status: HTTPResponse.Status)
        case file(bytes: [UInt8], type: String, name: String)
        /// To an address elsewhere: the sign-in of a provider.
        case away(address: String)
    }

    var content: Content
    public var cookies: [DeskCookie] = []

    public static func show(_ page: Page, data: JSONText, status: HTTPResponse.Status = .ok) -> DeskAnswer {
        DeskAnswer(content: .show(page: page, data: data, status: status))
    }

    /// - Parameter says: one of the codes that the route declares; `nil`: its first.
    public static func done(
        _ path: SitePath, data: JSONText, status: HTTPResponse.Status = .ok, says: String? = nil
    ) -> DeskAnswer {
        DeskAnswer(content: .done(path: path, data: data, status: status, says: says))
    }

    public static func mend(
        _ page: Page, _ faults: [Problem.Fault], status: HTTPResponse.Status = .unprocessableContent
    ) -> DeskAnswer {
        DeskAnswer(content: .mend(page: page, faults: faults, status: status))
    }

    /// - Parameter name: of the download; letters, digits, `.` and `-` are kept.
    public static func file(_ bytes: [UInt8], type: String, name: String) -> DeskAnswer {
        DeskAnswer(content: .file(bytes: bytes, type: type, name: name))
    }

    public static func away(to address: String) -> DeskAnswer { DeskAnswer(content: .away(address: address)) }

    public func setting(_ cookie: DeskCookie) -> DeskAnswer {
        var answer = self
        answer.cookies.append(cookie)
        return answer
    }
}

/// A cookie of ours: bound to this very host, never read by a script, never sent from another site (RFC 6265bis, `__Host-`).
public struct DeskCookie: Sendable, Hashable {
    /// Who is signed in.
    public static let session = "__Host-session"
    /// Ties a form to the browser that asked for it, before anyone is signed in.
    public static let door = "__Host-door"
    /// Shows that an account was signed in to on this browser before: opens nothing, only keeps strangers' tries apart from its own.
    public static let known = "__Host-known"

    public var name: String
    public var value: String
    /// Seconds; 0 takes the cookie away; `nil`: until the browser is closed.
    public var lifetime: Int?
    /// `Lax` for cookies that must survive the way back from a sign-in provider.
    public var crossesSites: Bool

    public init(_ name: String, _ value: String, lifetime: Int?, crossesSites: Bool = false) {
        self.name = name
        self.value = value
        self.lifetime = lifetime
        self.crossesSites = crossesSites
    }

    var header: String {
        var text = "\(name)=\(value); Path=/; Secure; HttpOnly; SameSite=\(crossesSites ? "Lax" : "Strict")"
        if let lifetime { text += "; Max-Age=\(lifetime)" }
        return text
    }

    /// The value of the cookie of that name.
    public static func value(_ name: String, _ request: Request) -> String? { read(name, request) }

    static func read(_ name: String, _ request: Request) -> String? {
        for header in request.headers[values: .cookie] {
            for part in header.split(separator: ";") {
                let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                if pair.count == 2, pair[0].trimmed == name { return String(pair[1]).trimmed }
            }
        }
        return nil
    }
}
