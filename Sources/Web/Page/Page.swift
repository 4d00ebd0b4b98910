/// What one page says; the layout puts the city around it.
public struct Page: Sendable {
    public var title: String
    public var description: String?
    public var body: HTML
    /// Where the page stands: (name, address) from the home page down, itself left out.
    public var trail: [(name: String, path: SitePath)]
    /// schema.org description of what the page is about (JSON-LD).
    public var schema: JSONText?
    /// Search pages and error pages stay out of search engines.
    public var isIndexed: Bool
    /// Modules of `Resources/static` that add something to this page; none is needed to read it.
    public var modules: [String]
    /// Style sheets of `Resources/static` besides that of every page.
    public var styles: [String] = []
    /// The home page carries its own search box.
    public var showsSearch: Bool
    /// Of a form that was refused: told at the head of the page, before anything else.
    public var faults: [Problem.Fault] = []

    public init(
        title: String, description: String? = nil, trail: [(name: String, path: SitePath)] = [],
        schema: JSONText? = nil,
        isIndexed: Bool = true, modules: [String] = [], showsSearch: Bool = true, body: HTML
    ) {
        self.title = title
        self.description = description
        self.body = body
        self.trail = trail
        self.schema = schema
        self.isIndexed = isIndexed
        self.modules = modules
        self.showsSearch = showsSearch
    }
}
