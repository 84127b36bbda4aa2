import Host
import Pipeline
import PluginHost
import PluginProtocol

/// A stage that is a program of its own, tried on local papers: `bode read --stage`.
package struct TriedStage: Sendable {
    private let program: OutsideProgram
    private let hosting: Hosting
    private let scratch: String

    /// - Parameters:
    ///   - path: the program.
    ///   - options: what it is told, a JSON object; nothing where it is `nil`.
    /// - Throws: ``ConfigurationProblem`` naming the option of the command that is wrong.
    package init(path: String, options: String?) throws(ConfigurationProblem) {
        guard let absolute = Files.absolute(path), Files.isProgram(absolute) else {
            let why = Files.exists(path) ? "is not a file that may be executed" : "does not exist"
            throw ConfigurationProblem("--stage: \(path.onOneLine(limit: 200)) \(why)")
        }
        let options = options ?? "{}"
        guard case .object? = try? JSONText.decode(JSONTree.self, from: Array(options.utf8)) else {
            throw ConfigurationProblem("--options: must be a JSON object like {\"threshold\": 0.9}")
        }
        program = OutsideProgram(TriedStage.name(of: absolute), run: [absolute], options: options)
        scratch = "\(Environment["TMPDIR"] ?? "/tmp")/bode-read-\(Environment.processID)"
        hosting = Hosting(state: scratch, scratch: scratch) { level, text in
            guard level != .debug else { return }
            Environment.writeToStandardError(text.onOneLine() + "\n")
        }
    }

    /// The name of the file without what stands behind its dot, as a stage may be called.
    private static func name(of path: String) -> String {
        let file = path.split(separator: "/").last ?? "stage"
        let letters = file.prefix { $0 != "." }.lowercased().utf8.map { byte -> UInt8 in
            let isPlain = (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
            return isPlain ? byte : 0x5F
        }
        return letters.isEmpty ? "stage" : String(decoding: letters.prefix(64), as: UTF8.self)
    }

    /// Asks the program whether it can work with its options; says why not where it cannot.
    func greet() async -> String? {
        do throws(GreetingFailure) {
            _ = try await hosting.stages.greet(program, role: .stage)
            return nil
        } catch {
            hosting.clear()
            switch error {
            case .refused(let why): return "--options: \(why)"
            case .failed(let why): return "--stage: \(why)"
            }
        }
    }

    /// Runs `body` with the stage, and ends the program after it.
    func running<Value: Sendable>(_ body: (any OutsideStage) async -> Value) async -> Value {
        let stage = hosting.stages.stage(program, isRequired: true)
        let value = await body(stage)
        await stage.stop()
        hosting.clear()
        return value
    }
}

extension OutsideOutcome {
    /// The document, or in words why there is none.
    func document() throws(ConfigurationProblem) -> Document {
        switch self {
        case .processed(let document): return document
        case .retry(let after, let reason):
            let when = after.map { " after \($0.components.seconds) s" } ?? ""
            throw ConfigurationProblem("the stage wants it again\(when): \(reason)")
        case .setAside(let reason): throw ConfigurationProblem("the stage sets it aside: \(reason)")
        case .lost(let reason, _): throw ConfigurationProblem("the stage was lost with it: \(reason)")
        case .disabled(let reason): throw ConfigurationProblem("the stage is disabled: \(reason)")
        case .stopping: throw ConfigurationProblem("the stage has stopped")
        }
    }
}
