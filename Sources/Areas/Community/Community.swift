public import Rules
public import Store

/// The organisations of the city's community of welcome. What this area offers to the others.
public enum Community {
    /// In the order of their keys; retired ones left out.
    public static func load(_ connection: Connection) throws -> [Organisation] {
        try CommunityQueries.organisations.live(connection, blank: Organisation(key: "", name: "", kind: "")).map(
            \.value)
    }
}
