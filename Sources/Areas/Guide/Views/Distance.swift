import Rules
import Web

/// Distances as people walk them: metres below one kilometre, then kilometres, with the minutes on foot.
struct Distance {
    let visit: Visit

    /// A calm pace with luggage or children: 4 km/h.
    private static let metresPerMinute = 4_000.0 / 60
    /// Streets are not straight (usual detour factor in cities).
    private static let detour = 1.3

    /// On foot.
    func minutes(_ metres: Double) -> Int {
        max(1, Int((metres * Self.detour / Self.metresPerMinute).rounded(.up)))
    }

    func words(_ metres: Double) -> String {
        let minutes = minutes(metres)
        let length =
            metres < 950
            ? visit.say("distance.metres", ["number": visit.say.number(max(10, Int((metres / 10).rounded()) * 10))])
            : visit.say(
                "distance.kilometres",
                ["number": visit.number(metres < 10_000 ? (metres / 100).rounded() / 10 : (metres / 1000).rounded())])
        return minutes > 45 ? length : visit.say("distance.walk", count: minutes, ["length": length])
    }
}
