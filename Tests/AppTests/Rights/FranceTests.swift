import Rules
import Testing

@testable import Areas

/// The texts of French law that the project brings.
@Suite struct FranceTests {
    static func content() async throws -> RightsContent {
        let paris = try await TestCity.paris.value
        return try await paris.database.read { try Rights.load($0) }
    }

    static func find(_ typed: String) async throws -> [RightsFound] {
        try await TestCity.paris.value.city.snapshot().rights.finder.find(typed)
    }

    @Test func thereAreTheSituationsAndProceduresThatWerePromised() async throws {
        let content = try await Self.content()
        #expect(content.sheets.count >= 12)
        #expect(content.checklists.count >= 15)
        for sheet in content.sheets.map(\.current) {
            #expect(sheet.rights.count >= 4 && !sheet.documents.isEmpty, "\(sheet.key)")
            for language in ["fr", "fr-simple", "en"] { #expect(sheet.title[language] != nil, "\(sheet.key)") }
            // A signed text of law would be worth nothing without its articles.
            #expect(sheet.rights.allSatisfy { !$0.basis.isEmpty || $0.isUnsure }, "\(sheet.key)")
        }
        for checklist in content.checklists.map(\.current) {
            #expect((3...12).contains(checklist.steps.count), "\(checklist.key): \(checklist.steps.count) steps")
        }
    }

    @Test func everyWayOfAnsweringEndsWithinEightQuestionsOnASheetThatIsThere() async throws {
        let content = try await Self.content()
        let tree = try #require(content.tree)
        let sheets = Set(content.sheets.map(\.key))
        var ends = 0
        func walk(_ answers: [String]) throws {
            #expect(answers.count <= SituationTree.mostQuestions)
            let (place, heard) = try #require(tree.place(after: answers))
            #expect(heard == answers)
            switch place {
            case .found(let answer):
                ends += 1
                #expect(!answer.sheets.isEmpty && Set(answer.sheets).isSubset(of: sheets), "\(answers)")
            case .asked(let question):
                #expect(question.answers.contains { $0.key == SituationTree.notKnown }, "\(question.key)")
                for answer in question.answers { try walk(answers + [answer.key]) }
            }
        }
        try walk([])
        #expect(ends > 20)
        #expect(sheets.subtracting(tree.reachable).sorted() == [], "sheets to which no answers lead")
    }

    @Test(arguments: [
        ("titre de séjour", "residence-permit"), ("TITRE DE SEJOUR", "residence-permit"),
        ("bank account", "bank-account"),
        ("تصريح إقامة", "residence-permit"), ("OQTF", "oqtf"), ("dublin", "dublin"),
        ("carte vitale", "health-insurance"),
    ])
    func aSearchForAPaperFindsItsText(_ typed: String, _ key: String) async throws {
        let found = try await Self.find(typed)
        #expect(found.contains { $0.key == key }, "\(typed): \(found.map(\.key))")
        #expect(found.count <= RightsFinder.most)
    }

    @Test(arguments: ["douche", "shower", "manger", "de", "!", "", "wifi", "pain", "art"])
    func aSearchForAMealFindsNoLaw(_ typed: String) async throws {
        #expect(try await Self.find(typed) == [])
    }
}
