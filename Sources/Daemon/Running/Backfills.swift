import Engine
import Pipeline
import Polling
import Synchronization

/// The backfills of sources: those that a stop interrupted, and those that operators begin.
final class Backfills: Sendable {
    /// Rung where a source's past is to be brought.
    private let bells = Mutex<[String: AsyncStream<Void>.Continuation]>([:])

    /// Notes a backfill durably, and has it begun.
    func begin(
        _ backfill: Backfill, of name: String, _ source: any Source, log: any Log
    ) async throws(LogFailure) {
        try await Backfiller.begin(backfill, of: name, source, log: log)
        _ = bells.withLock { $0[name] }?.yield()
    }

    /// Goes on with what is not finished of a source's past and with what is asked for, until the task is cancelled.
    func run(
        _ name: String, _ source: any Source, _ surroundings: Surroundings, in room: PollRoom
    ) async {
        let (asked, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        bells.withLock { $0[name] = bell }
        bell.yield()
        for await _ in asked {
            // A log that fails ends the process through everyone else who uses it.
            _ = try? await apart { () async throws(LogFailure) in
                try await Self.bring(name, source, surroundings, in: room)
            }
        }
    }

    /// Brings the past of one source, and returns why it could not be brought whole.
    static func bring(
        _ name: String, _ source: any Source, _ surroundings: Surroundings, in room: PollRoom,
        mostFailures: Int? = nil
    ) async throws(LogFailure) -> String? {
        try await Backfiller(
            name: name, source: source, room: room, log: surroundings.log, clock: surroundings.clock,
            note: surroundings.note
        ).run(mostFailures: mostFailures)
    }
}
