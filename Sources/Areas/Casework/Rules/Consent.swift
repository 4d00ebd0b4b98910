/// What a person agrees to. A closed list: a consent to "everything" is none (GDPR, article 6.1.a and recital 32).
public enum ConsentPurpose: String, Sendable, Hashable, Codable, CaseIterable {
    /// Being helped by the organisation that keeps the file.
    case support
    /// Being referred to the organisations that are named, who then see what was chosen.
    case referral
    /// The same, for facts that touch health.
    case healthOrientation = "health-orientation"
    /// Being counted, without a name.
    case statistics
}

/// Who said yes.
public enum ConsentGiver: Sendable, Hashable {
    case person
    /// Speaks for a minor.
    case guardian(GuardianRelation)
}

public enum GuardianRelation: String, Sendable, Hashable, Codable, CaseIterable {
    case parent
    case legalGuardian = "legal-guardian"
    /// Named by the court for a minor who is alone (administrateur ad hoc).
    case appointed
    /// The department's child welfare service (aide sociale à l’enfance).
    case childWelfare = "child-welfare"
}

public enum ConsentManner: String, Sendable, Hashable, Codable, CaseIterable {
    case spoken, written, sign, interpreter
}

/// A yes, to one purpose, for named organisations, for a time.
public struct Consent: Sendable, Hashable {
    public var purpose: ConsentPurpose
    /// Keys of the organisations that may see what the purpose needs.
    public var organisations: Set<String>
    public var givenAt: Instant
    public var until: Instant
    public var withdrawnAt: Instant?

    public init(
        purpose: ConsentPurpose, organisations: Set<String>, givenAt: Instant, until: Instant,
        withdrawnAt: Instant? = nil
    ) {
        self.purpose = purpose
        self.organisations = organisations
        self.givenAt = givenAt
        self.until = until
        self.withdrawnAt = withdrawnAt
    }

    /// How long a yes lasts when nothing else is said.
    public static let days = 365

    /// Whether this yes allows it at that moment. The first moment counts, the last one no more.
    public func covers(_ purpose: ConsentPurpose, _ organisation: String, at now: Instant) -> Bool {
        guard self.purpose == purpose, organisations.contains(organisation), givenAt <= now, now < until else {
            return false
        }
        return withdrawnAt.map { now < $0 } ?? true
    }

    /// What sharing needs: facts of health need a yes of their own.
    public static func purpose(forHealth isHealth: Bool) -> ConsentPurpose {
        isHealth ? .healthOrientation : .referral
    }

    /// A minor may ask for help alone; what leaves the organisation is decided with who answers for them.
    public static func mayGive(_ giver: ConsentGiver, _ purpose: ConsentPurpose, isMinor: Bool) -> Bool {
        switch giver {
        case .person: !isMinor || purpose == .support
        case .guardian: isMinor
        }
    }
}

/// Why something was shared without a consent. Each is looked at afterwards.
public enum OverrideCode: String, Sendable, Hashable, Codable, CaseIterable {
    /// GDPR, article 6.1.d.
    case dangerToLife = "danger-to-life"
    /// A minor in danger is reported (French code of social action, L226-2-1).
    case minorInDanger = "minor-in-danger"
    case legalDuty = "legal-duty"
}

public enum OverrideDecision: String, Sendable, Hashable, Codable, CaseIterable {
    case justified
    case notJustified = "not-justified"
}
