internal import Rules
public import Web

/// The addresses of this area.
public struct CaseworkDesk: Sendable {
    private let room: CaseworkRoom

    /// - Parameters:
    ///   - city: what the areas below publish, asked at each request.
    ///   - erasures: path of the list of erased ids, outside the database and its backups; see `Casework.replayErasures`.
    ///   - exports: folder in which exports lie for a day, not served to anyone; `nil`: none are made.
    public init(
        workplace: Workplace, city: @escaping @Sendable () throws -> CaseworkCity, erasures: String?, exports: String?,
        limits: ExportLimits = ExportLimits()
    ) {
        room = CaseworkRoom(workplace: workplace, city: city, erasures: erasures, exports: exports, limits: limits)
    }

    public var routes: [DeskRoute] {
        [noticeRoute] + PersonRoutes(room: room).all + HealthRoutes(room: room).all + AttachmentRoutes(room: room).all
            + ConsentRoutes(room: room).all + OverrideRoutes(room: room).all + ReferralRoutes(room: room).all
            + PartnerRoutes(room: room).all + KeepingRoutes(room: room).all + ExportRoutes(room: room).all
            + FigureRoutes(room: room).all
    }

    private var noticeRoute: DeskRoute {
        DeskRoute(
            .get, "purpose-notices/{version}", .open(because: "what people are told is for anyone to read"),
            "What a person is told before a file is made"
        ) { call in
            guard let notice = Int(call["version"]).flatMap({ PurposeNotice.version($0) }) else {
                throw Problem.nothing
            }
            let page = NoticePage(notice: notice, visit: call.visit)
            return .show(page.page, data: page.data)
        }
    }
}
