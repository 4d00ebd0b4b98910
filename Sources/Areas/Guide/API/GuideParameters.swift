import Rules
import Search
import Web

/// Parameters of the guide's lists, as the OpenAPI document shows them.
enum GuideParameters {
    static let search: [Endpoint.Parameter] = [
        .init("q", "What is looked for, in any language", text(longest: GuideQuery.longestText), example: "douche"),
        .init("need", "Keys of needs: any of them", Schema.string(), example: "shower", isList: true),
        .init("theme", "Keys of themes: any of them", Schema.string(), example: "food", isList: true),
        .init("near", "Latitude,longitude in degrees (WGS 84)", Schema.string(), example: "48.8905,2.3589"),
        .init(
            "radius", "Metres around `near`", Schema.number(from: 1, to: GuideQuery.largestRadius),
            example: JSONText(1500)),
        .init("district", "Keys of districts: any of them", Schema.string(), isList: true),
        .init("open", "`now`, `tonight`, a day (YYYY-MM-DD) or an RFC 3339 instant", Schema.string(), example: "now"),
        .init("public", "Keys of publics: services for any of them or for everyone", Schema.string(), isList: true),
        .init("age", "Age of the person", Schema.integer(from: 0, to: 120)),
        .init("gender", "Gender of the person", Schema.string(allowed: ["woman", "man", "other"])),
        .init("status", "Keys of legal statuses", Schema.string(), isList: true),
        .init("language", "Languages spoken there (BCP 47): any of them", Schema.string(), example: "ar", isList: true),
        .init("free", "Only what is said to be free", Schema.boolean()),
        .init("noAppointment", "Only without appointment", Schema.boolean()),
        .init("accessible", "Only where a wheelchair can enter", Schema.boolean()),
        .init("amenity", "Keys of amenities: all of them", Schema.string(), isList: true),
        .init("label", "Only at places that the city has visited and calls welcoming", Schema.boolean()),
        .init("organisation", "Key of the organisation that runs it", Schema.string()),
        .init("sort", "Order of the answer", Schema.string(allowed: ["relevance", "distance", "freshness"])),
        .init("limit", "Items on one page", Schema.integer(from: 1, to: GuideQuery.largestLimit, preset: 20)),
        .init("cursor", "“next” of the page before, with the same parameters", Schema.string()),
    ]

    private static func text(longest: Int) -> JSONText {
        JSONText(members: [("type", "string"), ("maxLength", JSONText(longest))])
    }

    static func status(_ text: String?) throws -> Site.Status? {
        guard let text else { return nil }
        guard let status = Site.Status(rawValue: text) else {
            let allowed = Site.Status.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem(
                .badRequest, "The list cannot be read.",
                faults: [.init(name: "status", reason: "must be one of \(allowed)")])
        }
        return status
    }

    static func district(_ key: String?, _ guide: GuideSnapshot) throws {
        guard let key, guide.district(key) == nil else { return }
        throw Problem(
            .badRequest, "The list cannot be read.",
            faults: [.init(name: "district", reason: "“\(key.prefix(60))” is not a district: see /api/v1/districts")])
    }
}
