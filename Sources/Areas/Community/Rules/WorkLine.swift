/// One line of a work contact: a name, a number, an address.
public enum WorkLine {
    /// Most characters of a name or a function.
    public static let longest = 120

    public static func isOneLine(_ text: String) -> Bool {
        text.count <= longest && text.utf8.count <= 4 * longest
            && text.unicodeScalars.allSatisfy { $0.value >= 32 && !(0x7F...0x9F).contains($0.value) && !isBreak($0) }
    }

    /// LINE SEPARATOR and PARAGRAPH SEPARATOR break lines too.
    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool { scalar.value == 0x2028 || scalar.value == 0x2029 }

    /// Digits with `+`, spaces, dots, hyphens and brackets; 2 (short numbers) to 15 digits (ITU-T E.164).
    public static func isPhone(_ text: String) -> Bool {
        let digits = text.utf8.filter { (48...57).contains($0) }.count
        return (2...15).contains(digits) && text.utf8.count <= 30
            && text.utf8.allSatisfy { (48...57).contains($0) || "+ .-()".utf8.contains($0) }
    }

    /// What address books and this directory can both write: `local@domain` of RFC 5321, without quoted forms.
    public static func isAddress(_ text: String) -> Bool {
        let sides = text.split(separator: "@", omittingEmptySubsequences: false)
        guard sides.count == 2, text.utf8.count <= 254, !sides[0].isEmpty, sides[0].utf8.count <= 64 else {
            return false
        }
        let local = sides[0].utf8.allSatisfy { isLetterOrDigit($0) || "!#$%&'*+/=?^_`{|}~.-".utf8.contains($0) }
        let labels = sides[1].split(separator: ".", omittingEmptySubsequences: false)
        let domain =
            labels.count >= 2
            && labels.allSatisfy { label in
                !label.isEmpty && label.utf8.count <= 63 && !label.hasPrefix("-") && !label.hasSuffix("-")
                    && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
            }
        return local && domain && !sides[0].hasPrefix(".") && !sides[0].hasSuffix(".") && !sides[0].contains("..")
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }

    /// Addresses that anyone can open, and that therefore are a person's own, most often.
    public static func isFreeMail(_ address: String) -> Bool {
        guard let domain = address.lowercased().split(separator: "@").last else { return false }
        return freeDomains.contains(String(domain))
            || freeFamilies.contains { domain.hasPrefix($0 + ".") }
    }

    /// Services that have one domain in each country: `yahoo.fr`, `outlook.com`.
    private static let freeFamilies = [
        "gmail", "googlemail", "yahoo", "ymail", "hotmail", "outlook", "live", "msn", "gmx",
    ]

    private static let freeDomains: Set<String> = [
        "icloud.com", "me.com", "mac.com", "aol.com", "aol.fr", "orange.fr", "wanadoo.fr", "free.fr", "laposte.net",
        "sfr.fr", "neuf.fr", "numericable.fr", "bbox.fr", "club-internet.fr", "cegetel.net", "voila.fr", "proton.me",
        "protonmail.com", "protonmail.ch", "pm.me", "tutanota.com", "tuta.io", "tuta.com", "mail.com", "mail.ru",
        "yandex.ru", "yandex.com", "rambler.ru", "zoho.com", "fastmail.com", "hey.com", "web.de", "t-online.de",
        "libero.it", "rediffmail.com", "qq.com", "163.com", "126.com", "ukr.net", "riseup.net", "posteo.net",
        "posteo.de", "mailo.com", "netcourrier.com", "skynet.be", "telenet.be", "bluewin.ch",
    ]
}
