import Rules
import Web

/// schema.org description of a service, for search engines and other readers of linked data.
struct ServiceSchema {
    let show: ServiceShow
    let visit: Visit

    var json: JSONText {
        let site = show.site
        let provider = show.organisation.map {
            JSONText(members: [
                ("@type", "Organization"), ("name", JSONText($0.name)), ("url", $0.website.map { JSONText($0) }),
            ])
        }
        return JSONText(members: [
            ("@context", "https://schema.org"), ("@type", "GovernmentService"),
            ("name", JSONText(visit.words(show.service.name))),
            ("description", visit.words(show.service.description).map { JSONText($0) }),
            ("url", JSONText(visit.origin + visit.url(.service(show.service.key)))),
            ("serviceType", JSONText(show.service.needs)),
            ("isAccessibleForFree", show.service.cost.map { JSONText($0 == "free") }),
            ("provider", provider),
            ("availableChannel", site.protected ? nil : channel(site)),
            ("availableLanguage", show.languages.isEmpty ? nil : JSONText(show.languages)),
        ])
    }

    private func channel(_ site: Site) -> JSONText {
        JSONText(members: [
            ("@type", "ServiceChannel"),
            ("servicePhone", show.phone.map { JSONText(members: [("telephone", JSONText($0))]) }),
            (
                "serviceLocation",
                JSONText(members: [
                    ("@type", "Place"), ("name", JSONText(visit.words(site.name))),
                    (
                        "address",
                        JSONText(members: [
                            ("@type", "PostalAddress"), ("streetAddress", site.address.map { JSONText($0) }),
                            ("postalCode", site.postcode.map { JSONText($0) }),
                            ("addressLocality", site.city.map { JSONText($0) }),
                            ("addressCountry", JSONText(visit.settings.country)),
                        ])
                    ),
                    (
                        "geo",
                        site.precision == .district
                            ? nil
                            : site.point.map {
                                JSONText(members: [
                                    ("@type", "GeoCoordinates"), ("latitude", JSONText($0.latitude)),
                                    ("longitude", JSONText($0.longitude)),
                                ])
                            }
                    ),
                ])
            ),
        ])
    }
}
