// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "bode",
    products: [
        .executable(name: "bode", targets: ["bode"]),
        .executable(name: "bode-worker", targets: ["bode-worker"]),
        .executable(name: "bode-plugin", targets: ["bode-plugin"]),
        .library(name: "Pipeline", targets: ["Pipeline"]),
        .library(name: "PluginKit", targets: ["PluginKit"]),
        .library(name: "PipelineTesting", targets: ["PipelineTesting"]),
        .executable(name: "contacts-stage", targets: ["contacts-stage"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    ],
    targets: [
        // The words and the protocols. No I/O, no C, nothing of ours beneath.
        .target(name: "Pipeline"),
        .target(name: "PipelineTesting", dependencies: ["Pipeline"]),

        // Pure tools that plugins may share.
        .target(name: "Language", dependencies: ["Pipeline"]),
        .target(name: "Learning", dependencies: ["Language"]),
        .target(name: "WebSource", dependencies: ["Pipeline"]),
        .target(name: "JSONSource", dependencies: ["Pipeline", "Markup", "WebSource"]),
        .target(name: "PluginProtocol", dependencies: ["Pipeline"]),
        .target(name: "PluginKit", dependencies: ["Pipeline", "PluginProtocol"]),
        .target(name: "StrictYAML", dependencies: [.product(name: "Yams", package: "Yams")]),

        // How it meets the machine. Only these may use C or unsafe code.
        system("CCurl", "libcurl", "libcurl4-openssl-dev"),
        system("CSQLite", "sqlite3", "libsqlite3-dev"),
        system("CXML", "libxml-2.0", "libxml2-dev"),
        system("CCrypto", "libcrypto", "libssl-dev"),
        system("CZip", "libzip", "libzip-dev"),
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "CClock"),
        .target(name: "CTraps"),
        .target(name: "DispatchIsolation", dependencies: ["CTraps"]),
        .target(name: "Processes", dependencies: ["CLinux"]),
        .target(name: "Storage", dependencies: ["Pipeline", "DispatchIsolation"]),
        .target(name: "Host", dependencies: ["CClock", "CLinux", "CTraps", "Pipeline", "DispatchIsolation"]),
        .target(name: "Hashing", dependencies: ["CCrypto"]),
        .target(name: "Markup", dependencies: ["Pipeline", "CXML"]),
        .target(name: "Archives", dependencies: ["CZip"]),
        .target(name: "CurlHTTP", dependencies: ["Pipeline", "CCurl", "CLinux", "DispatchIsolation"]),
        .target(name: "SQLiteLog", dependencies: ["Pipeline", "CSQLite", "DispatchIsolation"]),
        .target(name: "Confinement"),
        .executableTarget(
            name: "bode-worker", dependencies: ["Confinement"],
            // Started for each paper: without libraries, Swift's among them, that takes a third of the time.
            linkerSettings: [
                .unsafeFlags(
                    ["-nostartfiles", "-static-stdlib", "-Xclang-linker", "-static"],
                    .when(configuration: .release))
            ]),
        .executableTarget(name: "bode-plugin", dependencies: ["Confinement"]),

        // What it does.
        .target(
            name: "Reading",
            dependencies: [
                "Pipeline", "Processes", "Markup", "Archives", "Hashing", "Host", "DispatchIsolation",
            ]),
        .target(
            name: "Engine", dependencies: ["Pipeline", "Language", "Hashing", "Host", "DispatchIsolation"]),
        .target(name: "Polling", dependencies: ["Pipeline", "Hashing", "WebSource"]),
        .target(name: "Conformance", dependencies: ["Pipeline", "PluginProtocol", "Processes", "Host"]),
        .target(name: "PluginHost", dependencies: ["Pipeline", "PluginProtocol", "Processes", "Host"]),

        // What it can be taught.
        plugin("Sources/FeedSource", uses: ["Markup", "WebSource"]),
        plugin("Sources/SyncFeedSource", uses: ["Markup", "WebSource"]),
        plugin("Sources/SRUSource", uses: ["Markup", "WebSource"]),
        plugin("Sources/ODataSource", uses: ["JSONSource", "WebSource"]),
        plugin("Sources/OpenOverheidSource", uses: ["JSONSource", "WebSource"]),
        plugin("Sources/DIPSource", uses: ["JSONSource", "WebSource"]),
        plugin("Sources/UKQuestionsSource", uses: ["JSONSource", "Markup", "WebSource"]),
        plugin("Sources/EuroparlSource", uses: ["JSONSource", "WebSource"]),
        plugin("Sources/FederalRegisterSource", uses: ["JSONSource", "WebSource"]),
        plugin("Sources/FolderSource", uses: ["Storage"]),
        plugin("Stages/ParseStage"),
        plugin("Stages/ThemesStage", uses: ["Language", "Learning", "StrictYAML"]),
        plugin("Stages/EntitiesStage", uses: ["Language"]),
        plugin("Stages/CommitmentsStage", uses: ["Language"]),
        plugin("Sinks/FileSink", uses: ["DispatchIsolation", "Storage"]),
        plugin("Sinks/WebhookSink", uses: ["Hashing"]),
        plugin("Sinks/CommandSink"),
        plugin("Sinks/MailSink", uses: ["Hashing", "WebSource"]),
        plugin("Sinks/AtomSink", uses: ["DispatchIsolation", "Storage"]),
        plugin("Sinks/PluginSink", uses: ["StrictYAML"]),

        // The daemon itself: reads the configuration, builds the parts, runs until told to stop.
        .target(
            name: "Daemon",
            dependencies: [
                "Pipeline", "StrictYAML", "DispatchIsolation", "Host", "Hashing", "CurlHTTP", "SQLiteLog",
                "WebSource", "Learning", "Language", "Conformance",
                "Reading", "Engine", "Polling",
                "FeedSource", "SyncFeedSource", "SRUSource", "FolderSource",
                "ODataSource", "OpenOverheidSource", "DIPSource", "UKQuestionsSource", "EuroparlSource",
                "FederalRegisterSource",
                "ParseStage", "ThemesStage", "EntitiesStage", "CommitmentsStage", "FileSink", "WebhookSink",
                "CommandSink", "Processes", "PluginHost", "PluginProtocol", "PluginSink",
                "MailSink", "AtomSink",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .executableTarget(
            name: "bode",
            dependencies: [
                "Daemon", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // An example of a stage that is a program of its own.
        .target(
            name: "ContactsStage", dependencies: ["Pipeline", "PluginKit"],
            path: "Plugins/Examples/Contacts/ContactsStage"),
        .executableTarget(
            name: "contacts-stage", dependencies: ["ContactsStage", "PluginKit"],
            path: "Plugins/Examples/Contacts/Program"),

        // The daemon with a stage that traps, for a proof.
        .executableTarget(
            name: "bode-trapping", dependencies: ["Daemon", "Pipeline"], path: "Tests/Trapping"),
        .testTarget(name: "PipelineTests", dependencies: ["Pipeline", "PipelineTesting"]),
        .testTarget(name: "LanguageTests", dependencies: ["Language", "Pipeline"]),
        .testTarget(name: "LearningTests", dependencies: ["Learning", "Language"]),
        .testTarget(
            name: "PluginProtocolTests", dependencies: ["PluginProtocol", "Pipeline", "PipelineTesting"]),
        .testTarget(
            name: "ConformanceTests", dependencies: ["ProgramTesting", "Conformance", "bode-plugin"],
            exclude: ["Plugins"]),
        .testTarget(
            name: "PluginKitTests",
            dependencies: ["PluginKit", "PluginProtocol", "Pipeline", "PipelineTesting"]),
        // What tests of programs share.
        .target(name: "ProgramTesting", path: "Tests/ProgramTesting"),
        .testTarget(
            name: "ExamplesTests",
            dependencies: [
                "ProgramTesting",
                "ContactsStage", "Conformance", "Pipeline", "PipelineTesting", "bode-plugin",
                "contacts-stage",
            ]),
        // What the manual's pages show.
        .target(
            name: "PromisedStage", dependencies: ["Pipeline", "PluginKit"], path: "Tests/Manual/PromisedStage"
        ),
        .target(
            name: "WordyStage", dependencies: ["Pipeline", "PluginKit"], path: "Tests/Manual/WordyStage"),
        .testTarget(
            name: "ManualTests",
            dependencies: [
                "ProgramTesting",
                "PromisedStage", "WordyStage", "Conformance", "PluginKit", "PluginProtocol", "Pipeline",
                "PipelineTesting", "bode", "bode-plugin",
            ], path: "Tests/Manual/Tests"),
        .testTarget(name: "StrictYAMLTests", dependencies: ["StrictYAML"]),
        .testTarget(name: "HashingTests", dependencies: ["Hashing"]),
        .testTarget(name: "HostTests", dependencies: ["Host", "DispatchIsolation"]),
        .testTarget(name: "MarkupTests", dependencies: ["Markup", "Pipeline", "PipelineTesting"]),
        .testTarget(name: "CurlHTTPTests", dependencies: ["CurlHTTP", "Pipeline", "PipelineTesting"]),
        .testTarget(name: "SQLiteLogTests", dependencies: ["SQLiteLog", "Pipeline", "PipelineTesting"]),
        .testTarget(
            name: "ReadingTests",
            dependencies: [
                "Archives", "Host", "Reading", "Processes", "ParseStage", "Pipeline", "PipelineTesting",
            ]),
        .testTarget(
            name: "PluginHostTests",
            dependencies: [
                "ProgramTesting",
                "PluginHost", "PluginProtocol", "PluginSink", "Processes", "Pipeline", "PipelineTesting",
                "bode-plugin",
            ]),
        .testTarget(
            name: "EngineTests",
            dependencies: ["Engine", "Host", "ParseStage", "Pipeline", "PipelineTesting"]),
        .testTarget(
            name: "PollingTests", dependencies: ["Polling", "WebSource", "Pipeline", "PipelineTesting"]),
        .testTarget(
            name: "SourcesTests",
            dependencies: [
                "FeedSource", "SyncFeedSource", "SRUSource", "FolderSource", "ODataSource",
                "OpenOverheidSource", "DIPSource", "UKQuestionsSource", "EuroparlSource",
                "FederalRegisterSource", "JSONSource",
                "WebSource", "Pipeline", "PipelineTesting",
            ]),
        .testTarget(
            name: "StagesTests",
            dependencies: [
                "ParseStage", "ThemesStage", "EntitiesStage", "CommitmentsStage", "Pipeline",
                "PipelineTesting", "Learning", "Language",
            ]),
        .testTarget(
            name: "SinksTests",
            dependencies: [
                "FileSink", "WebhookSink", "CommandSink", "MailSink", "AtomSink", "Daemon", "Hashing",
                "CurlHTTP", "Pipeline",
                "PipelineTesting",
            ]),
        .testTarget(
            name: "DaemonTests",
            dependencies: [
                "Daemon", "Engine", "Host", "Pipeline", "PipelineTesting", "ThemesStage",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "EndToEnd",
            dependencies: [
                "Hashing", "PipelineTesting", "ProgramTesting", "bode", "bode-worker", "bode-plugin",
                "bode-trapping",
            ]),
    ],
    swiftLanguageModes: [.v6]
)

/// A source, a stage or a sink: it sees the pipeline's vocabulary and the shared tools it names, nothing else of ours.
func plugin(_ path: String, uses extra: [Target.Dependency] = []) -> Target {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return .target(name: name, dependencies: ["Pipeline"] + extra, path: "Plugins/\(path)")
}

/// A C library from Debian.
func system(_ name: String, _ pkgConfig: String, _ debian: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([debian])])
}

let meetsTheMachine: Set = [
    "DispatchIsolation", "Processes", "Storage", "Host", "Hashing", "Markup", "Archives", "CurlHTTP",
    "SQLiteLog", "Fuzz", "CurlHTTPTests", "HostTests", "SQLiteLogTests", "SinksTests",
    "SourcesTests", "PluginKit",
]

// What Tests/Fuzz/run builds, and nothing else does.
if Context.environment["FUZZ"] != nil {
    package.targets.append(
        .target(
            name: "Fuzz",
            dependencies: ["Pipeline", "PipelineTesting", "Markup", "Reading", "FeedSource", "ParseStage"],
            path: "Tests/Fuzz",
            exclude: ["run", "Seeds"]))
}

// What Deploy/bench builds, and nothing else does.
if Context.environment["BENCH"] != nil {
    func benchmark(_ name: String, _ path: String, _ dependencies: [Target.Dependency]) {
        package.targets.append(
            .executableTarget(
                name: name, dependencies: ["Pipeline"] + dependencies, path: "Tests/Benchmarks/\(path)"))
    }
    benchmark("bench-words", "Words", ["Language", "ThemesStage", "EntitiesStage", "CommitmentsStage"])
    benchmark("bench-parse", "Parse", ["Reading", "ParseStage"])
    benchmark("bench-stages", "Stages", ["Host", "PluginHost"])
    benchmark("bench-echo", "Echo", ["PluginKit"])
    benchmark("bench-log", "Log", ["Host", "SQLiteLog"])
    benchmark("bench-way", "Way", ["Host", "SQLiteLog", "Engine", "FileSink"])
    benchmark("bench-feed", "Feed", ["FeedSource"])
    benchmark("bench-polls", "Polls", ["CurlHTTP", "FeedSource", "Host", "Polling", "SQLiteLog"])
    benchmark("bench-posts", "Posts", ["CurlHTTP", "Host", "WebhookSink"])
    benchmark(
        "bench-guard", "Guard",
        ["Language", "ParseStage", "ThemesStage", "EntitiesStage", "FeedSource", "SQLiteLog"])
}

let isC: Set = ["bode-worker", "bode-plugin", "Confinement", "CTraps"]

for target in package.targets where target.type != .system && !isC.contains(target.name) {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    ]
    if !meetsTheMachine.contains(target.name), !target.name.hasPrefix("bench-") {
        target.swiftSettings?.append(.strictMemorySafety())
    }
    if Context.environment["CI"] != nil { target.swiftSettings?.append(.treatAllWarnings(as: .error)) }
}
