/// What one run found, as a table and as JSON.
struct Report: Codable {
    struct Times: Codable {
        /// Microseconds.
        var median = 0.0
        var p99 = 0.0
        var perSecond = 0.0

        init() {}

        init(_ measurement: Measurement) {
            median = measurement.median
            p99 = measurement.p99
            perSecond = measurement.perSecond
        }
    }

    var size: Int
    var buildSeconds: Double
    /// Resident memory with the index alone, and while it was built from its documents.
    var megabytes = 0.0
    var peakMegabytes = 0.0
    /// Sorted by distance: what the peers answer too.
    var nearest = Times()
    var nearestFacets = Times()
    /// Sorted by relevance.
    var ranked = Times()
    var rankedFacets = Times()
    /// Sorted by relevance, with facets, and with ways on from empty answers.
    var everything = Times()
    /// Nearest 20, answers a second of two clients at once.
    var twoClients = 0.0
    var recall: Double?
    var recallTypos: Double?
    var exactTotals: Double?
    var kinds: [String] = []

    init(size: Int, buildSeconds: Double) {
        self.size = size
        self.buildSeconds = buildSeconds
    }

    var table: String {
        func line(_ name: String, _ times: Times) -> String {
            "| \(name) | \(Self.one(times.median)) | \(Self.one(times.p99)) | \(Int(times.perSecond)) |"
        }
        return """
            \(size) services: built in \(Self.one(buildSeconds)) s, \(Int(megabytes)) MB resident \
            (\(Int(peakMegabytes)) MB with its documents)
            | questions | median µs | p99 µs | per second, one core |
            | --- | --- | --- | --- |
            \(line("nearest 20", nearest))
            \(line("nearest 20, facets", nearestFacets))
            \(line("ranked", ranked))
            \(line("ranked, facets", rankedFacets))
            \(line("ranked, facets, ways on", everything))
            two clients at once: \(Int(twoClients)) a second
            recall \(Self.share(recall)), of questions with a typo \(Self.share(recallTypos)), \
            exact totals \(Self.share(exactTotals))
            """
    }

    private static func one(_ value: Double) -> String {
        "\((value * 10).rounded() / 10)"
    }

    private static func share(_ value: Double?) -> String {
        value.map { "\(($0 * 10_000).rounded() / 10_000)" } ?? "not measured"
    }
}
