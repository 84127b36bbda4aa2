import Engine
import Pipeline
import Polling

/// Drops what is old, every hour.
struct Pruning: Sendable {
    private let sources: [SourceSettings]
    private let surroundings: Surroundings

    /// What everyone has read is kept this long, for those who want to look back.
    static let retention = Duration.seconds(30 * 86_400)

    init(_ sources: [SourceSettings], _ surroundings: Surroundings) {
        (self.sources, self.surroundings) = (sources, surroundings)
    }

    /// Runs until told to stop.
    func run() async throws(LogFailure) {
        let (log, clock) = (surroundings.log, surroundings.clock)
        while !surroundings.stop.isStopped, !Task.isCancelled {
            let now = clock.now
            do throws(LogFailure) {
                for source in sources {
                    let end = now.adding(.zero - (source.recency ?? SourceSettings.defaultRecency))
                    try await Release(source: source.name, log: log, clock: clock).expire(before: end)
                }
                try await log.prune(before: now.adding(.zero - Pruning.retention))
            } catch {
                // A full disk is told by those who have something to store; pruning only waits.
                guard case .full = error else { throw error }
            }
            await surroundings.stop.interrupting {
                try? await clock.sleep(until: now.adding(.seconds(3600)))
            }
        }
    }
}
