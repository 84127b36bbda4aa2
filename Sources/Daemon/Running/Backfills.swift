import Engine
import Pipeline
import Polling

/// The backfills of one configuration: those that a stop interrupted, and those that operators begin.
struct Backfills: Sendable {
    private let sources: [String: any Source]
    private let surroundings: Surroundings
    private let asked: AsyncStream<String>
    private let ask: AsyncStream<String>.Continuation

    init(_ sources: [String: any Source], _ surroundings: Surroundings) {
        (self.sources, self.surroundings) = (sources, surroundings)
        (asked, ask) = AsyncStream.makeStream()
    }

    /// Notes a backfill durably, and has it begun.
    func begin(_ backfill: Backfill, of name: String) async throws(LogFailure) {
        guard let source = sources[name] else { throw .refused("there is no source '\(name)'") }
        try await Backfiller.begin(backfill, of: name, source, log: surroundings.log)
        ask.yield(name)
    }

    /// Brings the past of one source, and returns why it could not be brought whole.
    func run(_ name: String, mostFailures: Int? = nil) async throws(LogFailure) -> String? {
        guard let source = sources[name] else { return "there is no source '\(name)'" }
        return try await Backfiller(
            name: name, source: source, log: surroundings.log, clock: surroundings.clock,
            note: surroundings.note
        ).run(mostFailures: mostFailures)
    }

    /// Goes on with what is not finished and with what is asked for, until the task is cancelled.
    func run() async {
        for name in sources.keys.sorted() { ask.yield(name) }
        await withDiscardingTaskGroup { group in
            for await name in asked {
                group.addTask {
                    // A log that fails ends the process through everyone else who uses it.
                    _ = try? await run(name)
                }
            }
        }
    }
}
