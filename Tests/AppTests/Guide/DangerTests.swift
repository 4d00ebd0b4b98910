import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Rules
import Testing

@testable import Areas

@Suite("Who is in danger is shown whom to call, before anything else")
struct DangerTests {
    private func page(_ language: String, _ words: String) async throws -> String {
        let typed = try #require(words.addingPercentEncoding(withAllowedCharacters: .alphanumerics))
        return try await TestCity.paris.value.get("/\(language)/search?q=\(typed)").text
    }

    @Test(arguments: [
        ("en", "I want to kill myself", "3114"), ("fr", "je veux mourir", "3114"), ("ar", "أريد أن أموت", "3114"),
        ("ti", "ነብሰይ ክቐትል ደልየ", "3114"), ("zh-Hans", "我要自杀，请帮帮我", "3114"),
        ("fr", "mon mari me frappe tous les jours", "3919"),
        ("so", "kufsi", "3919"), ("en", "domestic violence", "3919"), ("en", "bed for my family tonight", "115"),
        ("fr", "abri pour femmes", "115"), ("en", "hospital", "15"),
    ])
    func theLineComesFirst(_ language: String, _ words: String, _ number: String) async throws {
        let page = try await page(language, words)
        let main = try #require(page.range(of: "<main")).lowerBound
        let line = try #require(page.range(of: "href=\"tel:\(number)\"", range: main..<page.endIndex), "\(words)")
        if let list = page.range(of: "<ol class=\"cards\">") { #expect(line.lowerBound < list.lowerBound) }
        #expect(!page.contains("corrected"))
    }

    @Test func wordsOfDangerAreNotReadAsOthers() async throws {
        let page = try await page("en", "I want to kill myself")
        #expect(!page.contains("“fill”") && !page.contains("/en/search?need=shower\" class=\"chip"))
        // Who says something else with such a word is not told of suicide.
        #expect(!(try await self.page("en", "die a certificate")).contains("emergency-big\">3114"))
    }

    @Test func aNumberThatIsWrittenToOpensAMessage() async throws {
        let page = try await TestCity.paris.value.get("/en/emergency").text
        #expect(page.contains("href=\"sms:114\"") && !page.contains("href=\"tel:114\""))
    }

    @Test(arguments: ["lawyer CNDA", "OFPRA refused", "appeal asylum 10 days left", "recours cnda", "رفض اللجوء"])
    func aRefusalLeadsToItsSheet(_ words: String) async throws {
        let page = try await page("en", words)
        #expect(page.contains("/en/rights/asylum-refused\"") || page.contains("/en/steps/appeal-cnda\""), "\(words)")
    }

    @Test func numbersOfASheetCanBeTouched() async throws {
        let paris = try await TestCity.paris.value
        #expect(try await paris.get("/fr/rights/just-arrived").text.contains("href=\"tel:0142500900\""))
        let minor = try await paris.get("/fr/rights/unaccompanied-minor").text
        #expect(minor.contains("href=\"tel:119\""))
    }

    @Test func aNeedThatIsTypedTakesThePlaceOfTheChosenOne() async throws {
        let page = try await TestCity.paris.value.get("/en/search?q=meal&need=shower").text
        #expect(page.contains("<ol class=\"cards\">"))
    }

    @Test func signsAloneFindNothingAndSayNothingElse() async throws {
        let page = try await TestCity.paris.value.get("/en/search?q=%F0%9F%98%80").text
        #expect(page.contains("<span role=\"status\">0 services") && !page.contains("rel=\"next\""))
    }
}
