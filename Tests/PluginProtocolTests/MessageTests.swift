import Pipeline
import PluginProtocol
import Testing

@Suite("Messages of the protocol")
struct MessageTests {
    private static func read(_ text: String) throws -> PluginMessage {
        try PluginMessage(line: Array(text.utf8)[...])
    }

    @Test("an introduction is read, and its window is one where it names none")
    func ready() throws {
        let message = try Self.read(
            #"{"type":"ready","protocol":"bode-plugin/1","name":"x","role":"stage","adds":["themes"],"more":1}"#
        )
        guard case .ready(let ready) = message else {
            Issue.record("\(message)")
            return
        }
        #expect(ready.adds == [.themes] && ready.window == 1 && ready.version == "")
    }

    @Test(
        "what the kit for plugins writes is read as it was meant",
        arguments: [
            #"{"type":"ready","protocol":"bode-plugin/1","name":"x","version":"2","role":"stage","adds":["entities","themes"],"window":3}"#,
            #"{"type":"ready","protocol":"bode-plugin/1","name":"y","version":"","role":"sink","window":1}"#,
            #"{"type":"refuse","option":"words","problem":"must be a list"}"#,
            #"{"id":4,"type":"retry","after":2.5,"reason":"busy"}"#,
            #"{"id":4,"type":"part","answers":[{"index":0,"response":"answered"}]}"#,
            #"{"id":4,"type":"done"}"#,
        ])
    func written(_ text: String) throws {
        let message = try Self.read(text)
        let again = try PluginMessage(line: message.line.dropLast())
        let members = { (line: [UInt8]) in
            Set(String(decoding: line, as: UTF8.self).split { "{},\n".contains($0) })
        }
        #expect(members(message.line) == members(Array(text.utf8)))
        #expect(members(again.line) == members(message.line))
    }

    @Test(
        "what became of an event is read",
        arguments: [
            (#"{"type":"delivered","id":3}"#, DeliveryOutcome.delivered),
            (
                #"{"type":"failed","id":3,"reason":"no","hold":1.5}"#,
                .failed("no", holdSink: .milliseconds(1500))
            ),
            (#"{"type":"failed","id":3,"reason":"no"}"#, .failed("no")),
            (
                #"{"type":"deferred","id":3,"until":"1970-01-01T00:00:02Z"}"#,
                .deferred(until: Timestamp(seconds: 2))
            ),
            (#"{"type":"refused","id":3,"reason":"no"}"#, .refused("no")),
            (#"{"type":"gone","id":3,"reason":"no"}"#, .gone("no")),
        ])
    func outcomes(_ text: String, _ outcome: DeliveryOutcome) throws {
        guard case .event(3, outcome) = try Self.read(text) else {
            Issue.record("\(try Self.read(text))")
            return
        }
        guard case .event(3, outcome) = try PluginMessage(line: Self.read(text).line.dropLast()) else {
            Issue.record("did not come back")
            return
        }
    }

    @Test(
        "what is wrong with a line is said",
        arguments: [
            ("", "no JSON"), ("[]", "no JSON object"), ("\"x\"", "no JSON object"), ("{", "no JSON"),
            (#"{"id":1}"#, "'type' is missing"), (#"{"type":"shout","id":1}"#, "type"),
            (#"{"type":"done"}"#, "'id' is missing"),
            (#"{"type":"done","id":"1"}"#, "'id' is of the wrong sort"),
            (
                #"{"type":"done","id":1,"answers":[{"index":0,"themes":[{"id":"x"}]}]}"#,
                "'answers[0].themes[0].score' is missing"
            ),
            (#"{"type":"retry","id":1,"after":-1,"reason":""}"#, "from 0 to 604800"),
            (#"{"type":"ready","protocol":"bode-plugin/9","name":"x","role":"stage"}"#, "bode-plugin/1 is"),
            (
                #"{"type":"ready","protocol":"bode-plugin/1","name":"x","role":"stage","window":0}"#,
                "from 1 to 256"
            ),
            (#"{"type":"deferred","id":1,"until":"soon"}"#, "RFC 3339"),
        ])
    func faults(_ text: String, _ words: String) {
        let fault = #expect(throws: ProtocolFault.self) { try Self.read(text) }
        #expect(fault?.description.contains(words) == true, "\(fault?.description ?? "")")
    }

    @Test("a line of brackets is refused before it is read")
    func brackets() {
        let line = Array(#"{"type":"done","id":1,"answers":["#.utf8) + Array(repeating: 0x7B, count: 40_000)
        let fault = #expect(throws: ProtocolFault.self) { try PluginMessage(line: line[...]) }
        #expect(fault?.description.contains("32768 objects") == true)
    }

    @Test("no UTF-8 is no message")
    func encoding() {
        let line = Array(#"{"type":"set_aside","id":1,"reason":""#.utf8) + [0xFF, 0xC0] + Array(#""}"#.utf8)
        #expect(throws: ProtocolFault.self) { try PluginMessage(line: line[...]) }
    }

    @Test("options keep their shape on the way")
    func options() throws {
        let options = JSONTree.object([
            "whole": .whole(3), "half": .number(0.5), "yes": .bool(true), "none": .null,
            "list": .list([.text("é\n"), .object([:])]),
        ])
        let hello = HostMessage.Hello(bode: "1", role: .sink, name: "pager", options: options)
        guard case .hello(let read) = try HostMessage(line: HostMessage.hello(hello).line.dropLast()) else {
            Issue.record("no hello")
            return
        }
        #expect(read == hello)
    }
}

@Suite("Lines of a stream")
struct LineSplitterTests {
    private static func split(_ text: String, pieces: Int, limit: Int = 100) throws -> [String] {
        var splitter = LineSplitter(limit: limit)
        var lines: [String] = []
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            try splitter.feed(bytes[start..<min(start + pieces, bytes.count)]) {
                lines.append(String(decoding: $0, as: UTF8.self))
            }
        }
        return lines + (splitter.isInLine ? ["…"] : [])
    }

    @Test("are the same however the stream is cut", arguments: 1...9)
    func cuts(_ pieces: Int) throws {
        #expect(try Self.split("one\n\ntwo\nthree", pieces: pieces) == ["one", "", "two", "…"])
    }

    @Test("a line is as long as it may be and no longer", arguments: [1, 3, 50])
    func limit(_ pieces: Int) throws {
        #expect(try Self.split("12345\n", pieces: pieces, limit: 5) == ["12345"])
        #expect(throws: ProtocolFault.self) { try Self.split("123456\n", pieces: pieces, limit: 5) }
        #expect(throws: ProtocolFault.self) { try Self.split("123456", pieces: pieces, limit: 5) }
    }
}
