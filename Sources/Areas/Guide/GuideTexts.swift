internal import Files
internal import Rules
internal import Store

/// Texts of places and services, for those who translate them.
struct GuideTexts: TextSource {
    var kinds: Set<String> { [RecordName.Kind.service.rawValue, RecordName.Kind.site.rawValue] }

    func texts(_ connection: Connection, kind: String, key: String, sources: [String]) throws -> [PublicText] {
        guard let kind = RecordName.Kind(rawValue: kind),
            let record = try UpkeepQueries.record(connection, kind, key), record.isPublished
        else { return [] }
        switch kind {
        case .service: return Self.of(try UpkeepRecord.service(record.current), sources)
        case .site: return record.isGuarded ? [] : Self.of(try UpkeepRecord.site(record.current), sources)
        }
    }

    /// All that is published, in the order of their names. Protected places tell nothing, not even to translators.
    static func all(_ content: GuideContent, sources: [String]) -> [PublicText] {
        content.services.flatMap { of($0, sources) }
            + content.sites.filter { !$0.protected }.flatMap { of($0, sources) }
    }

    private static func of(_ service: Service, _ sources: [String]) -> [PublicText] {
        Service.textFields.compactMap { field in
            service[text: field].flatMap {
                PublicText(
                    name: TextName(kind: "service", key: service.key, field: field), title: service.name, words: $0,
                    sources: sources)
            }
        }
    }

    private static func of(_ site: Site, _ sources: [String]) -> [PublicText] {
        Site.textFields.compactMap { field in
            site[text: field].flatMap {
                PublicText(
                    name: TextName(kind: "site", key: site.key, field: field), title: site.name, words: $0,
                    sources: sources)
            }
        }
    }
}

extension Service {
    fileprivate static let textFields = ["name", "description", "price", "bring"]

    fileprivate subscript(text field: String) -> LocalisedText? {
        get {
            switch field {
            case "name": name
            case "description": description
            case "price": price
            case "bring": bring
            default: nil
            }
        }
        set {
            switch field {
            case "name": name = newValue ?? name
            case "description": description = newValue
            case "price": price = newValue
            case "bring": bring = newValue
            default: break
            }
        }
    }
}

extension Site {
    fileprivate static let textFields = ["name", "description"]

    fileprivate subscript(text field: String) -> LocalisedText? {
        get {
            switch field {
            case "name": name
            case "description": description
            default: nil
            }
        }
        set {
            switch field {
            case "name": name = newValue ?? name
            case "description": description = newValue
            default: break
            }
        }
    }
}

extension GuideContent {
    /// The same with what translators made, and a note of what is older than its source.
    func laying(_ overlay: TextOverlay) -> GuideContent {
        guard !overlay.words.isEmpty else { return self }
        var content = self
        for index in services.indices {
            let key = services[index].key
            for field in Service.textFields {
                let name = TextName(kind: "service", key: key, field: field)
                guard overlay.words[name] != nil, let text = services[index][text: field] else { continue }
                content.services[index][text: field] = overlay.laid(over: text, name)
                content.outdated[RecordName(.service, key), default: []].formUnion(overlay.outdated[name] ?? [])
            }
        }
        for index in sites.indices {
            let key = sites[index].key
            for field in Site.textFields {
                let name = TextName(kind: "site", key: key, field: field)
                guard overlay.words[name] != nil, let text = sites[index][text: field] else { continue }
                content.sites[index][text: field] = overlay.laid(over: text, name)
                content.outdated[RecordName(.site, key), default: []].formUnion(overlay.outdated[name] ?? [])
            }
        }
        return content
    }
}
