import Web

extension SitePath {
    /// The places with the label of welcome.
    static let labels = SitePath("labels")
    static let deskLabels = SitePath(DeskRouter.pagePrefix, "labels")

    static func deskLabel(_ id: String, _ more: String...) -> SitePath {
        var path = SitePath(DeskRouter.pagePrefix, "labels", id)
        path.segments += more
        return path
    }

    /// The form with which the label is asked for.
    static func labelForm(_ site: String?) -> SitePath {
        SitePath(DeskRouter.pagePrefix, "label-form", query: site.map { [("site", $0)] } ?? [])
    }
}
