import CurlHTTP
import Engine
import Host
import Pipeline
import PluginHost
import PluginSink
import StrictYAML

/// The parts that a configuration asks for, built and checked, not yet running.
///
/// `bode check` and the daemon build them the same way, so that both give the same verdict.
struct Composition: Sendable {
    var settings: Settings
    var sources: [String: any Source]
    /// The stages within the process.
    var stages: [any Stage]
    /// The way of a paper through all stages.
    var route: Route
    /// The stages that are programs of their own, in their order.
    var outside: [OutsidePart]
    var watches: WatchSet
    var sinks: [(name: String, sink: any Sink)]
    /// What each source was built from, by name.
    var sourceFingerprints: [String: Fingerprint]
    /// What the stages were built from, all together.
    var stagesFingerprint: Fingerprint
    /// What each sink was built from, by name.
    var sinkFingerprints: [String: Fingerprint]
    /// What can be asked of the programs among stages and sinks.
    var greetings: Greetings

    /// Builds everything that `settings` names.
    ///
    /// Touches neither the network nor the state.
    ///
    /// - Parameters:
    ///   - settings: what the configuration says.
    ///   - registry: the plugins that it may name.
    ///   - services: for sources, with manners towards the hosts that they ask.
    ///   - hooks: for sinks, whose receivers want their events at once.
    ///   - hosting: runs the programs among stages and sinks.
    ///   - meter: counts what servers answer to each source.
    ///   - onBreak: called when a sync of what a sink stores has failed.
    /// - Throws: ``ConfigurationProblem`` with the place in the file.
    init(
        _ settings: Settings, registry: PluginRegistry = builtIn, services: Services, hooks: Services,
        hosting: Hosting? = nil, meter: Meter? = nil,
        onBreak: @escaping @Sendable (LogFailure) -> Void = { _ in }
    ) throws(ConfigurationProblem) {
        self.settings = settings
        let secrets = Secrets(directory: settings.directory)
        let hosting = hosting ?? Hosting(state: settings.state)
        var services = services
        services.secret = { name throws(InvalidOptions) in try secrets.read(name) }
        let data = InstalledData(folder: settings.data, own: settings.directory)
        var sinkServices = SinkServices(
            services: hooks, directory: settings.state, programs: InstalledPrograms(), data: data,
            onBreak: { onBreak(.broken($0.reason)) }
        ) { name throws(InvalidOptions) in try secrets.read(name) }
        do throws(YAMLProblem) {
            (sources, sourceFingerprints) = ([:], [:])
            for source in settings.sources {
                let notes = BuildNotes()
                var own = notes.noting(services)
                if let meter { own.http = MeteredHTTP(base: own.http, source: source.name, meter: meter) }
                sources[source.name] = try registry.source(source, services: own)
                sourceFingerprints[source.name] = notes.fingerprint(source.options.canonical)
            }
            let notes = BuildNotes()
            route = try Composition.route(settings.stages, registry: registry, data: notes.noting(data))
            stages = route.stages
            stagesFingerprint = notes.fingerprint(settings.stages.map(\.canonical).joined())
            var built: [String: any Sink] = [:]
            var fingerprints: [String: Fingerprint] = [:]
            let programs = ProgramSinks(hosting.sinks)
            func build(_ sink: SinkSettings) throws(YAMLProblem) {
                let notes = BuildNotes()
                let watches = settings.watches.filter { $0.sinks.contains(sink.name) }.map(\.name)
                sinkServices.watches = watches
                built[sink.name] = try registry.sink(sink, services: notes.noting(sinkServices))
                fingerprints[sink.name] = notes.fingerprint(
                    sink.options.canonical, watches.joined(separator: " "))
            }
            // Programs come last, since no secret that anyone else was given may be read by them.
            for sink in settings.sinks where sink.kind != PluginSink.name { try build(sink) }
            let hosting = hosting.hiding(secrets.places)
            programs.change(hosting.sinks)
            sinkServices.outside = programs
            for sink in settings.sinks where sink.kind == PluginSink.name { try build(sink) }
            sinkFingerprints = fingerprints
            sinks = settings.sinks.compactMap { sink in built[sink.name].map { (sink.name, $0) } }
            outside = settings.stages.compactMap(\.outside).map { OutsidePart($0, hosting) }
            greetings = Greetings(outside: outside, sinks: settings.sinks, programs: programs, hosting)
            try Composition.refuseSharedFiles(settings)
            watches = try WatchSet(settings.watches, KnownThemes(stages))
        } catch {
            throw ConfigurationProblem("\(error)")
        }
    }

    /// The pauses that sources want between requests to their hosts, by host; the longest where several do.
    var pauses: [String: Duration] {
        var pauses: [String: Duration] = [:]
        for source in settings.sources {
            guard let pause = source.pause else { continue }
            for host in sources[source.name]?.hosts ?? [] { pauses[host] = max(pauses[host] ?? .zero, pause) }
        }
        return pauses
    }

    /// Two file sinks on one file would each take the other's lines for their own.
    private static func refuseSharedFiles(_ settings: Settings) throws(YAMLProblem) {
        var owners: [String: String] = [:]
        for sink in settings.sinks {
            guard let path = try sink.options.value(for: "path") else { continue }
            let file = Files.path(try path.text(), beneath: settings.state)
            if let owner = owners[file] {
                throw path.problem("\(path.path): sink '\(owner)' writes to the same file")
            }
            owners[file] = sink.name
        }
    }

    static func route(
        _ settings: [StageSettings], registry: PluginRegistry, data: any DataFiles
    ) throws(YAMLProblem) -> Route {
        var steps: [Route.Step] = []
        var first: String?
        for setting in settings.isEmpty ? StageSettings.usual : settings {
            if let outside = setting.outside {
                first = first ?? outside.name
                steps.append(.outside(outside.name))
                continue
            }
            let stage = try registry.stage(setting, data: data)
            if let first, type(of: stage).needsText {
                throw setting.place.problem(
                    """
                    stages: '\(setting.name)' reads the whole paper, whose text is not sent to programs; write it before \
                    '\(first)'
                    """)
            }
            steps.append(.inside(stage))
        }
        return Route(steps)
    }
}

/// A stage that is a program of its own, built and not yet started.
struct OutsidePart: Sendable {
    var settings: OutsideStageSettings
    var stage: any OutsideStage
    /// What it was built from.
    var fingerprint: Fingerprint

    var name: String { settings.name }

    init(_ settings: OutsideStageSettings, _ hosting: Hosting) {
        self.settings = settings
        stage = hosting.stages.stage(settings.program, isRequired: settings.isRequired)
        fingerprint = settings.fingerprint.with(hosting.stages.hidden.sorted().joined(separator: " "))
    }
}

extension StageSettings {
    /// The stages that run where the configuration names none, and in `bode read`.
    static let usual = ["parse", "themes", "entities", "commitments"].map { StageSettings(name: $0) }

    /// What it says, whatever its place.
    var canonical: String { "\(name.utf8.count):\(name)\(options?.canonical ?? "")" }

    /// A stage with its usual options.
    init(name: String) { (self.name, options, place, outside) = (name, nil, .nothing, nil) }
}

extension WatchSet {
    fileprivate init(_ settings: [WatchSettings], _ themes: KnownThemes) throws(YAMLProblem) {
        var watches: [WatchSet.Watch] = []
        for watch in settings {
            let query: Query
            do throws(QueryProblem) { query = try Query(watch.query) } catch {
                throw watch.place.problem("watches.\(watch.name).query: \(error)")
            }
            if let problem = themes.problem(with: query) {
                throw watch.place.problem("watches.\(watch.name).query: \(problem)")
            }
            watches.append(
                Watch(
                    name: watch.name, query: query, sinks: watch.sinks, commitments: watch.commitments))
        }
        self.init(watches)
    }
}

// MARK: Building one plugin

extension PluginRegistry {
    func source(_ settings: SourceSettings, services: Services) throws(YAMLProblem) -> any Source {
        try build(settings.kind, "source", sources, at: settings.options) { type throws in
            try make(type, settings.name, settings.options, services: services)
        }
    }

    func stage(_ settings: StageSettings, data: any DataFiles) throws(YAMLProblem) -> any Stage {
        try build(settings.name, "stage", stages, at: settings.place, names: "stages") { type throws in
            try make(type, settings.options ?? .nothing, data: data)
        }
    }

    func sink(_ settings: SinkSettings, services: SinkServices) throws(YAMLProblem) -> any Sink {
        try build(settings.kind, "sink", sinks, at: settings.options) { type throws in
            try make(type, settings.name, settings.options, services: services)
        }
    }

    private func make<S: Source>(
        _ type: S.Type, _ name: String, _ value: YAMLValue, services: Services
    ) throws -> any Source {
        try checkAddresses(in: value)
        return try S(
            name: name, value.decode(S.Options.self, ignoring: SourceSettings.keys), services: services)
    }

    private func make<S: Stage>(_ type: S.Type, _ value: YAMLValue, data: any DataFiles) throws -> any Stage {
        try S(value.decode(S.Options.self), data: data)
    }

    private func make<S: Sink>(
        _ type: S.Type, _ name: String, _ value: YAMLValue, services: SinkServices
    ) throws -> any Sink {
        try checkAddresses(in: value)
        return try S(
            name: name, value.decode(S.Options.self, ignoring: SinkSettings.keys), services: services)
    }

    /// Finds the plugin of that name and builds it; what it refuses is said at the option that is at fault.
    private func build<Type, Part>(
        _ name: String, _ what: String, _ types: [Type], at value: YAMLValue, names: String? = nil,
        _ make: (Type) throws -> Part
    ) throws(YAMLProblem) -> Part {
        let known = types.compactMap { ($0 as? any Plugin.Type)?.name }
        guard let index = known.firstIndex(of: name) else {
            let place = (try? value.value(for: "kind")).flatMap { $0 } ?? value
            let path = names ?? "\(value.path).kind"
            let more =
                names == nil
                ? "" : "; one of your own names its program: {\(name): {run: [/path/to/program]}}"
            throw place.problem(
                """
                \(path): there is no \(what) '\(name)'\(Spelling.suggestion(for: name, among: known)); there are \
                \(known.joined(separator: ", "))\(more)
                """)
        }
        do {
            return try make(types[index])
        } catch let problem as YAMLProblem {
            throw problem
        } catch let invalid as InvalidOptions {
            let place = (try? value.value(for: invalid.option)).flatMap { $0 } ?? value
            throw place.problem(
                value.path.isEmpty || invalid.option.hasPrefix("/")
                    ? "\(invalid)" : "\(value.path).\(invalid)")
        } catch {
            throw value.problem("\(value.path): \(error)")
        }
    }

    /// Exceptions from the address guard are the same for every plugin: `allow: ["127.0.0.1/32:8080"]`.
    private func checkAddresses(in value: YAMLValue) throws(YAMLProblem) {
        guard let allow = try value.value(for: "allow") else { return }
        for element in try allow.elements() {
            let text = try element.text()
            do throws(InvalidOptions) { _ = try AddressPolicy(allowing: [text]) } catch {
                throw element.problem("\(element.path): \(error.problem)")
            }
        }
    }
}
