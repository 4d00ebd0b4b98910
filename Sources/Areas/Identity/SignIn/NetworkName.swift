internal import Foundation
internal import Rules
internal import Vault

/// What a network is called in the counters: an HMAC that changes with the hour or the day, so that nobody's comings and goings can be
/// joined together.
struct NetworkName {
    private static let hour: Int64 = 3_600_000

    let keys: KeyRing

    /// How much more is allowed to the wider network than to each within it.
    static let wider = 10

    /// The counters of a network, the narrow one first.
    /// - Returns: none when it is not known where the request comes from.
    func hourly(
        _ purpose: String, _ address: String, _ allowance: LockOut.Allowance, at now: Instant
    ) -> [TryTable.Counter] {
        guard !address.isEmpty else { return [] }
        let hour = now.milliseconds / Self.hour
        return Self.counters(address, allowance) {
            "\(purpose)/\(hour)/" + keys.blindIndex("\(hour)/\($0)", purpose: "network")
        }
    }

    /// Of one e-mail address from one network: what it is called today, beneath the name of the address.
    func daily(
        _ address: String, with emailIndex: String, _ allowance: LockOut.Allowance, at now: Instant
    ) -> [TryTable.Counter] {
        let day = now.milliseconds / (24 * Self.hour)
        return Self.counters(address, allowance) {
            "\(emailIndex)/" + keys.blindIndex("\(day)/\(emailIndex)/\($0)", purpose: "network-and-address")
        }
    }

    private static func counters(
        _ address: String, _ allowance: LockOut.Allowance, _ name: (String) -> String
    ) -> [TryTable.Counter] {
        let narrow = TryTable.Counter(name: name(network(of: address)), allowance: allowance)
        guard let site = site(of: address) else { return [narrow] }
        return [narrow, TryTable.Counter(name: name("site/\(site)"), allowance: allowance.times(wider))]
    }

    /// Who has one IPv6 address has 2^64 of them: the first half names the network (RFC 6177).
    static func network(of address: String) -> String { beginning(address, 4) ?? address }

    /// One subscriber may have 2^16 such networks: they are counted together too. `nil`: not an IPv6 address.
    static func site(of address: String) -> String? { beginning(address, 3) }

    private static func beginning(_ address: String, _ count: Int) -> String? {
        guard address.contains(":"), !address.contains(".") else { return nil }
        let sides = address.components(separatedBy: "::")
        var groups = sides[0].split(separator: ":").map(String.init)
        if sides.count > 1 {
            let tail = sides[1].split(separator: ":").map(String.init)
            groups += Array(repeating: "0", count: max(0, 8 - groups.count - tail.count)) + tail
        }
        return groups.prefix(count).map { String($0.drop { $0 == "0" }) }.joined(separator: ":")
    }
}
