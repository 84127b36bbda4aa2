import Engine
import Host
import Pipeline
import Polling
import StrictYAML
import WebSource

extension Settings {
    static let largestFile = 4 << 20

    /// Reads the file and what lies in `conf.d` beside it; later files win, mappings are joined.
    ///
    /// Throws ``ConfigurationProblem`` with file, line and column.
    static func load(_ path: String) throws(ConfigurationProblem) -> Settings {
        let directory = Files.absolute(Files.parent(of: path)) ?? Files.parent(of: path)
        var whole = try parse(path)
        guard !Files.isClosed("\(directory)/conf.d") else {
            throw ConfigurationProblem("\(directory)/conf.d cannot be read: permission denied")
        }
        for name in Files.names(in: "\(directory)/conf.d")
        where name.hasSuffix(".yaml") && !name.hasPrefix(".") {
            whole = whole.merging(try parse("\(directory)/conf.d/\(name)"))
        }
        do throws(YAMLProblem) {
            return try Settings(whole, directory: directory)
        } catch {
            throw ConfigurationProblem("\(error)")
        }
    }

    private static func parse(_ path: String) throws(ConfigurationProblem) -> YAMLValue {
        let bytes: [UInt8]
        do throws(FileFailure) { bytes = try Files.read(path, limit: largestFile) } catch {
            throw ConfigurationProblem("\(error)")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ConfigurationProblem("\(path): is not UTF-8")
        }
        do throws(YAMLProblem) { return try StrictYAML.parse(text, file: path) } catch {
            throw ConfigurationProblem("\(error)")
        }
    }

    private struct Serving: Decodable { var listen: String }

    private struct Whole: Decodable {
        var contact: String
        var state: String
        var instance: String?
        var data: String?
        var metrics: Serving?
        var log: LogSettings?
        var operators: [String]?
        var keep: YAMLValue?
        var sources: YAMLValue?
        var stages: YAMLValue?
        var watches: YAMLValue?
        var sinks: YAMLValue?
    }

    private init(_ value: YAMLValue, directory: String) throws(YAMLProblem) {
        let whole = try value.decode(Whole.self)
        self.directory = directory
        contact = whole.contact
        guard Settings.isContact(contact) else {
            throw try value.value(for: "contact").orWhole(value).problem(
                "contact: '\(contact)' is neither an e-mail address nor a web address")
        }
        state = Files.path(whole.state, beneath: directory)
        instance = whole.instance ?? "urn:bode"
        guard instance.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F }) else {
            throw try value.value(for: "instance").orWhole(value).problem("instance: must be a URI")
        }
        data = whole.data.map { Files.path($0, beneath: directory) }
        metrics = nil
        if let listen = whole.metrics?.listen {
            metrics = LoopbackHTTP.Address(listen)
            guard metrics != nil else {
                throw try value.value(for: "metrics").orWhole(value).problem(
                    "metrics.listen: '\(listen.onOneLine(limit: 80))' is no address of loopback like 127.0.0.1:9464"
                )
            }
        }
        log = whole.log ?? LogSettings()
        guard Logs(level: log.level ?? "info", form: log.format ?? "logfmt") != nil else {
            throw try value.value(for: "log").orWhole(value).problem(
                "log: level is debug, info, warning or error; format is logfmt or json")
        }
        operators = whole.operators ?? []
        keep = try Retention(whole.keep)
        sources = []
        var definitions = SourceDefinitions(InstalledData(folder: data))
        for entry in try whole.sources?.entries() ?? [] {
            sources.append(try SourceSettings(definitions.completing(entry)))
        }
        stages = []
        for element in try whole.stages?.elements() ?? [] {
            stages.append(try StageSettings(element, directory: directory))
        }
        watches = []
        for entry in try whole.watches?.entries() ?? [] { watches.append(try WatchSettings(entry)) }
        sinks = []
        for entry in try whole.sinks?.entries() ?? [] { sinks.append(try SinkSettings(entry)) }
        try checkReferences(in: value)
    }

    static func isContact(_ text: String) -> Bool {
        let isPlain = text.unicodeScalars.allSatisfy {
            $0.value > 0x20 && $0.value < 0x7F && $0 != "(" && $0 != ")"
        }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isMail = parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
        return isPlain && (isMail || text.hasPrefix("https://") || text.hasPrefix("http://"))
    }

    private func checkReferences(in value: YAMLValue) throws(YAMLProblem) {
        for (index, stage) in stages.enumerated()
        where stages[..<index].contains(where: { $0.name == stage.name }) {
            throw stage.place.problem("stages: '\(stage.name)' is named twice; a paper passes a stage once")
        }
        guard !sources.isEmpty else {
            throw value.problem("sources: there is none, so there is nothing to poll")
        }
        let known = sinks.map(\.name)
        for watch in watches {
            guard !watch.sinks.isEmpty else {
                throw watch.place.problem("watches.\(watch.name): names no sinks")
            }
            for sink in watch.sinks where !known.contains(sink) {
                throw watch.place.problem(
                    "watches.\(watch.name): there is no sink '\(sink)'\(Spelling.suggestion(for: sink, among: known))"
                )
            }
        }
        for sink in operators where !known.contains(sink) {
            throw try value.value(for: "operators").orWhole(value).problem(
                "operators: there is no sink '\(sink)'\(Spelling.suggestion(for: sink, among: known))")
        }
    }
}

extension SourceSettings {
    fileprivate init(_ entry: YAMLValue.Entry) throws(YAMLProblem) {
        let value = entry.value
        name = try entry.checkedName()
        kind = try value.required("kind").decode(String.self)
        options = value
        every =
            try value.value(for: "every")?.decode(DurationText.self).duration
            ?? SourceSettings.defaultInterval
        guard every >= SourceSettings.shortestInterval else {
            throw try value.required("every").problem("\(value.path).every: must be at least 1s")
        }
        silentAfter = try value.value(for: "silent_after")?.decode(DurationText.self).duration
        recency = SourceSettings.defaultRecency
        if let gate = try value.value(for: "recency") {
            let isOff = try gate.text() == "off"
            recency = isOff ? nil : try gate.decode(DurationText.self).duration
        }
        backfill = nil
        if let since = try value.value(for: "backfill") {
            let text = try since.text()
            guard let time = Timestamp(rfc3339: text) else {
                throw since.problem("\(since.path): '\(text)' is no date like 2026-11-01")
            }
            backfill = time
        }
        window = try SourceSettings.window(value)
        pause = try value.value(for: "pause")?.decode(DurationText.self).duration
    }

    private static func window(_ value: YAMLValue) throws(YAMLProblem) -> TimeWindow? {
        var clock = WallClock.amsterdam
        if let zone = try value.value(for: "time_zone") {
            let name = try zone.text()
            guard let known = WallClock(named: name) else {
                throw zone.problem(
                    "\(zone.path): '\(name)' is not known; write UTC or a zone with Europe's summer time, such as Europe/Amsterdam"
                )
            }
            clock = known
        }
        guard let hours = try value.value(for: "between") else { return nil }
        let text = try hours.text()
        guard let window = TimeWindow(text, clock: clock) else {
            throw hours.problem("\(hours.path): '\(text)' is no window like 06:00-22:00")
        }
        return window
    }
}

extension StageSettings {
    /// A name, or a mapping of one name to its options.
    ///
    /// One with `run` among its options is a program of its own.
    fileprivate init(_ element: YAMLValue, directory: String) throws(YAMLProblem) {
        place = element
        if let name = try? element.text() {
            (self.name, options) = (name, nil)
            return
        }
        let entries = try element.entries()
        guard let entry = entries.first, entries.count == 1 else {
            throw element.problem("stages: expected a stage's name, or one name with its options")
        }
        (name, options) = (entry.key, entry.value)
        guard let run = try? entry.value.value(for: "run") else { return }
        let name = try entry.checkedName()
        guard !builtIn.stages.contains(where: { $0.name == name }) else {
            throw run.problem(
                "\(run.path): '\(name)' is a stage of Bode's own; a program needs another name")
        }
        outside = try OutsideStageSettings(name, entry.value, directory: directory)
    }
}

extension WatchSettings {
    private struct Options: Decodable {
        var query: String
        var sinks: [String]
        var commitments: [String]?
    }

    fileprivate init(_ entry: YAMLValue.Entry) throws(YAMLProblem) {
        name = try entry.checkedName()
        let options = try entry.value.decode(Options.self)
        (query, sinks) = (options.query, options.sinks)
        place = try entry.value.required("query")
        commitments = [.overdue]
        guard let news = options.commitments else { return }
        let known = WatchSet.CommitmentNews.allCases.map(\.rawValue)
        commitments = []
        for word in news {
            guard let one = WatchSet.CommitmentNews(rawValue: word) else {
                throw try entry.value.required("commitments").problem(
                    """
                    watches.\(name).commitments: '\(word.onOneLine(limit: 80))' is not known; there are \
                    \(known.joined(separator: ", "))\(Spelling.suggestion(for: word, among: known))
                    """)
            }
            commitments.insert(one)
        }
    }
}

extension SinkSettings {
    fileprivate init(_ entry: YAMLValue.Entry) throws(YAMLProblem) {
        name = try entry.checkedName()
        kind = try entry.value.required("kind").decode(String.self)
        options = entry.value
    }
}

/// Why a configuration is refused, phrased for the person who wrote it: `bode.yaml:12:5: …`.
package struct ConfigurationProblem: Error, Hashable, CustomStringConvertible {
    package let description: String
    init(_ description: String) { self.description = description }
}

extension YAMLValue {
    fileprivate func required(_ key: String) throws(YAMLProblem) -> YAMLValue {
        guard let value = try value(for: key) else { throw problem("\(path): '\(key)' is missing") }
        return value
    }
}

extension YAMLValue? {
    fileprivate func orWhole(_ whole: YAMLValue) -> YAMLValue { self ?? whole }
}

extension YAMLValue.Entry {
    /// The key as a name that stays the same in logs, files and URLs.
    fileprivate func checkedName() throws(YAMLProblem) -> String {
        let isPlain = key.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x5F
        }
        guard isPlain, !key.isEmpty, key.utf8.count <= 64 else {
            throw YAMLProblem(place, "'\(key.onOneLine(limit: 80))': a name has 1 to 64 of a-z, 0-9, - and _")
        }
        return key
    }
}
