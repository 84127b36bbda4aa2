import DispatchIsolation
import Language
package import Pipeline
import Synchronization

/// Runs a document through the stages of the process, one after the other, on Dispatch queues of their own.
///
/// Stages are synchronous and may be slow; here they block no cooperative thread. As many run at once as there are lanes.
package struct StageRunner: Sendable {
    private let lanes: [StageLane]
    package let route: Route
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

    package init(_ route: Route, lanes: Int, meter: Meter? = nil) {
        let count = max(1, lanes)
        self.lanes = (0..<count).map { StageLane(meter: meter, label: "stages-\($0)") }
        self.route = route
        load = Load(lanes: count)
    }

    /// A runner of stages that are all within the process.
    package init(stages: [any Stage], lanes: Int, meter: Meter? = nil) {
        self.init(Route(stages.map { .inside($0) }), lanes: lanes, meter: meter)
    }

    /// Brings a document as far as the next stage outside the process, or to the end.
    ///
    /// - Parameters:
    ///   - document: the paper as the stages before left it.
    ///   - passed: the names of these stages.
    ///   - hasText: false where the paper's text is gone.
    /// - Returns: the paper as it is then, and where it goes.
    /// - Throws: ``StageFailure`` where a stage cannot handle it.
    func run(
        _ document: Document, after passed: [String] = [], hasText: Bool = true
    ) async throws(StageFailure) -> Stretch {
        let leg = route.leg(after: passed, hasText: hasText)
        let isMixed = !passed.isEmpty || !route.outside.isEmpty
        var stretch = Stretch(document: document, passed: isMixed ? passed : nil, end: leg.end)
        guard !leg.stages.isEmpty else { return stretch }
        let lane = load.take()
        defer { load.giveBack(lane) }
        stretch.document = try await lanes[lane].run(document, through: leg.stages)
        stretch.passed? += leg.stages.map { type(of: $0).name }
        return stretch
    }

    /// Whether a paper without its text that has passed these stages has one within the process before it.
    func hasStages(after passed: [String]) -> Bool {
        !route.leg(after: passed, hasText: false).stages.isEmpty
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
    private let meter: Meter?

    init(meter: Meter?, label: String) {
        executor = DispatchExecutor(label: label)
        self.meter = meter
    }

    func run(_ document: Document, through stages: [any Stage]) throws(StageFailure) -> Document {
        // Stages ask for the words of the same passages, one after the other.
        let result = ReadTexts.$current.withValue(ReadTexts()) {
            Result { () throws(StageFailure) in try process(document, through: stages) }
        }
        return try result.get()
    }

    private func process(
        _ document: Document, through stages: [any Stage]
    ) throws(StageFailure) -> Document {
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
