import Rules

/// Finds the nearest station of public transport by a grid of cells of about one kilometre.
struct NearestStation: Sendable {
    /// Beyond this nobody is sent on foot (metres).
    static let furthest = 2_500.0
    private static let cell = 0.01

    private struct Cell: Hashable {
        var row: Int
        var column: Int
    }

    private let stations: [Station]
    private let cells: [Cell: [Int]]

    init(_ stations: [Station]) {
        self.stations = stations
        cells = Dictionary(grouping: stations.indices) { Self.cell(of: stations[$0].point) }
    }

    func nearest(to point: Coordinate) -> (station: Station, metres: Double)? {
        let home = Self.cell(of: point)
        var best: (index: Int, metres: Double)?
        // Cells are 1.1 km high; five of them are more than 2.5 km wide up to 60° of latitude.
        for row in home.row - 3...home.row + 3 {
            for column in home.column - 5...home.column + 5 {
                for index in cells[Cell(row: row, column: column)] ?? [] {
                    let metres = stations[index].point.distance(to: point)
                    if metres < (best?.metres ?? Self.furthest) { best = (index, metres) }
                }
            }
        }
        return best.map { (stations[$0.index], $0.metres) }
    }

    private static func cell(of point: Coordinate) -> Cell {
        Cell(row: Int((point.latitude / cell).rounded(.down)), column: Int((point.longitude / cell).rounded(.down)))
    }
}
