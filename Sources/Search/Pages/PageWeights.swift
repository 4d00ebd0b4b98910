/// How much each way of looking counts. Found by measuring on questions over guides of three German districts
/// (docs/decisions/0022-search-of-pages.md); neighbouring values do nearly as well.
struct PageWeights: Sendable {
    var words: Float = 0
    var grams: Float = 0
    var concepts: Float = 0
    var wordWindows: Float = 0
    var conceptWindows: Float = 0
    var titleGrams: Float = 0
    var skeletons: Float = 0

    static let sameLanguage = PageWeights(
        words: 0.5, grams: 1, concepts: 0.5, wordWindows: 0.3, conceptWindows: 0.2, titleGrams: 0.2)
    static let acrossLanguages = PageWeights(
        grams: 0.3, concepts: 1, conceptWindows: 0.2, skeletons: 0.3)

    var sum: Float {
        words + grams + concepts + wordWindows + conceptWindows + titleGrams + skeletons
    }
}
