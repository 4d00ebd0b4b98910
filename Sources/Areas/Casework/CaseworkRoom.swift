import Rules
import Store
import Vault
import Web

/// What every handler of this area works with.
struct CaseworkRoom: Sendable {
    let workplace: Workplace
    let city: @Sendable () throws -> CaseworkCity
    /// Path of the list of erased ids that lives outside the database.
    let erasures: String?
    /// Folder of exports; `nil`: this installation makes none.
    let exports: String?
    let limits: ExportLimits

    func seals() -> CaseworkSeals { CaseworkSeals(keys: workplace.keys) }

    /// Reads and writes in one transaction: what is read is noted in the same one.
    func work<T: Sendable>(_ body: @escaping @Sendable (Connection) throws -> T) async throws -> T {
        try await workplace.database.write(body)
    }
}

/// Seals and opens the fields of this area, each bound to its table, column and row.
struct CaseworkSeals: Sendable {
    let keys: KeyRing

    func seal(_ text: String, _ table: String, _ column: String, _ row: String) throws -> String {
        try keys.seal(text, for: FieldPlace(table: table, column: column, row: row))
    }

    func seal(_ text: String?, _ table: String, _ column: String, _ row: String) throws -> String? {
        try text.map { try seal($0, table, column, row) }
    }

    func open(_ sealed: String, _ table: String, _ column: String, _ row: String) throws -> String {
        try keys.open(sealed, for: FieldPlace(table: table, column: column, row: row))
    }

    func open(_ sealed: String?, _ table: String, _ column: String, _ row: String) throws -> String? {
        try sealed.map { try open($0, table, column, row) }
    }
}

extension Caller {
    /// The organisation that they act for. Doors of this area are closed to those who act for none.
    func acting() throws -> String {
        guard let organisation else { throw Problem.nothing }
        return organisation
    }
}

extension FormValues {
    /// The id that came with the form, or a new one: the same form twice makes one record.
    var recordID: String { self["id"].flatMap { UUIDv7($0)?.description } ?? UUIDv7().description }
}

extension Row {
    func wards() throws -> Set<Ward> {
        var wards: Set<Ward> = []
        if try get("ward_health", as: Bool.self) { wards.insert(.health) }
        if try get("ward_minors", as: Bool.self) { wards.insert(.minors) }
        if try get("ward_protected", as: Bool.self) { wards.insert(.protectedPlaces) }
        return wards
    }

    func instant(_ column: String) throws -> Instant { Instant(milliseconds: try get(column)) }
    func optionalInstant(_ column: String) throws -> Instant? {
        try optional(column, as: Int64.self).map { Instant(milliseconds: $0) }
    }
}
