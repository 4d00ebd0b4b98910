// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// The search is optimised in debug builds too: without it an index of the whole city takes five times as long to make, and
/// every test that serves the guide waits for that. Packages that others depend on may not ask for it, so it is left out there.
let searchInDebug: [SwiftSetting] =
    Context.packageDirectory.contains("/checkouts/") ? [] : [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// The business areas. Each keeps its pure decisions in `Rules/`, which all compile into the target `Rules`.
let areas = ["Territory", "Identity", "Community", "Rights", "Guide", "Events", "Translations", "Casework", "Plan"]

let package = Package(
    name: "ville-refuge",
    products: [
        .executable(name: "villerefuge", targets: ["villerefuge"]),
        .library(name: "Rules", targets: ["Rules"]),
        .library(name: "Search", targets: ["Search"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CLibCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CLibArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(
            name: "CLibQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .target(name: "Rules", path: "Sources/Areas", sources: areas.map { "\($0)/Rules" }, swiftSettings: strict),
        .target(name: "Search", swiftSettings: strict + searchInDebug),
        .target(
            name: "Programs",
            dependencies: [
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict),
        .target(name: "Printing", dependencies: ["Programs"], swiftSettings: strict),
        .target(name: "Speech", dependencies: ["Programs"], swiftSettings: strict),
        .target(
            name: "Store",
            dependencies: [
                "CLibPQ", "Programs", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict),
        .target(
            name: "Vault",
            dependencies: [
                "CLibArchive", "CLibQREncode", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ],
            swiftSettings: strict),
        .target(name: "Post", dependencies: ["CLibCurl", "Programs"], swiftSettings: strict),
        .target(
            name: "OpenID",
            dependencies: [
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "JWTKit", package: "jwt-kit"), .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .target(
            name: "Files",
            dependencies: [
                "Rules", .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: strict),
        .target(
            name: "Web",
            dependencies: [
                "CZlib", "Rules",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .target(
            name: "Areas",
            dependencies: [
                "Rules", "Search", "Store", "Files", "Web", "Vault", "Post", "OpenID", "Printing", "Speech",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            path: "Sources/Areas", exclude: areas.map { "\($0)/Rules" }, swiftSettings: strict),
        .executableTarget(
            name: "villerefuge",
            dependencies: [
                "Areas", "Files", "Rules", "Store", "Web", "Vault", "Post", "OpenID", "Printing", "Speech",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
            ],
            path: "Sources/Server", swiftSettings: strict),
        .executableTarget(
            name: "SearchBenchmark", dependencies: ["Search"], path: "Benchmarks/Search", swiftSettings: strict),
        .executableTarget(
            name: "DeskSeed", dependencies: ["Areas", "Rules", "Store", "Vault"], path: "Benchmarks/Desk",
            exclude: ["measure.py"], swiftSettings: strict),
        .testTarget(name: "RulesTests", dependencies: ["Rules"], swiftSettings: strict),
        .testTarget(name: "SearchTests", dependencies: ["Search"], swiftSettings: strict),
        .target(
            name: "TestServers", dependencies: ["Programs"], path: "Tests/TestServers", swiftSettings: strict),
        .testTarget(name: "StoreTests", dependencies: ["Store", "TestServers"], swiftSettings: strict),
        .testTarget(name: "VaultTests", dependencies: ["Vault"], swiftSettings: strict),
        .target(name: "PythonServer", path: "Tests/PythonServer", swiftSettings: strict),
        .testTarget(
            name: "PostTests", dependencies: ["Post", "PythonServer"], exclude: ["Support"], swiftSettings: strict),
        .testTarget(
            name: "OpenIDTests",
            dependencies: ["OpenID", "PythonServer", .product(name: "AsyncHTTPClient", package: "async-http-client")],
            exclude: ["Support"], swiftSettings: strict),
        .testTarget(name: "WebTests", dependencies: ["Web", "Rules"], swiftSettings: strict),
        .testTarget(
            name: "AppTests",
            dependencies: [
                "Areas", "Files", "Rules", "Search", "Store", "Web", "Vault", "Post", "OpenID", "villerefuge",
                "TestServers", "Programs", "Printing", "Speech", .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
