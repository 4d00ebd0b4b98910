internal import Synchronization

/// Counters of the server in the Prometheus text format 0.0.4. They hold routes and durations, never a person or a query.
public final class Metrics: Sendable {
    private struct Series: Hashable {
        var route: String
        var method: String
        var status: Int
    }

    private struct Tally {
        var requests: [Series: Int] = [:]
        var buckets: [Int]
        var seconds = 0.0
        var gauges: [String: (help: String, value: Double)] = [:]
    }

    /// Upper bounds of the duration buckets, in seconds.
    private static let bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]
    private let tally = Mutex(Tally(buckets: Array(repeating: 0, count: bounds.count + 1)))

    public init() {}

    public func record(route: String, method: String, status: Int, seconds: Double) {
        let slot = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        tally.withLock {
            $0.requests[Series(route: route, method: method, status: status), default: 0] += 1
            $0.buckets[slot] += 1
            $0.seconds += seconds
        }
    }

    public func set(_ name: String, to value: Double, help: String) {
        tally.withLock { $0.gauges[name] = (help, value) }
    }

    public var text: String {
        let now = tally.withLock { $0 }
        var lines = ["# HELP http_requests_total Requests answered.", "# TYPE http_requests_total counter"]
        let ordered = now.requests.sorted {
            ($0.key.route, $0.key.method, $0.key.status) < ($1.key.route, $1.key.method, $1.key.status)
        }
        for (series, count) in ordered {
            lines.append(
                "http_requests_total{route=\"\(series.route)\",method=\"\(series.method)\",status=\"\(series.status)\"} \(count)"
            )
        }
        lines.append("# HELP http_request_duration_seconds Time from request to answer.")
        lines.append("# TYPE http_request_duration_seconds histogram")
        var sum = 0
        for (bound, count) in zip(Self.bounds, now.buckets) {
            sum += count
            lines.append("http_request_duration_seconds_bucket{le=\"\(bound)\"} \(sum)")
        }
        sum += now.buckets[Self.bounds.count]
        lines.append("http_request_duration_seconds_bucket{le=\"+Inf\"} \(sum)")
        lines.append("http_request_duration_seconds_sum \(now.seconds)")
        lines.append("http_request_duration_seconds_count \(sum)")
        for (name, gauge) in now.gauges.sorted(by: { $0.key < $1.key }) {
            lines += ["# HELP \(name) \(gauge.help)", "# TYPE \(name) gauge", "\(name) \(gauge.value)"]
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
