internal import Files
internal import Foundation
internal import Rules

/// What a service of data.inclusion says in words: labels of ours are understood again, the rest stands in the description, so that
/// nobody comes in vain.
struct DataInclusionWords {
    let taxonomy: Taxonomy
    let given: StandardRecord

    /// Words that no list of ours has.
    private var rest: [String] = []

    init(taxonomy: Taxonomy, given: StandardRecord) {
        self.taxonomy = taxonomy
        self.given = given
    }

    mutating func tell(_ service: inout Service) {
        publics(&service)
        cost(&service)
        conditions(&service)
        if let words = given.words("mobilisation_precisions") { rest.append(words) }
        let description = ([given.words("description")].compactMap { $0 } + rest).joined(separator: "\n")
        service.description = DataInclusionReading.french(description.isEmpty ? nil : description)
    }

    private mutating func publics(_ service: inout Service) {
        var unknown: [String] = []
        for part in parts("publics_precisions") {
            if let term = labelled(part, .publics) {
                service.publics.append(term.key)
            } else if let term = labelled(part, .statuses) {
                service.statuses.append(term.key)
            } else if let ages = Self.ages(part) {
                service.ages = ages
            } else {
                unknown.append(part)
            }
        }
        if service.publics.isEmpty, service.statuses.isEmpty {
            let values = given.list("publics").filter { $0 != "tous-publics" }
            for value in values {
                if let term = Taxonomy.meaning(of: value, in: taxonomy[.publics]) {
                    if !service.publics.contains(term.key) { service.publics.append(term.key) }
                } else {
                    unknown.append(value.replacing("-", with: " "))
                }
            }
        }
        if !unknown.isEmpty { rest.append("Public : " + unknown.joined(separator: " ; ")) }
    }

    private mutating func cost(_ service: inout Service) {
        var price: [String] = []
        for part in parts("frais_precisions") {
            if let term = labelled(part, .costs) { service.cost = term.key } else { price.append(part) }
        }
        if service.cost == nil, let fees = given.words("frais") {
            service.cost = Taxonomy.meaning(of: fees, in: taxonomy[.costs])?.key
        }
        service.price = DataInclusionReading.french(price.isEmpty ? nil : price.joined(separator: "; "))
    }

    private mutating func conditions(_ service: inout Service) {
        var others: [String] = []
        for part in parts("conditions_acces") {
            if let term = labelled(part, .conditions) {
                service.conditions.append(term.key)
            } else {
                others.append(part)
            }
        }
        if !others.isEmpty { rest.append("Conditions : " + others.joined(separator: " ; ")) }
        // Nobody should come alone to what only a professional can ask for.
        if given.list("mobilisable_par") == ["professionnels"] { add("by-referral", to: &service) }
        if DataInclusionReading.isRemote(given) {
            if given.words("telephone") != nil {
                add("by-phone", to: &service)
            } else {
                rest.append("À distance : on ne peut pas venir sur place.")
            }
        }
    }

    private func add(_ condition: String, to service: inout Service) {
        if taxonomy.term(condition, in: .conditions) != nil, !service.conditions.contains(condition) {
            service.conditions.append(condition)
        }
    }

    private func parts(_ field: String) -> [String] {
        guard let words = given.words(field) else { return [] }
        let parts = words.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        let isOurs = parts.contains { part in
            [Taxonomy.List.publics, .statuses, .costs, .conditions].contains { labelled(part, $0) != nil }
                || Self.ages(part) != nil
        }
        return isOurs ? parts : [words]
    }

    private func labelled(_ words: String, _ list: Taxonomy.List) -> Term? {
        taxonomy[list].first { $0.label[DataInclusionRecords.language] == words }
    }

    private static func ages(_ words: String) -> Service.Ages? {
        if words.hasPrefix("≥ ") { return Int(words.dropFirst(2)).map { Service.Ages(from: $0, to: nil) } }
        if words.hasPrefix("≤ ") { return Int(words.dropFirst(2)).map { Service.Ages(from: nil, to: $0) } }
        let ends = words.split(separator: "–").map { Int($0) }
        guard ends.count == 2, let from = ends[0], let to = ends[1] else { return nil }
        return Service.Ages(from: from, to: to)
    }
}
