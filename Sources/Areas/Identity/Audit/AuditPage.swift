internal import Rules
internal import Store
internal import Web

struct AuditPage {
    let lines: [AuditFilter.Line]
    let names: AuditNames
    let kind: String?
    let object: String?
    let values: FormValues
    let faults: [Problem.Fault]
    let cursor: AuditCursor

    private var next: String? {
        lines.count == AuditFilter.most ? lines.last.flatMap { cursor.text($0.sequence) } : nil
    }

    func page(_ visit: Visit) -> Page {
        let say = visit.say
        return DeskSheet.page(
            visit, object == nil ? "identity.audit.title" : "identity.audit.object",
            """
            <p class="lead">\(say(object == nil ? "identity.audit.lead" : "identity.audit.object.lead"))</p>
            \(if: object == nil, filters(visit))
            \(lines.isEmpty ? "<p class=\"empty\">\(say("identity.audit.none"))</p>" : table(visit))
            \(if: next != nil, "<p>\(visit.link(older, HTML(say("identity.audit.older"))))</p>")
            """)
    }

    private var older: SitePath {
        var path = SitePath("work", "audit")
        if let kind, let object { path.segments += [kind, object] }
        path.query =
            values.pairs.filter { $0.name != "before" && !$0.value.isEmpty }
            + [(name: "before", value: next ?? "")]
        return path
    }

    // MARK: Looking for

    /// A form that only looks: it changes nothing, so it is sent with GET and carries no mark.
    private func filters(_ visit: Visit) -> HTML {
        let say = visit.say
        func day(_ name: String, _ label: String) -> HTML {
            let fault = faults.first { $0.name == name }
            return """
                <div class="field"><label for="f-\(name)">\(label)</label>\
                \(if: fault != nil, "<p class=\"fault\">\(say("identity.audit.fault.day"))</p>")\
                <input id="f-\(name)" name="\(name)" type="date" value="\(values.typed(name))"></div>
                """
        }
        return """
            <form method="get" action="\(visit.url(SitePath("work", "audit")))" class="desk-form">
            \(day("from", say("identity.audit.from")))\(day("to", say("identity.audit.to")))
            \(kinds(visit))\(who(visit))
            <p class="buttons"><button type="submit" class="quiet">\(say("identity.show"))</button></p></form>
            """
    }

    private func kinds(_ visit: Visit) -> HTML {
        let chosen = values["kind"]
        let options = AuditKind.all.map { ($0, Self.kind($0, visit)) }.sorted { $0.1 < $1.1 }.map { value, words in
            "<option value=\"\(value)\"\(if: value == chosen, " selected")>\(words)</option>" as HTML
        }
        return """
            <div class="field"><label for="f-kind">\(visit.say("identity.audit.kind"))</label>\
            <select id="f-kind" name="kind"><option value="">\(visit.say("identity.audit.kind.all"))</option>\
            \(options)</select></div>
            """
    }

    /// Chosen by following a name in the table, taken back by a tick.
    private func who(_ visit: Visit) -> HTML {
        guard let actor = values["actor"] else { return HTML() }
        let name = names.people[actor] ?? Self.short(actor)
        return """
            <div class="field"><label><input type="checkbox" name="actor" value="\(actor)" checked> \
            \(visit.say("identity.audit.only", ["name": name]))</label></div>
            """
    }

    // MARK: What was found

    private func table(_ visit: Visit) -> HTML {
        let say = visit.say
        let rows = lines.map { line in
            """
            <tr><td data-label="\(say("identity.audit.when"))">\(DeskSheet.moment(line.at, visit))</td>
            <td data-label="\(say("identity.audit.who"))">\(actor(line, visit))</td>
            <td data-label="\(say("identity.organisation"))">\(organisation(line, visit))</td>
            <td data-label="\(say("identity.audit.what"))">\(act(line, visit))</td>
            <td data-label="\(say("identity.audit.record"))">\(record(line, visit))</td>
            <td data-label="\(say("identity.audit.outcome"))">\(outcome(line, visit))</td></tr>
            """ as HTML
        }
        return """
            <table class="cards"><thead><tr><th scope="col">\(say("identity.audit.when"))</th>
            <th scope="col">\(say("identity.audit.who"))</th><th scope="col">\(say("identity.organisation"))</th>
            <th scope="col">\(say("identity.audit.what"))</th><th scope="col">\(say("identity.audit.record"))</th>
            <th scope="col">\(say("identity.audit.outcome"))</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    /// Some acts have words of their own: nobody "lists a file", and a page that was shown left nowhere.
    private func act(_ line: AuditFilter.Line, _ visit: Visit) -> HTML {
        let own = ["\(line.action).\(line.kind).\(line.note ?? "")", "\(line.action).\(line.kind)"]
        let key = own.map { "audit.act.\($0)" }.first { visit.say.has($0) && (line.object == nil || line.note != nil) }
        return said(key ?? "audit.action.\(line.action)", line.action, visit)
    }

    private func actor(_ line: AuditFilter.Line, _ visit: Visit) -> HTML {
        guard let actor = line.actor else {
            return HTML(visit.say(NamelessActor(action: line.action, kind: line.kind, note: line.note).phrase))
        }
        let path = SitePath("work", "audit", query: [("actor", actor)])
        return visit.link(path, "<bdi>\(names.people[actor] ?? Self.short(actor))</bdi>")
    }

    private func organisation(_ line: AuditFilter.Line, _ visit: Visit) -> HTML {
        guard let key = line.organisation else { return "–" }
        return names.organisations[key].map { visit.name($0) } ?? HTML(key)
    }

    private func record(_ line: AuditFilter.Line, _ visit: Visit) -> HTML {
        let kind = Self.kind(line.kind, visit)
        guard let id = line.object else { return HTML(kind) }
        let name = "<bdi>\(names.records[id] ?? Self.short(id))</bdi>" as HTML
        return "\(kind) \(visit.link(SitePath("work", "audit", line.kind, id), name))"
    }

    private func outcome(_ line: AuditFilter.Line, _ visit: Visit) -> HTML {
        let words = said("audit.outcome.\(line.outcome)", line.outcome, visit)
        guard line.action == AuditEntry.Action.refuse.rawValue, let repeated = RepeatedRefusal(note: line.note) else {
            return words
        }
        return "\(words), \(visit.say("identity.audit.times", count: repeated.count))"
    }

    static func kind(_ kind: String, _ visit: Visit) -> String {
        visit.say.has("audit.kind.\(kind)") ? visit.say("audit.kind.\(kind)") : kind
    }

    /// A word of a later version of the program is shown as it stands.
    private func said(_ key: String, _ word: String, _ visit: Visit) -> HTML {
        HTML(visit.say.has(key) ? visit.say(key) : word)
    }

    /// The end of an id tells records apart for a person; keys that are words stay whole.
    private static func short(_ id: String) -> String { UUIDv7(id) == nil ? id : "…" + id.suffix(8) }

    // MARK: For programs

    var data: JSONText {
        JSONText(members: [
            (
                "items",
                JSONText(
                    lines.map { line in
                        JSONText(members: [
                            ("sequence", cursor.isPlain ? JSONText(line.sequence) : nil),
                            ("at", JSONText(line.at.rfc3339)),
                            ("actor", line.actor.map { JSONText($0) }),
                            ("name", line.actor.flatMap { names.people[$0] }.map { JSONText($0) }),
                            ("organisation", line.organisation.map { JSONText($0) }),
                            ("action", JSONText(line.action)), ("kind", JSONText(line.kind)),
                            ("object", line.object.map { JSONText($0) }), ("outcome", JSONText(line.outcome)),
                            ("note", line.note.map { JSONText($0) }),
                        ])
                    })
            ),
            ("next", next.map { JSONText($0) }),
        ])
    }
}
