internal import Rules
internal import Web

/// Addresses of the translators' desk.
extension SitePath {
    static let translations = SitePath(DeskRouter.pagePrefix, "translations")
    static let translationFiles = SitePath(DeskRouter.pagePrefix, "translation-files")
    static let glossary = SitePath(DeskRouter.pagePrefix, "glossary")

    static func translation(_ name: TextName, _ language: String, _ more: String...) -> SitePath {
        var path = SitePath(DeskRouter.pagePrefix, "translations", name.kind, name.key, name.field, language)
        path.segments += more
        return path
    }
}
