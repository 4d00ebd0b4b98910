/// `application/x-www-form-urlencoded` (WHATWG URL, 5.1). Bytes that are not UTF-8 become U+FFFD, nothing fails.
public enum FormDecoding {
    public static func decode(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        var pending = Array(text.utf8)[...]
        while let byte = pending.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                let two = pending.prefix(2)
                if two.count == 2, let value = UInt8(String(decoding: two, as: UTF8.self), radix: 16) {
                    bytes.append(value)
                    pending = pending.dropFirst(2)
                } else {
                    bytes.append(byte)
                }
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A segment of a path, in which `+` is a plus (RFC 3986).
    public static func decodeSegment(_ text: String) -> String {
        text.utf8.contains(UInt8(ascii: "%")) ? decode(text.replacing("+", with: "%2B")) : text
    }
}
