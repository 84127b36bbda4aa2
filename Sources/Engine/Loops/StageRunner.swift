import DispatchIsolation
package import Pipeline
import Synchronization

/// Runs a document through the stages, one after the other, on Dispatch queues of their own.
///
/// Stages are synchronous and may be slow; here they block no cooperative thread. As many run at once as there are lanes.
package struct StageRunner: Sendable {
    private let lanes: [StageLane]
    private let load: Load

    /// How many documents each lane has been given and not finished.
    private final class Load: Sendable {
        private let counts: Mutex<[Int]>
        init(lanes: Int) { counts = Mutex(Array(repeating: 0, count: lanes)) }

        /// The lane with the least to do, which now has one more.
        func take() -> Int {
            counts.withLock { counts in
                let lane = counts.indices.min { counts[$0] < counts[$1] } ?? 0
                counts[lane] += 1
                return lane
            }
        }

        func giveBack(_ lane: Int) { counts.withLock { $0[lane] -= 1 } }
    }

    package init(stages: [any Stage], lanes: Int, meter: Meter? = nil) {
        let count = max(1, lanes)
        self.lanes = (0..<count).map { StageLane(stages: stages, meter: meter, label: "stages-\($0)") }
        load = Load(lanes: count)
    }

    /// What the stages make of `document`.
    func run(_ document: Document) async throws(StageFailure) -> Document {
        let lane = load.take()
        defer { load.giveBack(lane) }
        return try await lanes[lane].run(document)
    }

    /// Returns once every lane has answered: never, while a stage hangs.
    ///
    /// The watchdog is fed after it.
    package func answer() async {
        for lane in lanes { await lane.answer() }
    }
}

/// One document at a time.
private actor StageLane {
    private nonisolated let executor: DispatchExecutor
    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }
    private let stages: [any Stage]
    private let meter: Meter?

    init(stages: [any Stage], meter: Meter?, label: String) {
        executor = DispatchExecutor(label: label)
        (self.stages, self.meter) = (stages, meter)
    }

    func run(_ document: Document) throws(StageFailure) -> Document {
        var document = document
        for stage in stages {
            let begin = ContinuousClock.now
            document = try stage.process(document)
            meter?.worked(type(of: stage).name, for: ContinuousClock.now - begin)
        }
        return document
    }

    func answer() {}
}
