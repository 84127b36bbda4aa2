import EntitiesStage
import Host
import Pipeline
import StrictYAML

/// `bode names`: what the desk wants otherwise about names, and which line knows one.
package enum NamesCommand {
    private static let largestFile = 4 << 20

    /// Adds a line to the desk's file, once the daemon would accept the whole.
    ///
    /// - Parameters:
    ///   - configuration: the configuration file, beside which the desk's file lies.
    ///   - verb: `add`, `merge`, `rename` or `forbid`.
    ///   - kind: of a name that is added.
    ///   - names: as ``NameChange`` has them.
    /// - Returns: how it went; ``ExitStatus/usage`` for a name or a kind that is none.
    package static func change(
        _ configuration: String, verb: String, kind: String? = nil, _ names: [String]
    ) async -> ExitStatus {
        await run(configuration) { settings in
            let change = try NameChange.checked(verb: verb, kind: kind, names)
            let folder = "\(settings.directory)/\(DeskNames.folder)"
            let path = "\(folder)/\(DeskNames.fileName)"
            var text = ""
            if Files.exists(path) {
                text = String(decoding: try Files.read(path, limit: largestFile), as: UTF8.self)
                if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
            } else {
                text =
                    "# Names of this desk: lines that add, merge, rename and forbid. See the manual's page on names.\n"
            }
            let known = try DeskNames([DataFile(path: path, text: text)])
            if let line = known.lines.first(where: { $0.change == change }) {
                say("\(path):\(line.number): \(change) (it stands there already)")
                return .success
            }
            text += "\(change)\n"
            let checked = try DeskNames([DataFile(path: path, text: text)])
            // The service reads them, whoever wrote them.
            if !Files.isDirectory(folder) { try Files.makeDirectory(folder, mode: 0o755) }
            try Files.writeDurably(Array(text.utf8), to: path, mode: 0o644)
            say("\(path):\(checked.lines.last?.number ?? 0): \(change)")
            try warn(of: change, settings)
            say("A running daemon takes it over when it reloads (systemctl reload bode, or SIGHUP).")
            return .success
        }
    }

    /// Says where a name is not known to the lists, which may be a slip of the pen.
    private static func warn(of change: NameChange, _ settings: Settings) throws {
        let names: [String] =
            switch change {
            case .add: []
            case .merge(let others, let name): others + [name]
            case .rename(let old, _): [old]
            case .forbid(let name): [name]
            }
        guard !names.isEmpty else { return }
        let index = try index(settings)
        for name in names where index.hits(for: name).allSatisfy({ $0.canonical != name }) {
            let others = Set(index.hits(for: name).map(\.canonical)).sorted().prefix(3)
            let hint =
                others.isEmpty
                ? "it holds where papers name it so" : "did you mean \(others.joined(separator: " or "))?"
            if case .forbid = change, !others.isEmpty { continue }
            Environment.writeToStandardError(
                "no list has a thing called '\(name.onOneLine(limit: 80))'; \(hint)\n")
        }
    }

    /// Prints which lines know a name; ends with 1 where none does.
    package static func find(_ configuration: String, _ text: String, isJSON: Bool) async -> ExitStatus {
        await run(configuration) { settings in
            let hits = try index(settings).hits(for: text)
            if isJSON {
                for hit in hits { say(JSONText.string(Report(hit))) }
            } else {
                for hit in hits { say(line(hit)) }
                if hits.isEmpty {
                    say(
                        "no line knows '\(text.onOneLine(limit: 80))'; it may still be found by what stands around it"
                    )
                }
            }
            return hits.isEmpty ? .unhealthy : .success
        }
    }

    private static func line(_ hit: NameIndex.Hit) -> String {
        var text = "\(hit.path):\(hit.line): \(hit.kind) \(hit.canonical)"
        if let id = hit.id { text += " [\(id)]" }
        if hit.form != hit.canonical { text += ", as \(hit.form)" }
        switch hit.called {
        case nil: text += "; forbidden by the desk"
        case hit.canonical?: break
        case let name?: text += "; called \(name) by the desk"
        }
        return text
    }

    /// Prints the desk's own lines.
    package static func list(_ configuration: String, isJSON: Bool) async -> ExitStatus {
        await run(configuration) { settings in
            let desk = try index(settings).desk
            for line in desk.lines {
                say(isJSON ? JSONText.string(Report(line)) : "\(line.path):\(line.number): \(line.change)")
            }
            if desk.lines.isEmpty, !isJSON { say("the desk has changed nothing") }
            return .success
        }
    }

    private struct Report: Encodable {
        var file: String
        var line: Int
        var kind: String?
        var canonical: String?
        var id: String?
        var form: String?
        var called: String?
        var change: String?

        init(_ hit: NameIndex.Hit) {
            (file, line, kind, canonical) = (hit.path, hit.line, hit.kind, hit.canonical)
            (id, form, called) = (hit.id, hit.form, hit.called)
        }

        init(_ desk: DeskNames.Line) {
            (file, line, change) = (desk.path, desk.number, desk.change.description)
        }
    }

    private static func index(_ settings: Settings) throws -> NameIndex {
        let stage = settings.stages.first { $0.name == EntitiesStage.name }
        let options = try stage?.options?.decode(EntitiesStage.Options.self) ?? EntitiesStage.Options()
        return try NameIndex(options, data: InstalledData(folder: settings.data, own: settings.directory))
    }

    /// Runs `body` with the configuration, and says on standard error what is wrong with it, with the desk's file or the names.
    private static func run(
        _ configuration: String, _ body: (Settings) async throws -> ExitStatus
    ) async -> ExitStatus {
        Environment.ignoreBrokenPipes()
        return await Conversation.run(configuration) { settings in
            do { return try await body(settings) } catch let problem as InvalidOptions {
                Environment.writeToStandardError("\(problem)\n")
                return ["KIND", "names"].contains(problem.option) ? .usage : .configuration
            }
        }
    }

    private static func say(_ text: String) {
        Environment.writeToStandardOutput(Array((text + "\n").utf8))
    }
}
