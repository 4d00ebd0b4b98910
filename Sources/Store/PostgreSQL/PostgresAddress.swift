internal import Foundation

/// Where a PostgreSQL database is:
/// `postgres://user:password@host:port,host:port/name?sslmode=verify-full&sslrootcert=file&replica=host:port`.
///
/// Several hosts are tried in turn until one may be written (a cluster that changes its primary). In the query:
/// `sslmode` (disable, prefer, require, verify-ca, verify-full), `sslrootcert`, `sslcert`, `sslkey`, `sslcrl`, `passfile`,
/// `application_name`, `host` (a folder of sockets), `replica` (once for each). Without a password, libpq takes the one of
/// `PGPASSWORD` or of the pass file, which other users of the machine do not see.
struct PostgresAddress: Sendable, Hashable {
    struct Host: Sendable, Hashable, CustomStringConvertible {
        var name: String
        var port: String

        var description: String { "\(name):\(port)" }
    }

    var hosts: [Host]
    var replicas: [Host]
    var user: String?
    var password: String?
    var database: String
    /// The rest of what libpq is told, in the order of their names.
    var settings: [String: String]

    private static let modes: Set<String> = ["disable", "prefer", "require", "verify-ca", "verify-full"]
    private static let known: Set<String> = [
        "sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl", "passfile", "application_name",
    ]

    init(_ text: String) throws {
        let shownText = DatabaseAddress.shown(text)
        func fault(_ reason: String) -> StoreError { .wrongAddress(shown: shownText, reason: reason) }
        func decoded(_ part: Substring, _ name: String) throws -> String {
            guard let text = part.removingPercentEncoding, !text.utf8.contains(0) else {
                throw fault("its \(name) is not well written: other signs than letters and digits are %XX")
            }
            return text
        }
        func host(_ part: Substring) throws -> Host {
            var name = part
            var port = "5432"
            // After the bracket of an IPv6 address, if there is one.
            let from = part.lastIndex(of: "]") ?? part.startIndex
            if let colon = part[from...].lastIndex(of: ":") {
                name = part[..<colon]
                port = String(part[part.index(after: colon)...])
                guard let number = Int(port), (1...65_535).contains(number) else {
                    throw fault("«\(port)» is not a port")
                }
            }
            return Host(name: try decoded(name, "host").trimmingCharacters(in: ["[", "]"]), port: port)
        }

        guard let start = text.range(of: "://")?.upperBound else { throw fault("it does not begin with postgres://") }
        let (body, query) = Self.cut(text[start...], at: "?")
        let at = body.lastIndex(of: "@")
        let (place, name) = Self.cut(at.map { body[body.index(after: $0)...] } ?? body, at: "/")
        if let at {
            let (user, password) = Self.cut(body[..<at], at: ":")
            self.user = user.isEmpty ? nil : try decoded(user, "user")
            self.password = try password.map { try decoded($0, "password") }
        }
        guard let name, !name.isEmpty else { throw fault("it names no database: end it with /name") }
        database = try decoded(name, "database")
        hosts = try place.split(separator: ",").map(host)
        replicas = []
        settings = [:]
        for item in query?.split(separator: "&") ?? [] {
            let (key, part) = Self.cut(item, at: "=")
            let value = try decoded(part ?? "", String(key))
            switch key {
            case "replica": replicas.append(try host(Substring(value)))
            case "host": hosts = [Host(name: value, port: hosts.first?.port ?? "5432")]
            case "port": hosts = hosts.map { Host(name: $0.name, port: value) }
            case "sslmode" where !Self.modes.contains(value):
                throw fault("sslmode is one of \(Self.modes.sorted().joined(separator: ", "))")
            case _ where Self.known.contains(String(key)): settings[String(key)] = value
            default: throw fault("«\(key)» is not a setting; there are \(Self.known.sorted().joined(separator: ", "))")
            }
        }
        if hosts.isEmpty { throw fault("it names no host") }
    }

    private static func cut(_ text: Substring, at mark: Character) -> (Substring, Substring?) {
        guard let index = text.firstIndex(of: mark) else { return (text, nil) }
        return (text[..<index], text[text.index(after: index)...])
    }

    /// Without its password: for every message.
    var shown: String {
        "postgres://\(user.map { $0 + "@" } ?? "")\(hosts.map(\.description).joined(separator: ","))/\(database)"
    }

    /// A message of libpq, should it ever quote the password.
    func withoutSecret(_ message: String) -> String {
        guard let password, !password.isEmpty else { return message }
        return message.replacingOccurrences(of: password, with: "••••")
    }
}
