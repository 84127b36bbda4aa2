import Pipeline
import PipelineTesting
import PluginKit
import PluginProtocol
import Testing

/// Says an answer again, louder; a stage as its author would write it.
private struct ShoutStage: StageProgram {
    static let name = "shout"
    static let version = "1.2"
    static let window = 6

    struct Options: Decodable, Sendable {
        var marks: Int?
        var refuses: Bool?
    }

    let marks: String

    init(_ options: Options, data: any DataFiles) throws(InvalidOptions) {
        guard (0...5000).contains(options.marks ?? 1) else {
            throw InvalidOptions("marks", "must be from 0 to 5000")
        }
        marks = String(repeating: "!", count: options.marks ?? 1)
    }

    func process(_ document: Document) throws(StageFailure) -> Document {
        var document = document
        for (index, answer) in document.answers.enumerated() where !answer.answer.isEmpty {
            if answer.answer == "stil" { throw StageFailure("nothing to shout") }
            let span = Span(.answer, 0..<answer.answer.utf8.count)
            let text = answer.answer.uppercased() + marks
            document.answers[index].annotations = [
                Annotation(
                    stage: "shout", kind: answer.answer == "fout" ? "No Kind" : "shout", text: text,
                    span: span)
            ]
        }
        return document
    }
}

@Suite("A stage as a program")
struct StageProgramTests {
    private static func hello(
        _ options: [String: JSONTree] = [:], line: Int = 1 << 20, window: Int = 256
    ) -> HostMessage.Hello {
        HostMessage.Hello(
            bode: "1", role: .stage, name: "louder", options: .object(options),
            limits: ProtocolLimits(line: line, window: window))
    }

    private static func answer(
        _ texts: [String], _ hello: HostMessage.Hello = hello()
    ) async throws -> [PluginMessage] {
        let document = Document.paper("x", answers: texts.map { Answer(question: "?", answer: $0) })
        let desk = try #require(ShoutStage.run.introduce(hello).1)
        let lines = try await desk.answer(.document(id: 7, PaperMessage(document)))
        #expect(lines.allSatisfy { $0.count <= hello.limits.line })
        return try lines.map { try PluginMessage(line: $0.dropLast()) }
    }

    @Test("introduces itself, with no more at a time than Bode allows", arguments: [(256, 6), (2, 2)])
    func ready(_ allowed: Int, _ window: Int) throws {
        guard case .ready(let ready) = ShoutStage.run.introduce(Self.hello(window: allowed)).0 else {
            Issue.record("not ready")
            return
        }
        #expect(
            ready == .init(name: "shout", version: "1.2", role: .stage, adds: [.annotations], window: window))
    }

    @Test(
        "refuses what it cannot work with, at the option that is at fault",
        arguments: [
            (["marks": JSONTree.whole(9999)], "marks", "must be from 0 to 5000"),
            (["marks": .text("many")], "marks", "must be a whole number"),
            (["marx": .whole(1)], "marx", "there is no such option"),
        ])
    func refusals(_ options: [String: JSONTree], _ option: String, _ problem: String) {
        guard case .refuse(option, problem) = ShoutStage.run.introduce(Self.hello(options)).0 else {
            Issue.record("\(ShoutStage.run.introduce(Self.hello(options)).0)")
            return
        }
    }

    @Test("refuses another protocol, and to be a sink")
    func strangers() {
        var later = Self.hello()
        later.protocol = "bode-plugin/2"
        var sink = Self.hello()
        sink.role = .sink
        for hello in [later, sink] {
            guard case (.refuse("", _), nil) = ShoutStage.run.introduce(hello) else {
                Issue.record("\(ShoutStage.run.introduce(hello))")
                return
            }
        }
    }

    @Test("sends what it adds, and nothing where there is nothing")
    func additions() async throws {
        let messages = try await Self.answer(["", "één 🦜"])
        guard case .additions(7, let additions, true)? = messages.first else {
            Issue.record("\(messages)")
            return
        }
        #expect(additions.map(\.index) == [1])
        #expect(additions.first?.annotations?.map(\.text) == ["ÉÉN 🦜!"])
        #expect(additions.first?.annotations?.first?.place?.end == 5)
    }

    @Test("a failure, and what Bode would not take, set the document aside", arguments: ["stil", "fout"])
    func failures(_ text: String) async throws {
        guard case .setAside(7, let reason)? = try await Self.answer([text]).first else {
            Issue.record("not set aside")
            return
        }
        #expect(reason.contains(text == "stil" ? "nothing to shout" : "no kind of annotation"))
    }

    @Test("what is longer than a line goes out in parts that make up the whole")
    func parts() async throws {
        let texts = (0..<40).map { "antwoord \($0)" }
        let messages = try await Self.answer(texts, Self.hello(["marks": .whole(900)], line: 4096))
        #expect(messages.count > 5)
        var document = Document.paper("x", answers: texts.map { Answer(question: "?", answer: $0) })
        for (index, message) in messages.enumerated() {
            guard case .additions(7, let additions, let isLast) = message else {
                Issue.record("\(message)")
                return
            }
            #expect(isLast == (index == messages.count - 1))
            try document.add(additions, declared: [.annotations], by: "louder")
        }
        #expect(document.answers.allSatisfy { $0.annotations?.count == 1 })
    }

    @Test("one addition that fits no line sets the document aside")
    func endless() async throws {
        let messages = try await Self.answer(["a"], Self.hello(["marks": .whole(5000)], line: 4096))
        guard case .setAside(7, let reason)? = messages.first else {
            Issue.record("\(messages)")
            return
        }
        #expect(reason.contains("longer than a line"))
    }

    @Test("keeps what every stage promises, as any other")
    func contract() throws {
        expectStageContract(ShoutStage.self, options: .init(marks: 0))
    }
}

/// Asks a server that is away.
private struct PatientStage: LiveStage {
    static let name = "patient"
    struct Options: Decodable, Sendable {}
    init(_ options: Options, data: any DataFiles) throws(InvalidOptions) {}
    func process(_ document: Document) async throws(LiveStageFailure) -> Document {
        if document.title == "never" { throw .setAside("no such language") }
        throw .retry(after: .seconds(90), "the server is away")
    }
}

/// Delivers to a pager that takes only some.
private struct PagerSink: SinkProgram {
    static let name = "pager"
    struct Options: Decodable, Sendable { var number: String }
    let place: String
    init(name: String, _ options: Options) throws(InvalidOptions) { place = "\(name) \(options.number)" }
    func deliver(_ event: Event) async -> DeliveryOutcome {
        event.json.contains(#""question":"Wat?""#) && place == "night 112" ? .delivered : .refused("too long")
    }
}

@Suite("Programs that touch the world")
struct LiveProgramTests {
    @Test("a stage may ask for more time, and may give up")
    func outcomes() async throws {
        let hello = HostMessage.Hello(bode: "1", role: .stage, name: "x")
        let desk = try #require(PatientStage.run.introduce(hello).1)
        var replies: [PluginMessage] = []
        for title in ["later", "never"] {
            for line in try await desk.answer(.document(id: 1, PaperMessage(.paper(title)))) {
                replies.append(try PluginMessage(line: line.dropLast()))
            }
        }
        guard case .retry(1, 90, "the server is away")? = replies.first,
            case .setAside(1, "no such language")? = replies.last
        else {
            Issue.record("\(replies)")
            return
        }
    }

    @Test("a sink gets its options, its name and the event, and answers it")
    func sink() async throws {
        let options = JSONTree.object(["number": .text("112")])
        let hello = HostMessage.Hello(bode: "1", role: .sink, name: "night", options: options)
        let desk = try #require(PagerSink.run.introduce(hello).1)
        func outcome(_ json: String) async throws -> PluginMessage? {
            let message = try HostMessage(line: HostMessage.line(event: json, id: 3).dropLast()[...])
            return try await desk.answer(message).first.map { try PluginMessage(line: $0.dropLast()) }
        }
        let event = #"{"data":{"question":"Wat?"},"id":"evt_a","type":"bode.answer.published"}"#
        guard case .event(3, .delivered)? = try await outcome(event) else {
            Issue.record("\(String(describing: try await outcome(event)))")
            return
        }
        let later = #"{"data":{},"id":"evt_a","type":"bode.answer.sung"}"#
        guard case .event(3, .refused(let reason))? = try await outcome(later) else {
            Issue.record("\(String(describing: try await outcome(later)))")
            return
        }
        #expect(reason.contains("bode.answer.sung"))
    }

    @Test("an option that is missing is named")
    func missing() {
        let hello = HostMessage.Hello(bode: "1", role: .sink, name: "night")
        guard case .refuse("number", "is missing") = PagerSink.run.introduce(hello).0 else {
            Issue.record("\(PagerSink.run.introduce(hello).0)")
            return
        }
    }
}
