extension OpeningHours {
    /// The rule that decides at a moment, in the standard's spelling; nil when none does (it is closed because no rule
    /// says otherwise). For an editor that wants to see why.
    public func matchingRule(at instant: Instant, in context: HoursContext) -> String? {
        let local = context.zone.local(instant)
        var timeline = DayTimeline()
        paint(local.date, in: context, on: &timeline)
        let index = timeline.state(at: local.time.minutes).rule
        return rules.indices.contains(index) ? HoursSpelling.text(of: rules[index]) : nil
    }
}
