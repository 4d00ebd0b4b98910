internal import Rules
internal import Store

/// The identifiers of the city's records in HSDS: drawn from the city's key and the record's, so that they are the same at
/// every export, on every server.
struct HSDSNames: Sendable {
    private let namespace: UUIDv5

    init(city: String) {
        namespace = UUIDv5("https://ville-refuge.example/city/\(city)", in: .addresses)
    }

    func id(_ kind: String, _ key: String) -> String { UUIDv5("\(kind)/\(key)", in: namespace).description }
}
