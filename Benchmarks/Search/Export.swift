import Foundation
import Search

/// Writes services, vocabulary and questions as JSON lines, so that others answer exactly the same.
enum Export {
    static func write(services: [GeneratedService], to folder: String) throws {
        try lines(
            services.indices.map { number in
                let document = services[number].document
                var record: [String: Any] = [
                    "id": number, "name": services[number].name, "organisation": services[number].organisationName,
                    "alias": services[number].organisationAlias, "description": services[number].description,
                    "place": document.texts.first { $0.field == .place }?.text ?? "",
                    "district": Int(document.district?.rawValue ?? 0), "free": document.isFree,
                    "needs": document.needs.map { Int($0.rawValue) },
                    "publics": document.publics.map { Int($0.rawValue) },
                    "statuses": document.statuses.map { Int($0.rawValue) },
                    "genders": document.genders.map { Int($0.rawValue) },
                    "languages": document.languages.map { Int($0.rawValue) },
                    "conditions": document.conditions.map { Int($0.rawValue) },
                    "accessibility": document.accessibility.map { Int($0.rawValue) },
                    "amenities": document.amenities.map { Int($0.rawValue) },
                ]
                if let point = document.point { record["at"] = [point.latitude, point.longitude] }
                if let ages = document.ages { record["ages"] = [ages.lowerBound, ages.upperBound] }
                if let spans = document.openSpans {
                    record["open"] = spans.filter(\.isCertain).map { [Int($0.start), Int($0.end)] }
                }
                return record
            }, to: folder + "/services.jsonl")
        try lines(
            BenchmarkVocabulary.needs.enumerated().flatMap { position, need in
                (need.labels + need.synonyms).map {
                    ["need": position, "language": $0.language, "text": $0.text] as [String: Any]
                }
            }, to: folder + "/vocabulary.jsonl")
    }

    static func write(questions: [Question], truth: [(nearest: [Int32], total: Int)], to folder: String) throws {
        try lines(
            zip(questions, truth).map { question, truth in
                let query = question.query
                var record: [String: Any] = [
                    "kind": question.kind, "text": query.text, "typo": question.hasTypo,
                    "nearest": truth.nearest.map { Int($0) }, "total": truth.total,
                    "needs": query.needs.map { Int($0.rawValue) },
                    "districts": query.districts.map { Int($0.rawValue) },
                    "publics": query.publics.map { Int($0.rawValue) },
                    "statuses": query.statuses.map { Int($0.rawValue) },
                    "languages": query.languages.map { Int($0.rawValue) }, "free": query.isFree,
                    "conditions": query.conditions.map { Int($0.rawValue) },
                    "accessibility": query.accessibility.map { Int($0.rawValue) },
                    "amenities": query.amenities.map { Int($0.rawValue) },
                ]
                if let near = query.near {
                    record["at"] = [near.point.latitude, near.point.longitude]
                    if let radius = near.radius { record["radius"] = radius }
                }
                if case .at(let minute) = query.open { record["open"] = Int(minute) }
                if let age = query.age { record["age"] = age }
                if let gender = query.gender { record["gender"] = Int(gender.rawValue) }
                return record
            }, to: folder + "/questions.jsonl")
    }

    private static func lines(_ records: [[String: Any]], to path: String) throws {
        var data = Data()
        for record in records {
            data += try JSONSerialization.data(withJSONObject: record, options: [.sortedKeys, .withoutEscapingSlashes])
            data.append(0x0A)
        }
        try data.write(to: URL(fileURLWithPath: path))
    }
}
