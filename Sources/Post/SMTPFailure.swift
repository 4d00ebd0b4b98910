internal import CLibCurl

/// What libcurl's result and the server's last answer mean for the letter.
enum SMTPFailure {
    /// - Parameter code: the server's last answer (RFC 5321 4.2), 0 if it gave none.
    static func error(_ result: CURLcode, code: Int) -> CarrierError? {
        let answer = code == 0 ? nil : code
        switch result {
        case CURLE_OK: return nil
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT: return .temporary(.unreachable, code: nil)
        case CURLE_OPERATION_TIMEDOUT: return .temporary(.timeout, code: answer)
        case CURLE_ABORTED_BY_CALLBACK: return .temporary(.cancelled, code: nil)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CONNECT_ERROR, CURLE_USE_SSL_FAILED:
            return .temporary(.untrusted, code: answer)
        case CURLE_FAILED_INIT, CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_OUT_OF_MEMORY:
            return .temporary(.unusable, code: nil)
        default: return error(result, answer: code)
        }
    }

    private static func error(_ result: CURLcode, answer code: Int) -> CarrierError {
        switch code {
        case 400..<500: .temporary(.notNow, code: code)
        // RFC 4954 6: the server wants a sign-in, another one, or another way to sign in. The letter is not at fault.
        case 530, 534, 535, 538: .temporary(.signIn, code: code)
        case _ where result == CURLE_LOGIN_DENIED: .temporary(.signIn, code: code == 0 ? nil : code)
        case 500..<600: .permanent(.refused, code: code)
        // A good answer, and then nothing: the connection broke.
        default: .temporary(.interrupted, code: code == 0 ? nil : code)
        }
    }
}
