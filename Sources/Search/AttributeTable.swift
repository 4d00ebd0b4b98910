/// Everything that a document either has or has not, as one set for each value, and as bits beside each document.
struct AttributeTable: Sendable {
    /// Rows of the sets, list by list, with `free` last.
    let rows: [Bitset]
    /// First row of each list, by the list's raw value.
    private let firstRow: [Int]
    private let counts: [Int]
    /// Documents that name a public or a status, which text looks for; the rows hold those *open to* them.
    private let naming: [Bitset]
    /// The first four needs of each document; empty places hold the number of needs.
    let packedNeeds: [SIMD4<UInt16>]
    /// Needs beyond the fourth, by document, rising.
    let furtherNeeds: [(document: UInt32, need: UInt16)]
    /// District of each document; without one, the number of districts.
    let districts: [UInt16]
    /// Bits beside each document, `maskWidth` words each: rows from ``firstMaskRow`` on.
    let masks: [UInt64]
    let maskWidth: Int
    private let genders: [Bitset]
    private let ages: AgeTable
    private let organisations: [String: Int]
    private let organisationDocuments: [[UInt32]]

    /// Lists in the order of the rows: those counted document by document first, those in masks after.
    private static let order: [VocabularyList] = [
        .need, .district, .theme, .public, .status, .language, .accessibility, .condition, .amenity,
    ]

    /// `documents` in the index's own order.
    init(_ documents: [SearchDocument], _ vocabulary: Vocabulary) {
        let sizes = VocabularyList.allCases.map { vocabulary.entries(of: $0).count }
        var firstRow = [Int](repeating: 0, count: sizes.count)
        var rowCount = 0
        for list in Self.order {
            firstRow[Int(list.rawValue)] = rowCount
            rowCount += sizes[Int(list.rawValue)]
        }
        let size = documents.count
        var rows = [Bitset](repeating: Bitset(bitCount: size), count: rowCount + 1)
        let namingCount = sizes[Int(VocabularyList.public.rawValue)] + sizes[Int(VocabularyList.status.rawValue)]
        var naming = [Bitset](repeating: Bitset(bitCount: size), count: namingCount)
        var genders = [Bitset](repeating: Bitset(bitCount: size), count: Gender.allCases.count)
        var packedNeeds: [SIMD4<UInt16>] = []
        var furtherNeeds: [(document: UInt32, need: UInt16)] = []
        var districts: [UInt16] = []
        var organisations: [String: Int] = [:]
        var organisationDocuments: [[UInt32]] = []
        let themeOfNeed = vocabulary.needs.map { need in need.parent.flatMap { vocabulary.theme($0) } }

        for (number, document) in documents.enumerated() {
            func insert<List>(_ list: VocabularyList, _ keys: [Key<List>]) {
                for key in keys where Int(key.rawValue) < sizes[Int(list.rawValue)] {
                    rows[firstRow[Int(list.rawValue)] + Int(key.rawValue)].insert(number)
                }
            }
            func insertOpenTo<List>(_ list: VocabularyList, _ keys: [Key<List>]) {
                insert(list, keys)
                let offset = list == .public ? 0 : sizes[Int(VocabularyList.public.rawValue)]
                for key in keys where Int(key.rawValue) < sizes[Int(list.rawValue)] {
                    naming[offset + Int(key.rawValue)].insert(number)
                }
                guard keys.isEmpty else { return }
                let first = firstRow[Int(list.rawValue)]
                for row in first..<first + sizes[Int(list.rawValue)] { rows[row].insert(number) }
            }
            insert(.need, document.needs)
            insert(.theme, document.needs.compactMap { themeOfNeed.element(Int($0.rawValue)) ?? nil })
            insert(.district, document.district.map { [$0] } ?? [])
            insertOpenTo(.public, document.publics)
            insertOpenTo(.status, document.statuses)
            insert(.language, document.languages)
            insert(.accessibility, document.accessibility)
            insert(.condition, document.conditions)
            insert(.amenity, document.amenities)
            if document.isFree { rows[rowCount].insert(number) }
            for gender in document.genders.isEmpty ? Gender.allCases : document.genders {
                genders[Int(gender.rawValue)].insert(number)
            }
            var packed = SIMD4<UInt16>(repeating: UInt16(vocabulary.needs.count))
            let needs = Set(document.needs.map(\.rawValue)).filter { Int($0) < vocabulary.needs.count }.sorted()
            for (place, need) in needs.enumerated() {
                if place < 4 { packed[place] = need } else { furtherNeeds.append((UInt32(number), need)) }
            }
            packedNeeds.append(packed)
            let noDistrict = UInt16(vocabulary.districts.count)
            districts.append(min(document.district?.rawValue ?? noDistrict, noDistrict))
            if let key = document.organisation {
                let organisation = organisations[key] ?? organisationDocuments.count
                if organisation == organisationDocuments.count {
                    organisations[key] = organisation
                    organisationDocuments.append([])
                }
                organisationDocuments[organisation].append(UInt32(number))
            }
        }
        let firstMaskRow = firstRow[Int(VocabularyList.theme.rawValue)]
        let width = (rows.count - firstMaskRow + 63) / 64
        var masks = [UInt64](repeating: 0, count: width * size)
        for row in firstMaskRow..<rows.count {
            let bit = row - firstMaskRow
            rows[row].visit { masks[$0 * width + bit >> 6] |= 1 << UInt64(bit & 63) }
        }
        self.rows = rows
        self.firstRow = firstRow
        counts = sizes
        self.naming = naming
        self.packedNeeds = packedNeeds
        self.furtherNeeds = furtherNeeds
        self.districts = districts
        self.masks = masks
        maskWidth = width
        self.genders = genders
        ages = AgeTable(documents.map(\.ages))
        self.organisations = organisations
        self.organisationDocuments = organisationDocuments
    }

    /// First row whose bit stands in ``masks``.
    var firstMaskRow: Int { firstRow[Int(VocabularyList.theme.rawValue)] }

    /// Row of ``rows`` with the free services.
    var freeRow: Int { rows.count - 1 }

    /// Rows of a list.
    func range(of list: VocabularyList) -> Range<Int> {
        let first = firstRow[Int(list.rawValue)]
        return first..<first + counts[Int(list.rawValue)]
    }

    /// Documents that have one of the values (for publics and statuses: that are open to one of them).
    func set<List>(_ list: VocabularyList, anyOf keys: [Key<List>], documentCount: Int) -> Bitset {
        let range = self.range(of: list)
        let known = keys.filter { Int($0.rawValue) < range.count }.map { range.lowerBound + Int($0.rawValue) }
        guard let first = known.first else { return Bitset(bitCount: documentCount) }
        var set = rows[first]
        for row in known.dropFirst() { set.formUnion(rows[row]) }
        return set
    }

    /// The set of one value.
    func row(_ list: VocabularyList, _ position: Int) -> Bitset {
        rows[firstRow[Int(list.rawValue)] + position]
    }

    /// Documents that a word of the vocabulary means: those that name it.
    func named(_ target: PhraseTarget) -> Bitset {
        switch target.list {
        case .public: naming[Int(target.position)]
        case .status: naming[counts[Int(VocabularyList.public.rawValue)] + Int(target.position)]
        default: row(target.list, Int(target.position))
        }
    }

    func receiving(_ gender: Gender) -> Bitset {
        genders[Int(gender.rawValue)]
    }

    func receiving(age: Int) -> Bitset {
        ages.set(age)
    }

    /// Documents of an organisation, rising.
    func documents(ofOrganisation key: String) -> [UInt32] {
        organisations[key].map { organisationDocuments[$0] } ?? []
    }
}

extension Array {
    /// The element, or nil outside the array.
    func element(_ index: Int) -> Element? {
        indices.contains(index) ? self[index] : nil
    }
}

extension Vocabulary {
    /// The entries of a list.
    public func entries(of list: VocabularyList) -> [Entry] {
        switch list {
        case .theme: themes
        case .need: needs
        case .public: publics
        case .status: statuses
        case .language: languages
        case .district: districts
        case .accessibility: accessibility
        case .condition: conditions
        case .amenity: amenities
        }
    }
}
