internal import Files
internal import Web

extension NameSearch {
    static let field = DeskRoute.Field("q", "Words of the name, or of the place.")

    /// The box of a filter.
    static func box(_ visit: Visit, _ typed: String) -> HTML {
        """
        <div class="field"><label for="f-q">\(visit.say("upkeep.list.words"))</label>\
        <input id="f-q" name="q" type="search" value="\(typed)" autocomplete="off" maxlength="200"></div>
        """
    }
}
