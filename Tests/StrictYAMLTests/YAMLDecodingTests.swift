import StrictYAML
import Testing

struct YAMLDecodingTests {
    private struct Feed: Decodable, Equatable {
        enum Pace: String, Decodable, CaseIterable { case slow, fast }
        struct Manners: Decodable, Equatable { var delay: Int }
        var url: String
        var every: String?
        var limit: Int?
        var share: Double?
        var enabled: Bool?
        var hosts: [String]?
        var pace: Pace?
        var manners: Manners?
        var silentAfter: String?
        private enum CodingKeys: String, CodingKey {
            case url, every, limit, share, enabled, hosts, pace, manners
            case silentAfter = "silent_after"
        }
    }

    private func read(_ text: String, ignoring: Set<String> = []) throws -> Feed {
        try StrictYAML.parse(text, file: "bode.yaml").decode(Feed.self, ignoring: ignoring)
    }

    private func complaint(_ text: String) -> String {
        do {
            return "accepted: \(try read(text))"
        } catch { return "\(error)" }
    }

    /// A mapping, a list or a word, whichever stands there.
    private enum Anything: Decodable, Equatable {
        case mapping([String: Anything])
        case list([Anything])
        case word(String)

        init(from decoder: any Decoder) throws {
            if let members = try? decoder.container(keyedBy: Name.self) {
                self = .mapping(
                    try Dictionary(
                        uniqueKeysWithValues: members.allKeys.map {
                            ($0.stringValue, try members.decode(Anything.self, forKey: $0))
                        }))
            } else if var elements = try? decoder.unkeyedContainer() {
                var list: [Anything] = []
                while !elements.isAtEnd { list.append(try elements.decode(Anything.self)) }
                self = .list(list)
            } else {
                self = .word(try decoder.singleValueContainer().decode(String.self))
            }
        }

        private struct Name: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }
            init?(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }
    }

    @Test func `a type may ask whether it is a mapping, and go on where it is none`() throws {
        let read = try StrictYAML.parse("path: a.txt\nhosts: [a, {b: c}]", file: "bode.yaml").decode(
            Anything.self)
        #expect(
            read
                == .mapping([
                    "path": .word("a.txt"), "hosts": .list([.word("a"), .mapping(["b": .word("c")])]),
                ]))
    }

    @Test func `decodes what was asked for`() throws {
        let feed = try read(
            """
            url: https://example.org/a?b=1&c=2  # a comment
            every: 60s
            limit: 12
            share: 0.5
            enabled: yes
            hosts: [a.example, "b.example"]
            pace: fast
            manners: {delay: 3}
            silent_after: ~
            """)
        #expect(
            feed
                == Feed(
                    url: "https://example.org/a?b=1&c=2", every: "60s", limit: 12, share: 0.5, enabled: true,
                    hosts: ["a.example", "b.example"], pace: .fast, manners: .init(delay: 3), silentAfter: nil
                ))
    }

    @Test(
        "keeps text as it was written",
        arguments: ["off", "no", "yes", "12", "010", "1e3", "2022-12-20", "0x1F", "null x", "1_000", "3:25"])
    func text(word: String) throws { #expect(try read("url: \(word)").url == word) }

    @Test(
        "says where and what is wrong",
        arguments: [
            ("url: a\nevry: 60s", "bode.yaml:2:1: unknown key 'evry'; did you mean 'every'?"),
            (
                "url: a\nmanners:\n  delay: 1\n  dealy: 2",
                "bode.yaml:4:3: unknown key 'dealy' in manners; did you mean 'delay'?"
            ),
            ("ulr: a", "bode.yaml:1:1: unknown key 'ulr'; did you mean 'url'?"),
            ("every: 5s", "bode.yaml:1:1: key 'url' is missing"),
            (
                "url: a\nsilent-after: 5s",
                "bode.yaml:2:1: unknown key 'silent-after'; did you mean 'silent_after'?"
            ),
            ("url: [a]", "bode.yaml:1:6: url: expected text, found a list"),
            ("url:", "bode.yaml:1:5: url: expected text, found nothing"),
            ("url: a\nlimit: many", "bode.yaml:2:8: limit: expected a whole number, found 'many'"),
            ("url: a\nlimit: \"5\"", "bode.yaml:2:8: limit: expected a whole number, found the text \"5\""),
            (
                "url: a\nlimit: 010",
                "bode.yaml:2:8: limit: expected a whole number without a leading zero, found '010'"
            ),
            ("url: a\nshare: nan", "bode.yaml:2:8: share: expected a number, found 'nan'"),
            ("url: a\nenabled: maybe", "bode.yaml:2:10: enabled: expected true or false, found 'maybe'"),
            ("url: a\nhosts: b", "bode.yaml:2:8: hosts: expected a list, found 'b'"),
            ("url: a\nhosts: [b, {c: d}]", "bode.yaml:2:12: hosts[1]: expected text, found a mapping"),
            ("url: a\npace: quick", "bode.yaml:2:7: pace: expected one of: slow, fast, found 'quick'"),
            ("url: a\nurl: b", "bode.yaml:1:1: key 'url' stands twice in the same mapping, first here"),
            ("- a", "bode.yaml:1:1: here: expected a mapping (key: value), found a list"),
            ("url: *a", "bode.yaml:1:6: a word that begins with * must stand in quotes"),
            ("[a]: b", "bode.yaml:1:1: a key must be a word"),
        ])
    func complains(text: String, expected: String) { #expect(complaint(text) == expected) }

    @Test func `lists the known keys where none is near`() {
        #expect(
            complaint("url: a\nzzz: 1").hasPrefix(
                "bode.yaml:2:1: unknown key 'zzz'; known are: enabled, every"))
    }

    @Test func `says the range of a number that is too large`() {
        #expect(complaint("url: a\nlimit: 99999999999999999999").contains("from -9223372036854775808 to"))
    }

    @Test func `ignores only the keys that someone else has read`() throws {
        #expect(try read("kind: feed\nurl: a", ignoring: ["kind"]).url == "a")
        #expect(complaint("kind: feed\nurl: a").contains("unknown key 'kind'"))
    }

    @Test func `decodes dictionaries and parts to be read later`() throws {
        struct Parts: Decodable { var sources: [String: YAMLValue] }
        let parts = try StrictYAML.parse("sources:\n  one: {url: a}\n  two: {url: b, x: 1}", file: "f")
            .decode(Parts.self)
        #expect(try parts.sources["one"]?.decode(Feed.self).url == "a")
        let problem = #expect(throws: YAMLProblem.self) { try parts.sources["two"]?.decode(Feed.self) }
        #expect(problem?.description.hasPrefix("f:3:17: unknown key 'x' in sources.two") == true)
    }
}
