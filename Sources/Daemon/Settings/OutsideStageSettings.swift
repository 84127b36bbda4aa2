import Host
import Pipeline
import StrictYAML

/// A stage that is a program of its own, as configured: `similar: {run: [/usr/local/lib/bode/similar.py]}`.
struct OutsideStageSettings: Sendable {
    var program: OutsideProgram
    /// Whether papers wait while it is disabled; else they go on without it, and say so.
    var isRequired: Bool
    /// Where it stands in the configuration.
    var place: YAMLValue

    var name: String { program.name }

    static let usualWindow = 8
    static let deadlines = Duration.seconds(1)...Duration.seconds(3600)
    static let windows = 1...OutsideProgram.largestWindow
    static let memories = UInt64(16 << 20)...UInt64(64 << 30)
    static let longestOptions = 64 << 10
    static let most = (words: 64, directories: 16, variables: 64)
    static let longestWord = 4096

    private struct Options: Decodable {
        var run: [String]
        var options: YAMLValue?
        var required: Bool?
        var deadline: DurationText?
        var window: Int?
        var memory: ByteCount?
        var write: [String]?
        var environment: YAMLValue?
    }

    /// Reads what stands under the name of a stage.
    ///
    /// - Parameters:
    ///   - name: the stage's name.
    ///   - value: its options.
    ///   - directory: the configuration's, where relative paths begin.
    /// - Throws: what is wrong, at its place.
    init(_ name: String, _ value: YAMLValue, directory: String) throws(YAMLProblem) {
        let read = try value.decode(Options.self)
        func problem(_ key: String, _ why: String) throws(YAMLProblem) -> YAMLProblem {
            (try value.value(for: key) ?? value).problem("\(value.path).\(key): \(why)")
        }
        (isRequired, place) = (read.required ?? true, value)
        let deadline = read.deadline?.duration ?? OutsideProgram.usualDeadline
        let window = read.window ?? OutsideStageSettings.usualWindow
        let memory = read.memory?.bytes ?? UInt64(OutsideProgram.usualMemory)
        let write = read.write ?? []
        var run = read.run
        guard OutsideStageSettings.deadlines.contains(deadline) else {
            throw try problem("deadline", "must be from 1s to 1h")
        }
        guard OutsideStageSettings.windows.contains(window) else {
            throw try problem("window", "must be from 1 to \(OutsideStageSettings.windows.upperBound)")
        }
        guard OutsideStageSettings.memories.contains(memory) else {
            throw try problem("memory", "must be from 16MiB to 64GiB")
        }
        let words = run + write
        guard run.count <= OutsideStageSettings.most.words,
            words.allSatisfy({ $0.utf8.count <= OutsideStageSettings.longestWord && !$0.utf8.contains(0) })
        else { throw try problem("run", "is too long for a program and its arguments") }
        guard write.count <= OutsideStageSettings.most.directories else {
            throw try problem("write", "names more than \(OutsideStageSettings.most.directories) directories")
        }
        for folder in write where !folder.hasPrefix("/") || !Files.isDirectory(folder) {
            throw try problem("write", "'\(folder.onOneLine(limit: 200))' is no absolute path of a directory")
        }
        guard let program = run.first else {
            throw try problem(
                "run", "names no program; write the program and its arguments: [/path/to/program]")
        }
        guard program.contains("/") else {
            throw try problem(
                "run",
                """
                '\(program.onOneLine(limit: 80))' is looked for nowhere; write where it is: /usr/bin/\
                \(program.onOneLine(limit: 80)), or ./\(program.onOneLine(limit: 80)) beside the configuration
                """)
        }
        let path = Files.path(program, beneath: directory)
        guard Files.isProgram(path) else {
            let why = Files.exists(path) ? "is not a file that may be executed" : "does not exist"
            throw try problem("run", "\(path.onOneLine(limit: 200)) \(why)")
        }
        run[0] = path
        self.program = OutsideProgram(
            name, run: run, options: try OutsideStageSettings.options(read.options),
            environment: try OutsideStageSettings.environment(read.environment), deadline: deadline,
            window: window, memory: Int(clamping: memory), writable: write)
    }

    private static func options(_ value: YAMLValue?) throws(YAMLProblem) -> String {
        guard let value, !value.isNull else { return "{}" }
        _ = try value.entries()
        let json = value.json
        guard json.utf8.count <= longestOptions else {
            throw value.problem("\(value.path): are more than \(longestOptions >> 10) KiB")
        }
        return json
    }

    private static func environment(_ value: YAMLValue?) throws(YAMLProblem) -> [String: String] {
        var variables: [String: String] = [:]
        for entry in try value?.entries() ?? [] {
            let text = try entry.value.text()
            let isName =
                entry.key.utf8.first.map { !(0x30...0x39).contains($0) } ?? false
                && entry.key.utf8.allSatisfy {
                    (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || (0x30...0x39).contains($0)
                        || $0 == 0x5F
                }
            guard isName, !text.utf8.contains(0), text.utf8.count <= longestWord,
                variables.count < most.variables
            else {
                throw entry.value.problem(
                    "\(entry.value.path): a variable has a name of A-Z, a-z, 0-9 and _, at most 4 KiB, and there are at most \(most.variables)"
                )
            }
            variables[entry.key] = text
        }
        return variables
    }

    /// What it was built from: another program under the same path is another stage.
    var fingerprint: Fingerprint {
        let files = program.run.filter { $0.hasPrefix("/") }.map {
            "\($0) \(Files.size(of: $0) ?? -1) \(Files.modified($0) ?? -1)"
        }
        return Fingerprint([name, place.canonical] + program.run + files)
    }
}
