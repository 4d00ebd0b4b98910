/// The code that shows that places are kept: eight signs of an alphabet without those that are taken for others. 2⁴⁰ of them.
public enum BookingCode {
    /// Crockford's thirty-two: no I, L, O, U.
    public static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
    public static let length = 8
    /// How many one code may stand for.
    public static let persons = 1...10
    /// Days after the date on which all that was kept of it is erased.
    public static let keptDays = 7

    /// As it was written by hand, in its one form; `nil`: not a code.
    public static func read(_ typed: String) -> String? {
        var signs: [UInt8] = []
        for byte in typed.utf8 {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "-"): continue
            case UInt8(ascii: "o"), UInt8(ascii: "O"): signs.append(UInt8(ascii: "0"))
            case UInt8(ascii: "i"), UInt8(ascii: "I"), UInt8(ascii: "l"), UInt8(ascii: "L"):
                signs.append(UInt8(ascii: "1"))
            case UInt8(ascii: "a")...UInt8(ascii: "z"): signs.append(byte - 32)
            default: signs.append(byte)
            }
            if signs.count > length { return nil }
        }
        guard signs.count == length, signs.allSatisfy(alphabet.contains) else { return nil }
        return String(decoding: signs, as: UTF8.self)
    }

    /// In two groups, to be read out.
    public static func shown(_ code: String) -> String { "\(code.prefix(4))-\(code.dropFirst(4))" }
}
