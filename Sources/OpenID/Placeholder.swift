internal import AsyncHTTPClient
internal import JWTKit

enum Placeholder {}
