import Pipeline
import PluginProtocol
import Processes

/// A plugin under examination: how it is started and greeted, and how papers and events are exchanged with it.
package struct PluginExamination: Sendable {
    let program: TriedProgram
    let options: JSONTree
    /// How long each answer may take.
    let deadline: Duration
    /// How long it may take to introduce itself, and to end.
    let greetingTime: Duration
    let grace: Duration
    let version: String
    var role = PluginRole.stage

    static let name = "trial"

    /// An examination of `program`; `nil` where `options` are no JSON object.
    ///
    /// - Parameters:
    ///   - program: what is examined.
    ///   - options: what the configuration would say.
    ///   - deadline: how long each answer may take.
    ///   - greetingTime: how long it may take to introduce itself.
    ///   - grace: how long it may take to end.
    ///   - version: the version of Bode that it is told.
    package init?(
        _ program: TriedProgram, options: String = "{}", deadline: Duration = .seconds(30),
        greetingTime: Duration = .seconds(10), grace: Duration = .seconds(5), version: String
    ) {
        let tree: JSONTree? = try? JSONText.decode(from: Array(options.utf8))
        guard case .object? = tree, let tree else { return nil }
        (self.program, self.options, self.deadline) = (program, tree, deadline)
        (self.greetingTime, self.grace, self.version) = (greetingTime, grace, version)
    }

    /// Runs all checks, hands each line about them to `say`, and returns whether the plugin passed.
    package func run(_ say: (String) -> Void) async -> Bool {
        var examination = self
        examination.role = await ownRole
        var (passed, failed) = (0, 0)
        for (index, check) in examination.checks.enumerated() {
            do throws(Finding) {
                let more = try await check.perform(examination)
                say("ok      it \(check.name)" + (more.isEmpty ? "" : " (\(more))"))
                passed += 1
            } catch {
                say("FAILED  it \(check.name): \(error.fault)")
                say("        \(error.remedy)")
                failed += 1
                guard index > 0 else {
                    say("The other checks need a plugin that introduces itself.")
                    break
                }
            }
        }
        say(failed == 0 ? "All \(passed) checks passed." : "\(failed) of \(passed + failed) checks failed.")
        return failed == 0
    }

    /// Whether it is a stage or a sink, which it says itself, by refusing to be the other where it must.
    private var ownRole: PluginRole {
        get async {
            for role in [PluginRole.stage, .sink] {
                var examination = self
                examination.role = role
                guard let trial = try? await examination.start() else { return .stage }
                trial.send(HostMessage.hello(examination.hello()).line)
                let heard = await trial.next(within: greetingTime)
                await trial.abandon()
                switch heard {
                case .message(.ready(let ready), _): return ready.role
                case .message(.refuse, _): continue
                default: return .stage
                }
            }
            return .stage
        }
    }

    /// What it is greeted with.
    func hello(limits: ProtocolLimits? = nil) -> HostMessage.Hello {
        HostMessage.Hello(
            bode: version, role: role, name: Self.name, options: options, limits: limits ?? usualLimits)
    }

    var usualLimits: ProtocolLimits { ProtocolLimits(deadline: deadline / .seconds(1)) }

    /// Starts it; `line` is the longest that it may write.
    func start(longestLine: Int? = nil) async throws(Finding) -> PluginTrial {
        do throws(ProcessFailure) {
            return try await PluginTrial(program, longestLine: longestLine ?? usualLimits.line)
        } catch {
            throw Finding("it \(error)", remedy: "Name a program that can be run on this machine.")
        }
    }

    /// Starts and greets it, and has `body` go on with it once it is ready; ends it whatever comes of that.
    func withReady<Result: Sendable>(
        limits: ProtocolLimits? = nil, unknown: [String: JSONTree] = [:],
        _ body: (PluginTrial, PluginMessage.Ready) async throws(Finding) -> Result
    ) async throws(Finding) -> Result {
        let trial = try await start(longestLine: limits?.line)
        do throws(Finding) {
            trial.send(HostMessage.hello(hello(limits: limits)).line(adding: unknown))
            let result = try await body(trial, try await ready(trial))
            await trial.abandon()
            return result
        } catch {
            await trial.abandon()
            throw error
        }
    }

    /// Waits for it to introduce itself.
    func ready(_ trial: PluginTrial) async throws(Finding) -> PluginMessage.Ready {
        switch await trial.next(within: greetingTime) {
        case .message(.ready(let ready), _):
            guard ready.role == role else {
                throw Finding(
                    "it was greeted as a \(role.rawValue), and says that it is a \(ready.role.rawValue)",
                    remedy: "Say 'refuse' where the role is another; a program is a stage or a sink.")
            }
            return ready
        case .message(.refuse(let option, let problem), _):
            let place = option.isEmpty ? "" : "option '\(option.onOneLine(limit: 80))': "
            throw Finding(
                "it refused: \(place)\(problem.onOneLine(limit: 300))",
                remedy: "Give it the options that it needs: --options '{\"name\": value}'.")
        case .message(_, _):
            throw Finding(
                "it answered before it said that it is ready",
                remedy: "Read 'hello' first, and answer 'ready' or 'refuse'.")
        case .fault(let fault, let line): throw Finding(fault: fault, line: line)
        case .ended(let status):
            throw Finding(ended: status, while: "it was greeted", lastWords: trial.lastWords)
        case .silence:
            throw Finding(
                "it said nothing within \(greetingTime.inWords)",
                remedy:
                    "Answer 'hello' with 'ready' at once, end the line with a line feed, and flush standard output after each line."
            )
        }
    }

    // MARK: The end

    /// Closes its input, and expects it to say nothing more and to end with status 0 in time.
    func expectEnd(_ trial: PluginTrial, answered: String = "") async throws(Finding) {
        trial.finishInput()
        switch await trial.next(within: grace) {
        case .ended(.exited(0)): return
        case .ended(let status):
            throw Finding(
                "it \(status.inWords) at the end of its input"
                    + (trial.lastWords.isEmpty ? "" : "; its last words: \(trial.lastWords)"),
                remedy: "End with status 0 when standard input ends.")
        case .silence:
            throw Finding(
                "it did not end within \(grace.inWords) after the end of its input",
                remedy:
                    "Leave the loop when reading standard input says that it is at its end; stop threads and timers then."
            )
        case .message(let message, _):
            throw Finding(
                "it wrote one message more, though everything was answered"
                    + (message.id.map { ": it answered \($0) again" } ?? ""),
                remedy: "Answer each document and event exactly once; 'part' is not an answer, 'done' is.")
        case .fault(let fault, let line): throw Finding(fault: fault, line: line)
        }
    }
}

extension Duration {
    /// `5 seconds`, `0.5 seconds`.
    var inWords: String {
        let seconds = self / .seconds(1)
        if seconds == 1 { return "1 second" }
        return seconds == seconds.rounded() ? "\(Int64(seconds)) seconds" : "\(seconds) seconds"
    }
}

extension HostMessage {
    /// The message as a line, with members that no program knows.
    func line(adding members: [String: JSONTree]) -> [UInt8] {
        guard !members.isEmpty, let tree: JSONTree = try? JSONText.decode(from: line.dropLast()),
            case .object(let own) = tree
        else { return line }
        return JSONText.encode(JSONTree.object(own.merging(members) { own, _ in own })) + [0x0A]
    }
}
