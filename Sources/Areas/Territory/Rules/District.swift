/// A part of the city that people name: an arrondissement, a quarter.
public struct District: Sendable, Hashable, Codable {
    public var key: String
    public var number: Int
    public var name: LocalisedText
    public var aliases: [String]
    public var postcodes: [String]
    public var centre: Coordinate
    public var population: Figure?
    /// Schematic, drawn for this project, unless the city has imported its real boundary.
    public var outline: Outline

    public init(
        key: String, number: Int, name: LocalisedText, aliases: [String] = [], postcodes: [String] = [],
        centre: Coordinate, population: Figure? = nil, outline: Outline
    ) {
        self.key = key
        self.number = number
        self.name = name
        self.aliases = aliases
        self.postcodes = postcodes
        self.centre = centre
        self.population = population
        self.outline = outline
    }
}

/// A wider area around the city (a département, a county), with what its plan says of places there.
public struct Region: Sendable, Hashable, Codable {
    public var key: String
    public var code: String
    public var name: LocalisedText
    public var kind: String
    public var figures: [Figure]
    public var population: Figure?
    public var note: LocalisedText?
    public var outline: Outline?
    public var sources: [SourceNote]

    public init(
        key: String, code: String, name: LocalisedText, kind: String, figures: [Figure] = [], population: Figure? = nil,
        note: LocalisedText? = nil, outline: Outline? = nil, sources: [SourceNote] = []
    ) {
        self.key = key
        self.code = code
        self.name = name
        self.kind = kind
        self.figures = figures
        self.population = population
        self.note = note
        self.outline = outline
        self.sources = sources
    }
}

/// A stop of public transport, with the lines that call there.
public struct Station: Sendable, Hashable, Codable {
    public var key: String
    public var name: String
    public var modes: [String]
    public var lines: [String]
    public var point: Coordinate

    public init(key: String, name: String, modes: [String], lines: [String], point: Coordinate) {
        self.key = key
        self.name = name
        self.modes = modes
        self.lines = lines
        self.point = point
    }
}
