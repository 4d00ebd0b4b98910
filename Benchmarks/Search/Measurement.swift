import Foundation
import Search

/// Times of one run of all questions, each measured alone.
struct Measurement {
    var microseconds: [Double]

    var median: Double { quantile(0.5) }
    var p99: Double { quantile(0.99) }
    var perSecond: Double { Double(microseconds.count) / (microseconds.reduce(0, +) / 1_000_000) }

    func quantile(_ share: Double) -> Double {
        let sorted = microseconds.sorted()
        return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }

    /// Asks every question `rounds` times after one round to warm up; for each, the middle of its times counts, so
    /// that what else runs on the machine does not.
    static func of(_ questions: [SearchQuery], on index: SearchIndex, rounds: Int) -> Measurement {
        var times = [[Double]](repeating: [], count: questions.count)
        var guardAgainstOmission = 0
        for round in 0...rounds {
            for (number, question) in questions.enumerated() {
                let start = ContinuousClock.now
                let answer = index.search(question)
                let elapsed = ContinuousClock.now - start
                guardAgainstOmission &+= answer.total &+ answer.hits.count
                if round > 0 { times[number].append(Double(elapsed.components.attoseconds) / 1e12) }
            }
        }
        precondition(guardAgainstOmission >= 0)
        return Measurement(microseconds: times.map { $0.sorted()[$0.count / 2] })
    }

    /// Answers a second of several clients at once, each asking every question `rounds` times; ways on included.
    static func throughput(_ questions: [SearchQuery], on index: SearchIndex, clients: Int, rounds: Int) async -> Double
    {
        let start = ContinuousClock.now
        await withTaskGroup(of: Int.self) { group in
            for client in 0..<clients {
                group.addTask {
                    var found = 0
                    for round in 0..<rounds {
                        for place in questions.indices {
                            let shifted = (place + (client + round) * questions.count / 2) % questions.count
                            found &+= index.search(questions[shifted]).total
                        }
                    }
                    return found
                }
            }
            for await _ in group {}
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        return Double(questions.count * rounds * clients) / seconds
    }

    /// Resident memory of this process, megabytes, after giving back what is free.
    static func residentMegabytes() -> Double {
        giveBackFreeMemory()
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
            let pages = text.split(separator: " ").dropFirst().first.flatMap({ Double($0) })
        else { return 0 }
        return pages * Double(sysconf(Int32(_SC_PAGESIZE))) / 1_048_576
    }

    /// Calls glibc's `malloc_trim`, where there is one.
    private static func giveBackFreeMemory() {
        typealias Trim = @convention(c) (Int) -> Int32
        guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "malloc_trim") else { return }
        _ = unsafeBitCast(symbol, to: Trim.self)(0)
    }
}
