import Testing

@testable import Web

@Suite struct LanguageTests {
    @Test(arguments: [
        ("fr", 0, PluralCategory.one), ("fr", 1, .one), ("fr", 2, .other), ("en", 0, .other), ("en", 1, .one),
        ("ar", 0, .zero),
        ("ar", 2, .two), ("ar", 5, .few), ("ar", 11, .many), ("ar", 100, .other), ("ar", 103, .few), ("ru", 21, .one),
        ("ru", 11, .many), ("uk", 3, .few), ("zh", 1, .other), ("es", 1, .one), ("es", 1_000_000, .many),
        ("ro", 0, .few),
    ])
    func pluralFormsFollowCLDR(_ language: String, _ count: Int, _ category: PluralCategory) {
        #expect(PluralRule.category(of: count, in: language) == category)
    }

    @Test(arguments: [
        ("ar-SY, fr;q=0.8", "ar"), ("de, en;q=0.3", "en"), ("*", "fr"), ("", "fr"), ("fr;q=0, en;q=0.1", "en"),
        ("EN-gb", "en"),
        (",;q=,,", "fr"), ("zh-Hant-TW", "fr"),
    ])
    func languageIsNegotiated(_ header: String, _ chosen: String) {
        #expect(LanguageNegotiation.choose(header: header, offered: ["fr", "en", "ar"], preferred: "fr") == chosen)
    }

    @Test(arguments: [
        ("gzip", true), ("br, gzip;q=0.5", true), ("*", true), ("gzip;q=0", false), ("gzip;q=0.0", false),
        ("br", false),
    ])
    func gzipIsSentToThoseWhoTakeIt(_ header: String, _ taken: Bool) {
        #expect(DeliveryMiddleware.takesGzip(header) == taken)
    }

    @Test(arguments: [("a+b%20c", "a b c"), ("%D8%AF%D8%B4", "دش"), ("%zz%4", "%zz%4"), ("%ff", "\u{FFFD}")])
    func formsAreDecoded(_ text: String, _ words: String) {
        #expect(FormDecoding.decode(text) == words)
    }

    @Test func addressesAreEncoded() {
        #expect(SitePath("a b", "é/x", query: [("q", "a&b=c")]).url("fr") == "/fr/a%20b/%C3%A9%2Fx?q=a%26b%3Dc")
    }
}
