/// A server to connect to, with what is asked of it: the primary, or one replica.
struct PostgresPlace: Sendable {
    enum Part: Sendable, Hashable {
        case primary
        case replica(PostgresAddress.Host)
    }

    let address: PostgresAddress
    let part: Part
    let options: Database.Options

    var shown: String {
        switch part {
        case .primary: address.shown
        case .replica(let host): "\(address.shown) (replica \(host))"
        }
    }

    /// What libpq is told.
    var parameters: [String: String] {
        let hosts = if case .replica(let host) = part { [host] } else { address.hosts }
        var parameters = address.settings
        parameters["host"] = hosts.map(\.name).joined(separator: ",")
        parameters["port"] = hosts.map(\.port).joined(separator: ",")
        parameters["dbname"] = address.database
        parameters["user"] = address.user
        parameters["password"] = address.password
        parameters["application_name"] = address.settings["application_name"] ?? "villerefuge"
        parameters["client_encoding"] = "UTF8"
        parameters["connect_timeout"] = String(max(2, options.connectTimeout.components.seconds))
        // A peer that vanished without a word is noticed within half a minute.
        parameters["keepalives_idle"] = "15"
        parameters["keepalives_interval"] = "5"
        parameters["keepalives_count"] = "3"
        parameters["tcp_user_timeout"] = "30000"
        if part == .primary, options.mode != .readOnly { parameters["target_session_attrs"] = "read-write" }
        return parameters
    }

    /// What a connection is told first.
    func preparation(version: Int32) -> String {
        var settings = [
            "statement_timeout = \(options.statementTimeout.wholeMilliseconds)",
            "lock_timeout = \(options.busyTimeout.wholeMilliseconds)",
            // A program that stopped in the middle does not keep the writers' lock for ever.
            "idle_in_transaction_session_timeout = 300000", "client_min_messages = warning",
            "standard_conforming_strings = on", "cursor_tuple_fraction = 1.0", "tcp_keepalives_idle = 15",
            "tcp_keepalives_interval = 5", "tcp_keepalives_count = 3",
        ]
        if version >= 140_000 { settings.append("client_connection_check_interval = 5000") }
        return settings.map { "SET \($0)" }.joined(separator: ";")
    }

    /// Why a connection could not be opened: a fault of what was asked, which waiting does not mend, or a server that is
    /// not there. Servers that speak another language than English are taken for the latter.
    func refusal(_ message: String) -> StoreError {
        let lasting = [
            "authentication failed", "does not exist", "pg_hba.conf", "permission denied for database",
            "certificate", "does not support SSL", "no password supplied", "SSL error", "not supported",
            "root.crt", "is not permitted to log in", "server common name",
        ]
        // A socket that is not there «does not exist» either; it comes with the server.
        let isAbsent = message.contains("No such file or directory") && message.contains("Is the server running")
        if !isAbsent, lasting.contains(where: message.contains) {
            return .accessRefused(address: shown, reason: message)
        }
        return .unreachable(address: shown, reason: message)
    }
}

extension Duration {
    var wholeMilliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }

    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
