internal import Rules
internal import Store

/// What comes back by itself in a city.
struct CityJobs {
    private static let minute: Int64 = 60_000

    let workplace: Workplace
    let published: PublishedCity
    let guide: GuideDesk
    let community: CommunityDesk
    let outside: CityDesk.Outside
    let now: @Sendable () -> Instant

    var all: [CityJob] {
        [letters, freshness, reminders, retention, reports, cleaning].compactMap { $0 }
    }

    private var letters: CityJob? {
        guard let carry = outside.carry else { return nil }
        let sender = LetterSender(workplace: workplace, books: outside.books, now: now, carry: carry)
        return CityJob(name: "letters", every: 3_000) { _ in
            let tally = try await sender.sendDue()
            return "\(tally.sent) sent, \(tally.postponed) postponed, \(tally.givenUp) given up"
        }
    }

    private var freshness: CityJob {
        CityJob(name: "freshness", every: 60 * Self.minute) { [workplace, guide] now in
            let outcome = try await workplace.database.write { try guide.freshness.run($0, now: now) }
            return "\(outcome.first + outcome.second + outcome.coordinators) reminded"
        }
    }

    private var reminders: CityJob {
        CityJob(name: "referral-reminders", every: 15 * Self.minute) { [workplace, published] now in
            let city = try published.snapshot().casework
            return "\(try await Casework.remind(workplace, city: city, now: now)) called to mind"
        }
    }

    /// In small steps, so that nobody waits for it.
    private var retention: CityJob {
        CityJob(name: "retention", every: 60 * Self.minute) { [workplace, published] now in
            let zone = try published.snapshot().casework.zone
            var moved = 0
            while true {
                let count = try await Casework.retain(workplace, zone: zone, now: now)
                moved += count
                if count == 0 || moved >= 5_000 { return "\(moved) moved" }
            }
        }
    }

    private var reports: CityJob {
        CityJob(name: "report-words", every: 60 * Self.minute) { [workplace] now in
            let tally = try await Guide.keepReports(workplace, now: now)
            return "\(tally.erased) erased, \(tally.sealed) sealed"
        }
    }

    private var cleaning: CityJob {
        CityJob(name: "cleaning", every: 60 * Self.minute) { [workplace, community] now in
            let feeds = try await community.cleanFeeds(now: now)
            return "\(try await feeds + IdentityCleaning(workplace: workplace).run(now: now)) gone"
        }
    }
}
