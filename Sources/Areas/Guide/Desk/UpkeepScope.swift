internal import Rules
internal import Store

/// Which records a caller may reach: a condition of every query, so that nothing beyond it is ever read.
enum UpkeepScope {
    static let serviceJoins: SQL = """
        FROM service JOIN site ON site.key = service.site
        LEFT JOIN desk_record own ON own.kind = 'service' AND own.key = service.key
        LEFT JOIN desk_record place ON place.kind = 'site' AND place.key = site.key
        """
    static let siteJoins: SQL = "FROM site LEFT JOIN desk_record own ON own.kind = 'site' AND own.key = site.key"
    /// Its own operator, else that of its place.
    static let serviceOwner: SQL =
        "COALESCE(own.operated_by, service.operated_by, place.operated_by, site.operated_by)"
    static let siteOwner: SQL = "COALESCE(own.operated_by, site.operated_by)"

    static func services(_ caller: Caller, _ subject: Permission.Subject, _ action: Permission.Action) -> SQL {
        owned(serviceOwner, caller, caller.scope(subject, action))
    }

    /// Without the ward a place whose address must not be known does not exist here.
    static func sites(_ caller: Caller, _ subject: Permission.Subject, _ action: Permission.Action) -> SQL {
        let owned = owned(siteOwner, caller, caller.scope(subject, action))
        return caller.wards.contains(.protectedPlaces) ? owned : "\(owned) AND \(unguarded)"
    }

    /// Neither protected now, by its source or by a correction, nor in any revision.
    static let unguarded: SQL = """
        site.is_protected = 0
        AND NOT EXISTS (SELECT 1 FROM guide_revision kept
            WHERE kept.kind = 'site' AND kept.key = site.key AND kept.is_protected = 1)
        AND NOT EXISTS (SELECT 1 FROM local_edit kept
            WHERE kept.kind = 'site' AND kept.key = site.key AND kept.field = 'protected' AND kept.value = 'true')
        """

    private static func owned(_ owner: SQL, _ caller: Caller, _ scope: Permission.Scope?) -> SQL {
        switch scope {
        case .all: "1 = 1"
        case .organisation, .shared: "\(owner) = \(caller.organisation ?? "")"
        case .oneself, nil: "1 = 0"
        }
    }
}
