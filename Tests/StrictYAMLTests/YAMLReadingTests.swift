import StrictYAML
import Testing

struct YAMLReadingTests {
    @Test func `keeps the order and the place of keys`() throws {
        let value = try StrictYAML.parse("b: 1\na:\n  - x\n  - y: 2\n", file: "f.yaml")
        let entries = try value.entries()
        #expect(entries.map(\.key) == ["b", "a"])
        #expect(entries.map { "\($0.place)" } == ["f.yaml:1:1", "f.yaml:2:1"])
        #expect(try value.value(for: "a")?.elements()[1].value(for: "y")?.path == "a[1].y")
        #expect(try value.value(for: "c") == nil)
    }

    @Test(arguments: ["", "# only a comment\n", "---\n", "~"]) func `takes nothing for an empty mapping`(
        text: String
    ) throws {
        #expect(try StrictYAML.parse(text, file: "f").entries().isEmpty)
    }

    @Test func `lays a later file over an earlier one`() throws {
        let base = try StrictYAML.parse("a: 1\nb: {x: 1, y: 2}\nc: [1]", file: "base.yaml")
        let drop = try StrictYAML.parse("b: {y: 3, z: 4}\nc: [2, 3]\nd: 5", file: "drop.yaml")
        let merged = base.merging(drop)
        #expect(try merged.entries().map(\.key) == ["a", "b", "c", "d"])
        #expect(try merged.value(for: "b")?.decode([String: Int].self) == ["x": 1, "y": 3, "z": 4])
        #expect(try merged.value(for: "c")?.decode([Int].self) == [2, 3])
        #expect(try merged.value(for: "b")?.value(for: "x")?.place.file == "base.yaml")
        #expect(try merged.value(for: "b")?.value(for: "y")?.place.file == "drop.yaml")
    }

    @Test(
        "refuses what could grow or go deep",
        arguments: [
            ("a: &x [1]\nb: *x", "f:1:4: anchors (&name) are not allowed"), ("- &x a", "f:1:3: anchors"),
            ("? &x a\n: b", "f:1:3: anchors"), ("[&x a]", "f:1:2: anchors"), ("&x a: b", "f:1:1: anchors"),
            ("don't: &x a", "f:1:8: anchors"), ("a: !!map &x {}", "f:1:4: tags (!name)"),
            (
                String(repeating: "[", count: 70) + String(repeating: "]", count: 70),
                "f:1:65: values are nested deeper"
            ),
            (String(repeating: "[", count: 100_000), "nest"),
            (String(repeating: "- ", count: 5000) + "a", "nest"),
            (String(repeating: "x", count: StrictYAML.maximumSize + 1), "f:1:1: the file is larger"),
            ("[" + String(repeating: "1,", count: StrictYAML.maximumCount) + "]", "holds more than"),
        ])
    func refuses(text: String, expected: String) {
        let problem = #expect(throws: YAMLProblem.self) { try StrictYAML.parse(text, file: "f") }
        #expect(problem?.description.contains(expected) == true, "\(problem.debugDescription)")
    }

    @Test(
        "takes an ampersand in text for what it is",
        arguments: [
            "a: b &c", "a: \"&c\"", "a: '&c'", "a: Handel & Hulp", "a: x?b=1&c=2", "a: 1 # &c", "# &c",
        ])
    func ampersands(text: String) throws { _ = try StrictYAML.parse(text, file: "f") }

    @Test(
        "says where the syntax is broken",
        arguments: [
            ("a: b: c", "f:1:5:"), ("a: [1", "f:2:1:"), ("a: \"x", "f:1:"), ("\ta: 1", "f:1:"),
            ("a: 1\n---\nb: 2", "f:2:1:"),
            ("a: \u{7}", "f:1:"), ("a: b\n c: d\n", "f:2:"), ("%", "f:"),
        ])
    func broken(text: String, expected: String) {
        let problem = #expect(throws: YAMLProblem.self) { try StrictYAML.parse(text, file: "f") }
        #expect(problem?.description.hasPrefix(expected) == true, "\(problem.debugDescription)")
    }

    @Test func `stays whole on any text`() {
        var state: UInt64 = 3
        let alphabet = Array("a:-[]{}&*!?|>'\"#%@,\n\n  ~é1")
        for _ in 0..<3000 {
            var text = ""
            for _ in 0..<30 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            do {
                _ = try StrictYAML.parse(text, file: "f").decode([String: String].self)
            } catch { #expect(error.line >= 1 && error.column >= 1) }
        }
    }
}
