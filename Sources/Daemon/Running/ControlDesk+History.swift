import Engine
import Host
import Pipeline
import Polling
import StrictYAML

// Looking back, and sending once more.
extension ControlDesk {
    /// A message that was set aside, whole.
    struct WholeAside: Codable, Sendable {
        var row: AsideRow
        var topic: String
        /// As it is stored, in JSON; empty where the disk has changed it.
        var payload: String
        var attempts: [Fate.Attempt]
    }

    /// What a sink said to a test.
    struct SinkTest: Codable, Sendable {
        var id: String
        var isDelivered: Bool
        var answer: String
        var milliseconds: Int
    }

    func story(of name: String) async throws(LogFailure) -> PaperStory {
        let teller = Storyteller(
            log, sources: settings.sources.map(\.name), sinks: settings.sinks.map(\.name),
            stages: try await readers().filter { $0.topic.rawValue.hasPrefix("stage/") },
            kept: clock.now.adding(.zero - settings.keep.messages))
        if let story = try await teller.story(of: name) { return story }
        throw .refused(
            """
            nothing here is called '\(name.onOneLine(limit: 200))': neither a paper, by its id, number or address, nor an \
            answer, nor an event that the log still has
            """)
    }

    func replay(_ request: Replay.Request) async throws(LogFailure) -> ReplaySlice {
        guard let sink = settings.sinks.first(where: { $0.name == request.sink }) else {
            throw settings.unknownSink(request.sink)
        }
        let known = settings.watches.map(\.name)
        if let watch = request.watch, !known.contains(watch) {
            throw .refused(
                """
                there is no watch '\(watch.onOneLine(limit: 80))'\(Spelling.suggestion(for: watch, among: known)); there are \
                \(known.joined(separator: ", "))
                """)
        }
        try await log.open(Courier.reader(of: sink.name), from: .newest)
        let receiver = Replay.Receiver(
            watches: Set(settings.watches.filter { $0.sinks.contains(sink.name) }.map(\.name)),
            hearsOperations: settings.operators.contains(sink.name), keepsOne: sink.kind == "file")
        return try await Replay(log, isRunning: isRunning).slice(request, to: receiver)
    }

    func wholeAsides(_ sequence: Int64) async throws(LogFailure) -> [WholeAside] {
        var found: [WholeAside] = []
        for reader in try await readers() {
            let asides = try await log.asides(of: reader, limit: ControlDesk.mostListed)
            guard let aside = asides.first(where: { $0.message.sequence == sequence }) else { continue }
            found.append(
                WholeAside(
                    row: AsideRow(
                        reader: reader.name, sequence: sequence, key: aside.message.key,
                        reason: aside.reason, attempts: aside.attempts, since: aside.message.appended.rfc3339),
                    topic: aside.message.topic.rawValue,
                    payload: String(decoding: aside.message.payload, as: UTF8.self),
                    attempts: try await log.fate(of: sequence, for: reader).attempts))
        }
        guard !found.isEmpty else {
            throw .refused("no reader has set message \(sequence) aside; see bode aside")
        }
        return found
    }

    func tap(_ request: Tap.Request) async throws(LogFailure) -> Tap.Slice {
        var topics = [Topic.publications, .documents, .events].map(\.rawValue)
        topics += try await readers().map(\.topic.rawValue).filter { $0.hasPrefix("stage/") }
        for source in settings.sources { topics += Trickle.readers(of: source.name).map(\.topic.rawValue) }
        guard topics.contains(request.topic) else {
            throw .refused(
                """
                there is no topic '\(request.topic.onOneLine(limit: 80))'\
                \(Spelling.suggestion(for: request.topic, among: topics)); there are \(topics.joined(separator: ", "))
                """)
        }
        return try await Tap(log, isRunning: isRunning).slice(request)
    }

    func resumeStage(_ name: String) async throws(LogFailure) {
        let known = settings.outsideStages
        guard known.contains(name) else {
            let others = known.isEmpty ? "there is none" : "there are \(known.joined(separator: ", "))"
            throw .refused(
                """
                no stage outside the process is called '\(name.onOneLine(limit: 80))'\
                \(Spelling.suggestion(for: name, among: known)); \(others)
                """)
        }
        guard isRunning else { throw .refused("bode is not running: with it, every stage starts anew") }
        guard let stage = stages.first(where: { $0.name == name }) else {
            throw .refused("stage \(name) does not run yet")
        }
        guard case .disabled = await stage.condition else {
            throw .refused("stage \(name) is not disabled: \(await StageHealth(of: stage).text)")
        }
        await stage.resume()
    }

    func testSink(_ name: String) async throws(LogFailure) -> SinkTest {
        guard settings.sinks.contains(where: { $0.name == name }) else { throw settings.unknownSink(name) }
        guard let sink = sinks[name] else { throw .refused("sink \(name) does not run yet") }
        let test = await ControlDesk.test(sink, name, instance: settings.instance, clock: clock)
        // What was left alone since it failed works again.
        if test.isDelivered, let courier = couriers.first(where: { $0.name == name }),
            courier.health.gone == nil
        {
            _ = try await courier.enable()
        }
        return test
    }

    /// Delivers an event that says it is a test, past the log, and tells what came of it.
    static func test(
        _ sink: any Sink, _ name: String, instance: String, clock: any Clock
    ) async -> SinkTest {
        let event = EventWriter(source: instance).test(of: name, at: clock.now)
        let begin = ContinuousClock.now
        let outcome = await sink.deliver([event]).outcomes.first
        let took = (ContinuousClock.now - begin).components
        var test = SinkTest(
            id: event.id, isDelivered: false, answer: "",
            milliseconds: Int(took.seconds &* 1000 &+ took.attoseconds / 1_000_000_000_000_000))
        switch outcome {
        case .delivered: (test.isDelivered, test.answer) = (true, "taken")
        case .failed(let why, let hold):
            test.answer = why + (hold.map { ", and wants nothing for \($0.components.seconds) s" } ?? "")
        case .deferred(let until):
            (test.isDelivered, test.answer) = (true, "taken, to be passed on at \(until.rfc3339)")
        case .refused(let why): test.answer = "\(why): it never takes such an event"
        case .gone(let why): test.answer = "\(why): it wants no more"
        case nil: test.answer = "the sink said nothing of it"
        }
        return test
    }
}
