internal import CLibPQ
internal import Foundation

/// The types that our statements meet, by their numbers in PostgreSQL's catalogue (`pg_type.dat`).
enum PostgresType {
    static let bool: Oid = 16
    static let bytea: Oid = 17
    static let int8: Oid = 20
    static let text: Oid = 25
    static let float8: Oid = 701
}

/// Bound values in PostgreSQL's binary form: nothing in them is ever read as part of a statement.
struct PostgresParameters {
    private(set) var types: [Oid] = []
    private var bytes: [UInt8] = []
    private var places: [Int?] = []
    private var lengths: [Int32] = []

    init(_ values: [SQLValue]) {
        for value in values { append(value) }
    }

    private mutating func append(_ value: SQLValue) {
        let start = bytes.count
        switch value {
        case .null: types.append(0)
        case .integer(let number):
            types.append(PostgresType.int8)
            withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
        case .real(let number):
            types.append(PostgresType.float8)
            withUnsafeBytes(of: number.bitPattern.bigEndian) { bytes += $0 }
        case .text(let text):
            types.append(PostgresType.text)
            bytes += text.utf8
        case .blob(let blob):
            types.append(PostgresType.bytea)
            bytes += blob
        }
        lengths.append(Int32(bytes.count - start))
        if case .null = value { places.append(nil) } else { places.append(start) }
    }

    var count: Int32 { Int32(types.count) }

    /// Calls `body` with the pointers, lengths and formats that libpq takes.
    func withPointers<T>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> T
    ) -> T {
        // One more byte, so that an empty text at the end has an address: none would mean NULL.
        let padded = bytes + [0]
        let formats = [Int32](repeating: 1, count: types.count)
        return padded.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { characters in
                let pointers = places.map { place in
                    place.flatMap { offset in characters.baseAddress.map { $0 + offset } }
                }
                return pointers.withUnsafeBufferPointer { pointers in
                    lengths.withUnsafeBufferPointer { lengths in
                        formats.withUnsafeBufferPointer {
                            body(pointers.baseAddress, lengths.baseAddress, $0.baseAddress)
                        }
                    }
                }
            }
        }
    }
}

/// Values of an answer in PostgreSQL's binary form.
enum PostgresValue {
    /// - Returns: `nil` when the type is none that the program uses.
    static func decoded(_ bytes: UnsafeRawBufferPointer, type: Oid) -> SQLValue? {
        switch type {
        case PostgresType.bool: .integer(bytes.first == 0 ? 0 : 1)
        case PostgresType.int8: .integer(Int64(bigEndian: bytes.loadUnaligned(as: Int64.self)))
        case 21: .integer(Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self))))
        case 23: .integer(Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self))))
        case 26: .integer(Int64(UInt32(bigEndian: bytes.loadUnaligned(as: UInt32.self))))
        case 700: .real(Double(Float(bitPattern: UInt32(bigEndian: bytes.loadUnaligned(as: UInt32.self)))))
        case PostgresType.float8: .real(Double(bitPattern: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))))
        case PostgresType.bytea: .blob([UInt8](bytes))
        // text, name, "char", bpchar, varchar, unknown
        case PostgresType.text, 19, 18, 1042, 1043, 705: .text(String(decoding: bytes, as: UTF8.self))
        case 1700: numeric(bytes)
        // void: what `SELECT pg_notify(…)` answers
        case 2278: .null
        default: nil
        }
    }

    /// Whole numbers that fit are INTEGER (what `sum` answers), others REAL.
    private static func numeric(_ bytes: UnsafeRawBufferPointer) -> SQLValue {
        func word(_ index: Int) -> Int {
            Int(UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self)))
        }
        let count = word(0)
        let weight = Int(Int16(truncatingIfNeeded: word(1)))
        let isNegative: Bool
        switch word(2) {
        case 0x0000: isNegative = false
        case 0x4000: isNegative = true
        case 0xD000: return .real(.infinity)
        case 0xF000: return .real(-.infinity)
        default: return .real(.nan)
        }
        let digits = (0..<count).map { word(4 + $0) }
        if let whole = whole(digits, weight: weight, isNegative: isNegative) { return .integer(whole) }
        // Through decimal text: the nearest double, as PostgreSQL's own cast gives.
        var text = isNegative ? "-" : ""
        for digit in digits { text += String(digit + 10_000).dropFirst() }
        text += "e\((weight - count + 1) * 4)"
        return .real(Double(text) ?? .nan)
    }

    private static func whole(_ digits: [Int], weight: Int, isNegative: Bool) -> Int64? {
        if digits.dropFirst(max(0, weight + 1)).contains(where: { $0 != 0 }) { return nil }
        var number: Int64 = 0
        if weight < 0 { return 0 }
        for index in 0...weight {
            let digit = Int64(index < digits.count ? digits[index] : 0)
            let (tenfold, overflow) = number.multipliedReportingOverflow(by: 10_000)
            let (sum, carry) =
                isNegative
                ? tenfold.subtractingReportingOverflow(digit) : tenfold.addingReportingOverflow(digit)
            if overflow || carry { return nil }
            number = sum
        }
        return number
    }
}
