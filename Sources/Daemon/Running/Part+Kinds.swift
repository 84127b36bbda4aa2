import Engine
import Host
import Pipeline
import Polling
import Reading

// The parts that there are beside those of sources.
extension Part {
    /// Fetches and reads what is published, and takes it through the stages of the process.
    static func intake(
        _ workshop: Workshop, originals: OriginalStore, inHand: InHand, events: OperationalEvents,
        _ surroundings: Surroundings
    ) -> Part {
        let reader = PaperReader.installed
        let intake = Intake(
            surroundings, workshop: workshop,
            read: { original throws(PaperFailure) in try await reader.paper(original) },
            keep: { original throws(LogFailure) in try await originals.keep(original) },
            inHand: inHand, events: events)
        return Part(
            name: "intake", fingerprint: Fingerprint([]), ending: .abandoned, stop: surroundings.stop
        ) { () async throws(LogFailure) in try await intake.run() }
    }

    /// Takes in a paper that has been through a stage outside the process.
    static func stage(
        _ reader: StageReader, of name: String, _ fingerprint: Fingerprint, _ surroundings: Surroundings
    ) -> Part {
        Part(
            name: StageReader.reader(of: name).name, fingerprint: fingerprint, ending: .finished,
            stop: surroundings.stop
        ) { () async throws(LogFailure) in try await reader.run() }
    }

    /// Archives papers, and makes the events that watches ask for.
    static func archive(
        _ composition: Composition, _ writer: EventWriter, _ events: OperationalEvents,
        _ surroundings: Surroundings
    ) -> Part {
        let archivist = Archivist(
            surroundings, watches: composition.watches, writer: writer, events: events)
        return Part(
            name: "archive", fingerprint: composition.settings.watchesFingerprint, ending: .finished,
            stop: surroundings.stop
        ) { () async throws(LogFailure) in try await archivist.run() }
    }

    /// Tells of promises that are overdue.
    static func commitments(
        _ composition: Composition, _ writer: EventWriter, _ surroundings: Surroundings
    ) -> Part {
        let keeper = CommitmentKeeper(surroundings, watches: composition.watches, writer: writer)
        return Part(
            name: "commitments", fingerprint: composition.settings.watchesFingerprint, ending: .finished,
            stop: surroundings.stop
        ) { () async throws(LogFailure) in try await keeper.run() }
    }

    /// Delivers to a sink.
    static func delivery(_ courier: Courier, _ fingerprint: Fingerprint, stop: StopSignal) -> Part {
        Part(
            name: Courier.reader(of: courier.name).name, fingerprint: fingerprint, ending: .finished,
            stop: stop
        ) { () async throws(LogFailure) in try await courier.run() }
    }

    /// Drops what has served its purpose.
    static func housekeeping(
        _ housekeeping: Housekeeping, _ settings: Settings, _ surroundings: Surroundings
    ) -> Part {
        let words =
            settings.sources.flatMap { [$0.name, "\($0.recency ?? SourceSettings.defaultRecency)"] }
            + settings.sinks.map(\.name) + ["\(settings.keep)"] + settings.outsideStages
        return Part(
            name: "housekeeping", fingerprint: Fingerprint(words), ending: .finished, stop: surroundings.stop
        ) { () async throws(LogFailure) in try await housekeeping.run(until: surroundings.stop) }
    }

    /// Tells operators when the disk fills up.
    static func room(_ room: RoomWatch, _ surroundings: Surroundings) -> Part {
        Part(
            name: "room", fingerprint: Fingerprint(["\(room.reserve)"]), ending: .abandoned,
            stop: surroundings.stop
        ) {
            // A log that fails is told by everyone else.
            do throws(LogFailure) { try await room.run() } catch {}
        }
    }

    /// Serves metrics and health.
    static func metrics(_ server: MetricsServer) -> Part {
        Part(
            name: "metrics", fingerprint: Fingerprint([server.address.description]), ending: .finished,
            stop: server.surroundings.stop
        ) { await server.run() }
    }
}

extension Settings {
    /// What decides which events are made of papers.
    fileprivate var watchesFingerprint: Fingerprint {
        let words = watches.flatMap {
            [$0.name, $0.query] + $0.sinks + $0.commitments.map { "\($0)" }.sorted() + [""]
        }
        return Fingerprint([instance] + words)
    }
}
