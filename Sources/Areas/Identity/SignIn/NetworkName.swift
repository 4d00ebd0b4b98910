internal import Foundation
internal import Rules
internal import Vault

/// What a network is called in the counters: an HMAC that changes with the hour or the day, so that nobody's comings and goings can be
/// joined together.
struct NetworkName {
    private static let hour: Int64 = 3_600_000

    let keys: KeyRing

    /// - Returns: `nil` when it is not known where the request comes from.
    func hourly(_ purpose: String, _ address: String, at now: Instant) -> String? {
        guard !address.isEmpty else { return nil }
        let hour = now.milliseconds / Self.hour
        return "\(purpose)/\(hour)/" + keys.blindIndex("\(hour)/\(Self.network(of: address))", purpose: "network")
    }

    /// Of one e-mail address from one network: what it is called today, beneath the name of the address.
    func daily(_ address: String, with emailIndex: String, at now: Instant) -> String {
        let day = now.milliseconds / (24 * Self.hour)
        return keys.blindIndex("\(day)/\(emailIndex)/\(Self.network(of: address))", purpose: "network-and-address")
    }

    /// Who has one IPv6 address has 2^64 of them: the first half names the network (RFC 6177).
    static func network(of address: String) -> String {
        guard address.contains(":"), !address.contains(".") else { return address }
        let sides = address.components(separatedBy: "::")
        var groups = sides[0].split(separator: ":").map(String.init)
        if sides.count > 1 {
            let tail = sides[1].split(separator: ":").map(String.init)
            groups += Array(repeating: "0", count: max(0, 8 - groups.count - tail.count)) + tail
        }
        return groups.prefix(4).map { String($0.drop { $0 == "0" }) }.joined(separator: ":")
    }
}
