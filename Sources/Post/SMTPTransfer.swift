internal import CLibCurl

/// One letter over one connection. Blocks.
struct SMTPTransfer {
    let settings: SMTPSettings
    let recipients: [String]
    let stop: StopSign

    func send(_ message: [UInt8]) throws(CarrierError) {
        guard Self.isStarted, let handle = curl_easy_init() else { throw .temporary(.unusable, code: nil) }
        defer { curl_easy_cleanup(handle) }
        var list: UnsafeMutablePointer<curl_slist>?
        defer { curl_slist_free_all(list) }
        for recipient in recipients {
            guard let longer = curl_slist_append(list, "<\(recipient)>") else { throw .temporary(.unusable, code: nil) }
            list = longer
        }
        let source = MessageSource(message)
        let result = withExtendedLifetime((source, stop)) {
            let isReady =
                setServer(handle) && setSecurity(handle) && vr_curl_set_recipients(handle, list) == CURLE_OK
                && vr_curl_set_reader(handle, Self.read, Unmanaged.passUnretained(source).toOpaque()) == CURLE_OK
                && vr_curl_set_watcher(handle, Self.watch, Unmanaged.passUnretained(stop).toOpaque()) == CURLE_OK
            return isReady ? curl_easy_perform(handle) : CURLE_FAILED_INIT
        }
        if let failure = SMTPFailure.error(result, code: vr_curl_response_code(handle)) { throw failure }
    }

    /// libcurl wants to be started once a process, before any other call.
    private static let isStarted = vr_curl_start() == CURLE_OK

    private func setServer(_ handle: UnsafeMutableRawPointer) -> Bool {
        let scheme = settings.encryption == .tls ? "smtps" : "smtp"
        let texts: [(CURLoption, String)] =
            [
                (CURLOPT_URL, "\(scheme)://\(settings.host):\(settings.port)/\(settings.greeting ?? "")"),
                // The environment's web proxies are not meant for letters.
                (CURLOPT_PROXY, ""),
                (CURLOPT_MAIL_FROM, "<\(settings.sender.address.text)>"),
            ] + (settings.signIn.map { [(CURLOPT_USERNAME, $0.user), (CURLOPT_PASSWORD, $0.secret)] } ?? [])
        let numbers: [(CURLoption, Int)] = [
            // Signals and threads do not go together.
            (CURLOPT_NOSIGNAL, 1), (CURLOPT_UPLOAD, 1), (CURLOPT_CONNECTTIMEOUT_MS, settings.connectTimeout),
            (CURLOPT_TIMEOUT_MS, settings.timeout),
        ]
        return texts.allSatisfy { vr_curl_set_text(handle, $0, $1) == CURLE_OK }
            && numbers.allSatisfy { vr_curl_set_number(handle, $0, $1) == CURLE_OK }
    }

    private func setSecurity(_ handle: UnsafeMutableRawPointer) -> Bool {
        let verifies = settings.verifiesCertificate
        let encryption = settings.encryption == .none ? CURLUSESSL_NONE : CURLUSESSL_ALL
        let numbers: [(CURLoption, Int)] = [
            (CURLOPT_USE_SSL, Int(encryption.rawValue)), (CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
            // 2: the certificate must bear the server's name.
            (CURLOPT_SSL_VERIFYPEER, verifies ? 1 : 0), (CURLOPT_SSL_VERIFYHOST, verifies ? 2 : 0),
        ]
        let authorities = settings.authorities.map { vr_curl_set_text(handle, CURLOPT_CAINFO, $0) == CURLE_OK } ?? true
        return authorities && numbers.allSatisfy { vr_curl_set_number(handle, $0, $1) == CURLE_OK }
    }

    private static let read: vr_curl_reader = { place, size, count, source in
        guard let place, let source else { return 0 }
        return Unmanaged<MessageSource>.fromOpaque(source).takeUnretainedValue()
            .read(into: UnsafeMutableRawBufferPointer(start: place, count: size * count))
    }

    /// Anything but zero makes libcurl give up.
    private static let watch: vr_curl_watcher = { watched, _, _, _, _ in
        guard let watched else { return 0 }
        return Unmanaged<StopSign>.fromOpaque(watched).takeUnretainedValue().isUp ? 1 : 0
    }
}

/// What is left of the letter; used on one thread only.
private final class MessageSource {
    private let bytes: [UInt8]
    private var sent = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func read(into place: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(place.count, bytes.count - sent)
        place.copyBytes(from: bytes[sent..<sent + count])
        sent += count
        return count
    }
}
