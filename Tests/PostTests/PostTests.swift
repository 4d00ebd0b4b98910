import Testing

@testable import Post
