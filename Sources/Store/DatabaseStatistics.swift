/// A database at one moment, for the page of whoever runs it and for `/metrics`.
public struct DatabaseStatistics: Sendable, Hashable {
    public enum Engine: String, Sendable, Hashable { case sqlite, postgres }

    public struct Replica: Sendable, Hashable {
        /// `host:port`
        public var name: String
        /// Whether reads go there now.
        public var isUsed: Bool
        /// How far it is behind; `nil` when it does not answer.
        public var lag: Duration?
    }

    public var engine: Engine
    /// The address without any password.
    public var address: String
    /// What the server says it is, such as `15.20`; `nil` before it was first reached.
    public var serverVersion: String?
    /// Connections that are open, to the server and its replicas, without the one that listens.
    public var open: Int
    /// Open ones that do nothing.
    public var idle: Int
    /// Calls that wait for a free connection.
    public var waiting: Int
    /// Connections that were lost and opened again since the start.
    public var reconnections: Int
    public var replicas: [Replica]
}
