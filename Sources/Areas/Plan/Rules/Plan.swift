/// A set of public promises: axes → commitments → actions (seeds: 2015, CASVP, 2019).
public struct Plan: Sendable, Hashable, Codable {
    public enum Status: String, Sendable, Hashable, Codable, CaseIterable { case running, ended }

    public var key: String
    public var title: LocalisedText
    public var short: LocalisedText
    public var adopted: PartialDate
    public var status: Status
    public var summary: LocalisedText?
    public var source: SourceNote?
    public var figures: [Figure]
    public var axes: [Axis]
    public var commitments: [Commitment]
    public var actions: [PlanAction]

    public init(
        key: String, title: LocalisedText, short: LocalisedText, adopted: PartialDate, status: Status,
        summary: LocalisedText?, source: SourceNote?, figures: [Figure], axes: [Axis], commitments: [Commitment],
        actions: [PlanAction]
    ) {
        self.key = key
        self.title = title
        self.short = short
        self.adopted = adopted
        self.status = status
        self.summary = summary
        self.source = source
        self.figures = figures
        self.axes = axes
        self.commitments = commitments
        self.actions = actions
    }
}

public struct Axis: Sendable, Hashable, Codable {
    public var key: String
    public var number: Int
    public var title: LocalisedText
    public var summary: LocalisedText?

    public init(key: String, number: Int, title: LocalisedText, summary: LocalisedText? = nil) {
        self.key = key
        self.number = number
        self.title = title
        self.summary = summary
    }
}

/// An elected official in charge: name and office, nothing else.
public struct Official: Sendable, Hashable, Codable {
    public var name: String
    public var office: LocalisedText?

    public init(name: String, office: LocalisedText?) {
        self.name = name
        self.office = office
    }
}

/// A sentence of what was promised or done, dated when the source dates it, with its numbers.
public struct Fact: Sendable, Hashable, Codable {
    public var text: LocalisedText
    public var on: PartialDate?
    public var figures: [Figure]
    public var source: SourceNote?

    public init(text: LocalisedText, on: PartialDate? = nil, figures: [Figure] = [], source: SourceNote? = nil) {
        self.text = text
        self.on = on
        self.figures = figures
        self.source = source
    }
}

/// What became of a commitment in a later plan.
public struct Succession: Sendable, Hashable, Codable {
    public enum Outcome: String, Sendable, Hashable, Codable, CaseIterable {
        case done, continued, extended, changed, stopped
    }

    public var plan: String
    public var commitment: String?
    public var actions: [String]
    public var outcome: Outcome
    public var note: LocalisedText?

    public init(plan: String, commitment: String?, actions: [String], outcome: Outcome, note: LocalisedText?) {
        self.plan = plan
        self.commitment = commitment
        self.actions = actions
        self.outcome = outcome
        self.note = note
    }
}

public struct Commitment: Sendable, Hashable, Codable {
    public var key: String
    public var number: Int
    public var axis: String?
    public var title: LocalisedText
    public var summary: LocalisedText?
    public var measures: [Fact] = []
    public var officials: [Official] = []
    public var partners: [String] = []
    public var progress: [Fact] = []
    public var figures: [Figure] = []
    public var became: [Succession] = []
    public var sources: [SourceNote] = []

    public init(key: String, number: Int, axis: String?, title: LocalisedText) {
        self.key = key
        self.number = number
        self.axis = axis
        self.title = title
    }
}

public struct PlanAction: Sendable, Hashable, Codable {
    public var key: String
    public var number: Int
    public var axis: String?
    public var commitment: String?
    public var title: LocalisedText
    public var summary: LocalisedText?
    /// What was done since the earlier plan.
    public var done: [Fact] = []
    /// What this plan announces.
    public var new: [Fact] = []
    public var deadline: PartialDate?
    public var officials: [Official] = []
    public var partners: [String] = []
    public var sites: [String] = []
    public var figures: [Figure] = []
    public var sources: [SourceNote] = []

    public init(key: String, number: Int, axis: String?, commitment: String?, title: LocalisedText) {
        self.key = key
        self.number = number
        self.axis = axis
        self.commitment = commitment
        self.title = title
    }
}
