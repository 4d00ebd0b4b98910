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
        [letters, freshness, reminders, retention, reports, cleaning, refusals, twins, openData].compactMap { $0 }
    }

    private var letters: CityJob? {
        guard let carry = outside.carry else { return nil }
        let sender = LetterSender(workplace: workplace, books: outside.books, now: now, carry: carry)
        return CityJob(name: "letters", every: 3_000) { _ in
            let tally = try await sender.sendDue()
            return JobOutcome(["sent": tally.sent, "postponed": tally.postponed, "given-up": tally.givenUp])
        }
    }

    private var freshness: CityJob {
        CityJob(name: "freshness", every: 60 * Self.minute) { [workplace, guide, published] now in
            let outcome = try await workplace.database.write { try guide.freshness.run($0, now: now) }
            let zone = try published.snapshot().casework.zone
            let labels = try await Guide.keepLabels(workplace, zone: zone, now: now)
            return JobOutcome([
                "reminded": outcome.first + outcome.second + outcome.coordinators + labels.reminded
            ])
        }
    }

    private var reminders: CityJob {
        CityJob(name: "referral-reminders", every: 15 * Self.minute) { [workplace, published] now in
            let city = try published.snapshot().casework
            return JobOutcome(["reminded": try await Casework.remind(workplace, city: city, now: now)])
        }
    }

    /// In small steps, so that nobody waits for it.
    private var retention: CityJob {
        CityJob(name: "retention", every: 60 * Self.minute) { [workplace, published] now in
            let zone = try published.snapshot().casework.zone
            // A server of the version before may have written beside this one while they were changed in turn.
            var moved = try await Casework.sealOldValues(workplace)
            while true {
                let count = try await Casework.retain(workplace, zone: zone, now: now)
                moved += count
                if count == 0 || moved >= 5_000 { return JobOutcome(["moved": moved]) }
            }
        }
    }

    private var reports: CityJob {
        CityJob(name: "report-words", every: 60 * Self.minute) { [workplace] now in
            let tally = try await Guide.keepReports(workplace, now: now)
            return JobOutcome(["erased": tally.erased, "sealed": tally.sealed])
        }
    }

    /// Soon after an hour is over: a supervisor learns the same day that somebody tried every door.
    private var refusals: CityJob {
        CityJob(name: "refusals", every: 5 * Self.minute) { [workplace] now in
            JobOutcome(["noted": try await RefusalBook(workplace: workplace).close(now: now)])
        }
    }

    /// Imports look for twins themselves; this finds those that the desk made.
    private var twins: CityJob {
        CityJob(name: "twins", every: 720 * Self.minute) { [workplace] now in
            JobOutcome(["noted": try await Guide.findTwins(workplace.database, now: now.milliseconds)])
        }
    }

    private var openData: CityJob {
        CityJob(name: "open-data", every: 1_440 * Self.minute) { [workplace] now in
            JobOutcome([
                "noted": try await OpenDataShelf.write(
                    workplace.database, origin: workplace.origin, now: now.milliseconds)
            ])
        }
    }

    private var cleaning: CityJob {
        CityJob(name: "cleaning", every: 60 * Self.minute) { [workplace, community] now in
            let feeds = try await community.cleanFeeds(now: now)
            let places = try await workplace.database.write { try Events.clean($0, now: now) }
            return JobOutcome(["gone": try await feeds + places + IdentityCleaning(workplace: workplace).run(now: now)])
        }
    }
}
