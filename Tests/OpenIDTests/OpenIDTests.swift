import Testing

@testable import OpenID
