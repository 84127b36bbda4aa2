import Daemon
import Foundation
import Host
import Testing

@Suite struct ConfigurationTests {
    /// A configuration in a directory of its own, gone with the suite.
    final class Folder {
        let path: String
        init() throws {
            path = "/tmp/bode-test-\(UInt64.random(in: 0...(.max)))"
            try Files.makeDirectory(path)
            try Files.makeDirectory("\(path)/conf.d")
        }
        deinit { try? FileManager.default.removeItem(atPath: path) }
        func write(_ name: String, _ text: String) throws {
            try Files.writeDurably(Array(text.utf8), to: "\(path)/\(name)")
        }
    }

    let folder: Folder

    init() throws {
        folder = try Folder()
        try folder.write("desk.secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n")
    }

    static let good = """
        contact: desk@example.org
        state: state
        sources:
          gazette:
            kind: feed
            url: https://example.org/feed.atom
            every: 5m
            recency: off
        stages: [parse, themes]
        watches:
          sahel: {query: "theme:sahel AND NOT party:PVV", sinks: [alerts]}
        sinks:
          alerts: {kind: file, path: alerts.ndjson}
          desk: {kind: webhook, url: "https://example.org/hook", secret: desk.secret}
        """

    func verdict(_ text: String) throws -> String {
        try folder.write("bode.yaml", text)
        return try ConfigurationCheck.verdict(on: "\(folder.path)/bode.yaml")
    }

    @Test("accepts a good one and says what it holds")
    func accepts() throws {
        #expect(try verdict(Self.good).hasSuffix("is good: 1 source, 2 stages, 1 watch, 2 sinks"))
    }

    @Test(
        "refuses a watch for a theme that nothing files under",
        arguments: [
            ("theme:sahle", "[parse, themes]", "there is no theme 'sahle'; did you mean 'sahel'?"),
            ("mali OR NOT theme:climat", "[parse, themes]", "there is no theme 'climat'"),
            (
                "theme:sahel", "[parse]",
                "theme:sahel never matches: the stage 'themes' is not among the stages"
            ),
        ])
    func themes(_ query: String, _ stages: String, _ problem: String) throws {
        let text = Self.good.replacing("theme:sahel AND NOT party:PVV", with: query)
            .replacing("[parse, themes]", with: stages)
        let error = #expect(throws: ConfigurationProblem.self) { try verdict(text) }
        #expect(
            error?.description.contains("watches.sahel.query: \(problem)") ?? false,
            "\(error?.description ?? "-")")
        let beginning = Self.good.replacing("theme:sahel AND", with: "theme:sah* AND")
        #expect(try verdict(beginning).contains("is good"))
    }

    @Test("takes what is kept, and for how long")
    func keeps() throws {
        let keep =
            "keep: {messages: 60d, originals: 3650d, originals_size: 400GiB, removed: 7d, free: 16MiB}\n"
        #expect(try verdict(Self.good.replacing("stages:", with: keep + "stages:")).contains("is good"))
    }

    @Test("takes hours, their zone and a pause of a source")
    func manners() throws {
        let text = Self.good.replacingOccurrences(
            of: "every: 5m",
            with: "every: 5m\n    between: 06:00-22:00\n    time_zone: Europe/Berlin\n    pause: 2s")
        #expect(try verdict(text).contains("is good"))
    }

    @Test("a source is given the secret that its option names, and the option is named where there is none")
    func secretsOfSources() throws {
        let source = "  dip: {kind: dip, api_key: dip.key}\n"
        let text = Self.good.replacing("sources:\n", with: "sources:\n" + source)
        #expect(throws: ConfigurationProblem.self) { try verdict(text) }
        do { _ = try verdict(text) } catch {
            #expect(
                "\(error)".contains(":4:") && "\(error)".contains("sources.dip.api_key: there is no file"))
        }
        try folder.write("dip.key", "")
        #expect(throws: ConfigurationProblem.self) { try verdict(text) }
        try folder.write("dip.key", "geheim\n")
        #expect(try verdict(text).contains("is good: 2 sources"))
    }

    @Test("the example that ships is good")
    func example() throws {
        let root = Files.parent(of: Files.parent(of: Files.parent(of: #filePath)))
        let text = String(decoding: try Files.read("\(root)/Deploy/bode.yaml", limit: 1 << 20), as: UTF8.self)
        #expect(try verdict(text).contains("is good"))
    }

    @Test("what bode init writes is good")
    func first() async {
        let path = "\(folder.path)/first.yaml"
        #expect(await FirstConfiguration.write(to: path, contact: "me") == .usage)
        #expect(!Files.exists(path), "nothing is written that would not be good")
        #expect(await FirstConfiguration.write(to: path, contact: "desk@example.org") == .success)
        #expect(
            await FirstConfiguration.write(to: path, contact: "desk@example.org") == .unavailable,
            "it is there already")
    }

    @Test("files in conf.d are read after it")
    func more() throws {
        try folder.write(
            "conf.d/20-more.yaml", "sources:\n  other: {kind: feed, url: \"https://example.org/b\"}\n")
        #expect(try verdict(Self.good).contains("2 sources"))
        try folder.write("conf.d/30-bad.yaml", "sorces: {}\n")
        let problem = #expect(throws: ConfigurationProblem.self) { try verdict(Self.good) }
        #expect(problem?.description.contains("30-bad.yaml:1:1") == true)
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let old: String
        let new: String
        let says: [String]
        init(_ description: String, _ old: String, _ new: String, says: String...) {
            (testDescription, self.old, self.new, self.says) = (description, old, new, says)
        }
    }

    @Test(
        "refuses a bad one, saying where and what to do",
        arguments: [
            Fault("an unknown key", "every: 5m", "evry: 5m", says: ":7:", "evry", "did you mean 'every'"),
            Fault("an unknown key at the top", "stages:", "staged:", says: ":9:1", "stages"),
            Fault("an unknown kind of source", "kind: feed", "kind: fed", says: ":5:", "did you mean 'feed'"),
            Fault("an unknown stage", "themes]", "theems]", says: ":9:", "did you mean 'themes'"),
            Fault("an unknown sink kind", "kind: webhook", "kind: fax", says: ":14:", "no sink 'fax'"),
            Fault(
                "a watch without its sink", "sinks: [alerts]", "sinks: [alert]", says: ":11:",
                "did you mean 'alerts'"),
            Fault("a broken query", "AND NOT party", "AND (party", says: ":11:", "query"),
            Fault("an unknown field in a query", "party:PVV", "partij:PVV", says: "partij"),
            Fault("no contact", "contact: desk@example.org\n", "", says: "contact"),
            Fault(
                "a contact that is none", "desk@example.org", "me", says: ":1:", "neither an e-mail address"),
            Fault("no state", "state: state\n", "", says: "state"),
            Fault("a list for a text", "state: state", "state: [a]", says: ":2:", "state"),
            Fault("no interval", "every: 5m", "every: soon", says: ":7:", "soon"),
            Fault("too short an interval", "every: 5m", "every: 10ms", says: ":7:", "at least 1s"),
            Fault(
                "hours that are none", "every: 5m", "every: 5m\n    between: 6-22", says: ":8:",
                "no window like 06:00-22:00"),
            Fault(
                "a zone without Europe's summer time", "every: 5m", "every: 5m\n    time_zone: Asia/Tokyo",
                says: ":8:", "Europe/Amsterdam"),
            Fault(
                "a pause without a unit", "every: 5m", "every: 5m\n    pause: 2", says: ":8:", "no duration"),
            Fault(
                "a reserve larger than the usual", "stages:", "keep: {free: 65MiB}\nstages:", says: ":9:",
                "keep.free: must be at least 1MiB and at most 64MiB"),
            Fault(
                "a size without a unit", "stages:", "keep: {originals_size: 400}\nstages:", says: ":9:",
                "no size; write one like 64MiB"),
            Fault(
                "a size of more bytes than there can be", "stages:",
                "keep: {originals_size: 99999999999TiB}\nstages:", says: ":9:", "no size"),
            Fault(
                "messages kept for too short", "stages:", "keep: {messages: 1h}\nstages:", says: ":9:",
                "keep.messages: must be at least 1d"),
            Fault(
                "an unknown key of what is kept", "stages:", "keep: {mesages: 30d}\nstages:", says: ":9:",
                "did you mean 'messages'"),
            Fault("no address", "    url: https://example.org/feed.atom\n", "", says: "url"),
            Fault(
                "plain HTTP without leave", "https://example.org/feed", "http://example.org/feed",
                says: "insecure_http"),
            Fault("another scheme", "https://example.org/feed", "file:///etc/passwd#", says: "url"),
            Fault(
                "a secret that is not there", "secret: desk.secret", "secret: other.secret", says: ":14:",
                "other.secret"),
            Fault("a secret outside", "secret: desk.secret", "secret: ../desk.secret", says: "secret"),
            Fault("a file outside the directory", "path: alerts.ndjson", "path: ../../alerts", says: "path"),
            Fault(
                "two sinks on one file", "  desk: {kind: webhook",
                "  twin: {kind: file, path: alerts.ndjson}\n  desk: {kind: webhook",
                says: ":14:", "same file"),
            Fault("an exception that is none", "every: 5m", "allow: [localhost]", says: ":7:", "allow"),
            Fault("no YAML", "contact:", "contact: [", says: "bode.yaml:"),
            Fault("a key twice", "state: state", "state: state\nstate: other", says: "state"),
            Fault("a name that is none", "gazette:", "Gazette One:", says: ":4:", "name"),
            Fault("no sources", "  gazette:", "#  gazette:", says: "sources"),
        ])
    func refuses(_ fault: Fault) throws {
        let text = Self.good.replacingFirst(fault.old, with: fault.new)
        try #require(text != Self.good, "the fault is in the text")
        let problem = try #require(throws: ConfigurationProblem.self) { try verdict(text) }
        for part in fault.says { #expect("\(problem)".contains(part), "\(problem)") }
    }

    @Test("refuses what is no text at all", arguments: [[0xFF, 0xFE, 0x00], []] as [[UInt8]])
    func noText(_ bytes: [UInt8]) throws {
        try Files.writeDurably(bytes, to: "\(folder.path)/odd.yaml")
        #expect(throws: ConfigurationProblem.self) {
            try ConfigurationCheck.verdict(on: "\(folder.path)/odd.yaml")
        }
    }

    @Test("says which file is missing")
    func missing() {
        let problem = #expect(throws: ConfigurationProblem.self) {
            try ConfigurationCheck.verdict(on: "/nowhere/bode.yaml")
        }
        #expect(problem?.description == "/nowhere/bode.yaml: No such file or directory")
    }
}

extension String {
    fileprivate func replacingFirst(_ old: String, with new: String) -> String {
        guard let range = firstRange(of: old) else { return self }
        return replacingCharacters(in: range, with: new)
    }

    fileprivate func replacingCharacters(in range: Range<Index>, with new: String) -> String {
        self[..<range.lowerBound] + new + self[range.upperBound...]
    }
}
