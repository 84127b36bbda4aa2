import DispatchIsolation
package import Host
package import Pipeline

/// Runs a document through the stages, one after the other, on Dispatch queues of their own.
///
/// Stages are synchronous and may be slow; here they block no cooperative thread. As many run at once as there are lanes.
package struct StageRunner: Sendable {
    private let lanes: [StageLane]

    package init(stages: [any Stage], lanes: Int, inHand: InHand) {
        self.lanes = (0..<max(1, lanes)).map {
            StageLane(stages: stages, label: "stages-\($0)", inHand: inHand)
        }
    }

    /// What the stages make of `document`.
    ///
    /// `sequence` is noted as in hand meanwhile.
    func run(_ document: Document, sequence: Int64) async throws(StageFailure) -> Document {
        // Any spreading will do: lanes differ in nothing.
        try await lanes[Int(truncatingIfNeeded: sequence.magnitude % UInt64(lanes.count))].run(
            document, sequence: sequence)
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
    private let inHand: InHand

    init(stages: [any Stage], label: String, inHand: InHand) {
        executor = DispatchExecutor(label: label)
        (self.stages, self.inHand) = (stages, inHand)
    }

    func run(_ document: Document, sequence: Int64) throws(StageFailure) -> Document {
        inHand.take(sequence)
        defer { inHand.putDown(sequence) }
        var document = document
        for stage in stages { document = try stage.process(document) }
        return document
    }

    func answer() {}
}
