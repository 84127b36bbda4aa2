import Pipeline
import PipelineTesting
import Testing

/// What is written and read without `Codable` is what `Codable` writes and reads.
@Suite struct WrittenJSONTests {
    @Test("writes and reads papers, records and messages as Codable does", arguments: 0..<60)
    func words(_ seed: Int) throws {
        let some = Some(seed: seed)
        for _ in 0..<10 {
            try check(some.paper)
            try check(some.archived)
            try check(Announcement(some.publication, quiet: some.maybe { _ in .old }, seen: some.time))
            try check(some.event)
            try check(some.promise)
            try check(
                CommitmentState(
                    some.one(of: CommitmentState.Kind.allCases), since: some.time,
                    evidence: some.maybe {
                        CommitmentState.Evidence(
                            paper: $0.identifier, title: $0.text, url: $0.maybe(\.text),
                            date: $0.maybe(\.day),
                            key: $0.text)
                    }))
            try check(SinkMemory(some.fields))
        }
    }

    @Test("writes answer objects as Codable does", arguments: 0..<60)
    func objects(_ seed: Int) {
        let some = Some(seed: seed)
        for _ in 0..<10 {
            let document = some.paper.document
            for answer in document.answers {
                let object = AnswerObject(
                    id: some.text, document: .init(document, id: some.identifier), answer: answer)
                #expect(
                    JSONText.string(object)
                        == String(decoding: JSONText.encodeByCodable(object), as: UTF8.self))
                #expect(JSONText.encode(AnswerBody(answer)) == JSONText.encodeByCodable(AnswerBody(answer)))
            }
        }
    }

    @Test(
        "writes numbers as Codable does",
        arguments: [
            0, -0.0, 1, -1, 0.1, 1e15, 1e16, 1e17, 1.5e300, .leastNonzeroMagnitude, .pi, .infinity,
            -.infinity, .nan, 1e22,
            123_456_789_012_345_680, 9.007199254740993e15, 1e-5, 0.0001, .greatestFiniteMagnitude,
        ])
    func numbers(_ number: Double) {
        #expect(JSONText.encode(number) == JSONText.encodeByCodable(number))
        #expect(
            JSONReader.value(Double.self, from: JSONText.encode(number)) == (number.isFinite ? number : nil))
    }

    @Test("writes every scalar as Codable does")
    func scalars() {
        for start in stride(from: UInt32(0), to: 0x11_0000, by: 0x400) {
            var text = ""
            for value in start..<start + 0x400 {
                if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
            }
            #expect(JSONText.encode(text) == JSONText.encodeByCodable(text), "from \(start) on")
            #expect(JSONReader.value(String.self, from: JSONText.encode(text)) == text)
        }
    }

    @Test("writes and reads what has to be escaped wherever it stands", arguments: 0..<18)
    func places(_ place: Int) {
        let scalars = (UInt8(0)..<0x80).map(Unicode.Scalar.init) + ["\u{80}", "é", "ÿ", "\u{2028}", "😀"]
        for scalar in scalars {
            // What eight bytes at a time are taken for must not depend on the byte before or behind.
            for (before, behind) in [
                ("a", "a"), (" ", "!"), ("!", "\""), ("\u{1}", "~"), ("]", "["), ("é", "#"),
            ] {
                let text =
                    String(repeating: "x", count: place) + before + String(scalar) + behind
                    + String(repeating: "y", count: 17 - place)
                let bytes = JSONText.encode(text)
                #expect(bytes == JSONText.encodeByCodable(text))
                #expect(JSONReader.value(String.self, from: bytes) == text)
            }
        }
    }

    @Test("a string with a control in it, or without an end, is for others to read", arguments: 0..<18)
    func amiss(_ place: Int) {
        for byte in UInt8(0)..<0x20 {
            var bytes = Array("\"\(String(repeating: "x", count: 18))\"".utf8)
            bytes[1 + place] = byte
            #expect(JSONReader.value(String.self, from: bytes) == nil)
        }
        #expect(
            JSONReader.value(String.self, from: Array("\"\(String(repeating: "x", count: place))".utf8))
                == nil)
    }

    @Test("whole numbers of every size are written and read")
    func integers() throws {
        for number in [Int64.min, .max, 0, -1, 999_999_999_999_999_999, 1_000_000_000_000_000_000] {
            #expect(JSONText.encode(number) == JSONText.encodeByCodable(number))
            #expect(try JSONText.decode(Int64.self, from: JSONText.encode(number)) == number)
        }
    }

    @Test(
        "what others write is read all the same",
        arguments: [
            #"{"id":"a", "kind":"bode.sink.test","json":"{}","sinks":[]}"#,
            #"{"sinks":[],"kind":"bode.sink.test","json":"{}","id":"a"}"#,
            #"{"id":"a","json":"{}","kind":"bode.sink.test","later":1,"sinks":[]}"#,
            #"{"id":"\u0061","isRepeat":null,"json":"{}","kind":"bode.sink.test","sinks":[]}"#,
            #"{"id":"a","json":"{}","kind":"bode.sink.test","sinks":[],"subject":null}"#,
        ])
    func others(_ json: String) throws {
        let event = try JSONText.decode(Event.self, from: Array(json.utf8))
        #expect(event == Event(id: "a", kind: .sinkTest, json: "{}", sinks: []))
    }

    @Test(
        "what is no event is none",
        arguments: [
            "", "{", "{}", "null", #"{"id":"a"}"#,
            #"{"id":"a","json":"{}","kind":"bode.sink.test","sinks":[]} x"#,
            #"{"id":"a","json":"{}","kind":"bode.other","sinks":[]}"#,
            #"{"id":"a","json":"{}","kind":"bode.sink.test","sinks":[}"#,
            #"{"id":"a","json":"{}","kind":"bode.sink.test","sinks":["#,
            "{\"id\":\"a\u{0}\",\"json\":\"{}\",\"kind\":\"bode.sink.test\",\"sinks\":[]}",
            #"{"id":"\ud800","json":"{}","kind":"bode.sink.test","sinks":[]}"#,
        ])
    func noEvent(_ json: String) {
        #expect(JSONReader.value(Event.self, from: Array(json.utf8)) == nil)
        #expect(throws: (any Error).self) { try JSONText.decode(Event.self, from: Array(json.utf8)) }
    }

    @Test("bytes that are no text are refused as ever")
    func noText() {
        var bytes = JSONText.encode(Event(id: "a", kind: .sinkTest, json: "{}", sinks: []))
        bytes[7] = 0xFF
        #expect(JSONReader.value(Event.self, from: bytes) == nil)
        #expect(throws: (any Error).self) { try JSONText.decode(Event.self, from: bytes) }
    }

    @Test("records of sources are written and read as ever, whatever is known of them")
    func sourceRecords() throws {
        let time = Timestamp(milliseconds: 1_767_225_600_123)
        try check(SourceRecord(name: "gazette"))
        var record = SourceRecord(name: "a \"source\"")
        record.memory = SourceMemory(["etag": "\"x\"", "url": "https://example.org/\u{2028}", "A": ""])
        (record.lastAttempt, record.lastSuccess, record.lastNew) = (time, time, time)
        (record.failures, record.lastFailure, record.notBefore) = (3, "it said\n\"no\"", time)
        (record.unreachableSince, record.isDenied, record.hasBaseline) = (time, true, true)
        record.gone = "410"
        record.backfill = Backfill(since: time, announces: true, started: time)
        record.backfill?.papers = 7
        record.backfill?.finished = time
        var health = SourceHealth()
        (health.watchedSince, health.isCaughtUp, health.isEmptied) = (time, true, true)
        (health.papers, health.window, health.polls) = (1, 2, 3)
        (health.unchangedPolls, health.failedPolls, health.failingSince) = (4, 5, time)
        health.silence = .init(since: time, isFailing: true)
        health.traffic = .init(hour: time)
        health.traffic?.count = 8
        health.traffic?.floodSince = time
        health.movedTo = "https://example.org/"
        record.health = health
        try check(record)
        // As one that was stored before health was kept.
        let old = Array(#"{"failures":0,"hasBaseline":true,"name":"gazette"}"#.utf8)
        #expect(try JSONText.decode(SourceRecord.self, from: old).hasBaseline)
    }

    /// Both ways of writing give the same bytes, and both ways of reading the same value.
    private func check<Value: JSONWritable & JSONReadable & Equatable>(_ value: Value) throws {
        let bytes = JSONText.encode(value)
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == String(decoding: JSONText.encodeByCodable(value), as: UTF8.self))
        let read = try #require(JSONReader.value(Value.self, from: bytes))
        #expect(read == (try JSONText.decodeByCodable(from: bytes)))
    }
}

/// Values with anything in them, and now and then nothing.
private final class Some {
    var generator: SeededGenerator
    init(seed: Int) { generator = SeededGenerator(UInt64(seed)) }

    func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &generator) }
    func maybe<Value>(_ value: (Some) -> Value) -> Value? {
        number(0...2) == 0 ? nil : value(self)
    }
    func list<Value>(_ value: (Some) -> Value) -> [Value] {
        let count = number(0...3)
        return (0..<count).map { _ in value(self) }
    }
    func one<Value>(of values: [Value]) -> Value { values[number(0...values.count - 1)] }
    func bool() -> Bool { number(0...1) == 0 }

    var text: String {
        get {
            let parts = [
                "", "a", "Mali", "\"", "\\", "/", "\n\n", "\t", "\u{0}", "\u{1F}", "\u{7F}", "\u{85}", "é",
                "“ja”", "–",
                "\u{2028}", "\u{202E}", "\u{61C}", "\u{FEFF}", "\u{FEFE}", "😀", "ﬁ", "e\u{301}", "\u{FFFD}",
                "ØÜ", "\u{600}",
            ]
            let count = number(0...6)
            return (0..<count).map { _ in one(of: parts) }.joined()
        }
    }
    var identifier: Identifier { get { Identifier(rawValue: text) } }
    var time: Timestamp {
        get { Timestamp(milliseconds: Int64(number(-5_000_000_000...1_800_000_000_000))) }
    }
    var day: CalendarDay { get { CalendarDay(daysSinceEpoch: Int64(number(-10_000...40_000))) } }
    var fraction: Double {
        get { one(of: [0, 1, -1, 0.5, 1e20, 1e-9, .random(in: 0...1, using: &generator)]) }
    }
    var fields: [String: String] {
        get { Dictionary(list { ($0.text, $0.text) }) { first, _ in first } }
    }
    var span: Span {
        get {
            let start = number(0...12)
            return Span(one(of: Passage.allCases), start..<start + number(0...9))
        }
    }

    var publication: Publication {
        get {
            Publication(
                source: text, entryID: text, identity: identifier, aliases: list(\.identifier), title: text,
                kind: maybe(\.text), published: maybe(\.time), updated: maybe(\.time),
                links: list { .init(url: $0.text, relation: $0.text, mediaType: $0.maybe(\.text)) },
                summary: maybe(\.text), authors: list(\.text), categories: list(\.text), isWithdrawn: bool())
        }
    }

    var entity: Entity {
        get {
            var entity = Entity(
                one(of: Entity.Kind.allCases), span, canonical: text, id: maybe(\.text), unit: maybe(\.text),
                isDemonym: bool())
            entity.value = maybe { $0.bool() ? .number($0.fraction) : .text($0.text) }
            return entity
        }
    }

    var answer: Answer {
        get {
            var answer = Answer(
                numbers: list { $0.number(0...99) }, section: maybe(\.text),
                askedBy: list { .init(name: $0.maybe(\.text), party: $0.maybe(\.text)) },
                answeredBy: list { .init(name: $0.maybe(\.text), role: $0.maybe(\.text)) },
                question: text, answer: text, refersTo: list { $0.number(0...99) }, confidence: fraction)
            answer.resolved = list { .init(number: $0.number(0...99), answer: $0.text) }
            answer.references = list { Reference(id: $0.text, url: $0.maybe(\.text), span: $0.span) }
            answer.footnotes = list {
                Footnote(
                    $0.text, $0.text, in: $0.one(of: Passage.allCases), at: $0.number(0...9),
                    ordinal: $0.number(1...9))
            }
            answer.themes = maybe {
                $0.list {
                    ThemeMatch(
                        id: $0.text, score: $0.fraction, evidence: $0.list(\.span), names: $0.maybe(\.fields))
                }
            }
            answer.entities = maybe { $0.list(\.entity) }
            answer.commitments = maybe {
                $0.list { Commitment(span: $0.span, due: $0.maybe(\.text), by: $0.maybe(\.text)) }
            }
            answer.response = maybe { $0.one(of: [.answered, .refers, .unable, .deferred]) }
            answer.annotations = maybe {
                $0.list {
                    Annotation(
                        stage: $0.text, kind: $0.text, text: $0.text, language: $0.maybe(\.text),
                        url: $0.maybe(\.text), score: $0.maybe(\.fraction), span: $0.maybe(\.span),
                        fields: $0.maybe(\.fields))
                }
            }
            return answer
        }
    }

    var original: OriginalReference {
        get { OriginalReference(sha256: text, mediaType: maybe(\.text), url: text) }
    }

    var paper: ReadPaper {
        get {
            var document = Document(
                publication: publication, original: maybe(\.original), date: maybe(\.day),
                text: PaperText(lines: [], format: .plain))
            document.title = text
            document.kind = maybe(\.text)
            document.isDateInferred = bool()
            document.isRecognised = bool()
            document.askedBy = list { .init(name: $0.maybe(\.text)) }
            document.answeredBy = list { .init(role: $0.maybe(\.text)) }
            document.asked = maybe(\.day)
            document.answered = maybe(\.day)
            document.answers = list(\.answer)
            document.remarks = list {
                Remark($0.one(of: [.furniture, .noteCalls]), $0.text, section: $0.maybe(\.text))
            }
            document.oddities = list { Oddity($0.text, $0.text) }
            document.printedNumbers = list(\.identifier)
            document.caseNumbers = list(\.identifier)
            return ReadPaper(
                document, quiet: maybe { _ in .baseline }, seen: time, order: Int64(number(0...1_000_000)),
                passed: maybe { $0.list(\.text) })
        }
    }

    var archived: ArchivedPublication {
        get {
            var archived = ArchivedPublication(
                id: identifier, names: list(\.identifier), publication: publication,
                answers: list {
                    ArchivedAnswer(
                        key: $0.text, answer: $0.answer, revision: $0.number(1...9), firstSeen: $0.time,
                        isAnnounced: $0.bool(), isSuperseded: $0.bool())
                }, firstSeen: time, order: Int64(number(0...99)), isWithdrawn: bool())
            archived.date = maybe(\.day)
            archived.original = maybe(\.original)
            archived.add(sources: list(\.text))
            return archived
        }
    }

    var event: Event {
        get {
            var event = Event(
                id: text, kind: one(of: Event.Kind.allCases), json: text, sinks: list(\.text),
                subject: maybe(\.text))
            event.isRepeat = maybe { $0.bool() }
            return event
        }
    }

    var promise: CommitmentRecord {
        get {
            CommitmentRecord(
                id: text, paper: identifier, answer: text, text: text, due: maybe(\.text),
                lastDay: maybe(\.day),
                by: maybe(\.text), title: text, kind: maybe(\.text), date: maybe(\.day), keys: list(\.text),
                made: time)
        }
    }
}
