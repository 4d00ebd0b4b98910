/// Decimal numbers in ASCII, read and written without Foundation.
enum ASCIIDigits {
    /// The number written by these digits; nil when one is not a digit or there is none.
    static func value(_ digits: some Collection<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.count <= 18 else { return nil }
        var total = 0
        for digit in digits {
            guard digit >= 48, digit <= 57 else { return nil }
            total = total * 10 + Int(digit - 48)
        }
        return total
    }

    /// At least `width` digits, with zeros in front.
    static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value.magnitude)
        let zeros = String(repeating: "0", count: max(0, width - digits.count))
        return (value < 0 ? "-" : "") + zeros + digits
    }
}
