import JSONSource
import Pipeline
import Testing

@Suite struct JSONReaderTests {
    private func read(_ text: String) throws -> JSONValue { try JSONReader.read(Array(text.utf8)) }

    @Test func `reads every sort of value`() throws {
        let value = try read(
            #" {"a": [1, -2.5e+3, true, false, null, "x"], "b": {}, "c": [], "long": 12345678901234567890} "#)
        #expect(
            value
                == .object([
                    "a": .array([
                        .number("1"), .number("-2.5e+3"), .bool(true), .bool(false), .null, .string("x"),
                    ]),
                    "b": .object([:]), "c": .array([]), "long": .number("12345678901234567890"),
                ]))
        #expect(try read("7") == .number("7"))
        #expect(try read("\u{FEFF}\"x\"") == .string("x"))
    }

    @Test(arguments: [
        (#""a\"\\\/\b\f\n\r\tz""#, "a\"\\/\u{8}\u{C}\n\r\tz"), (#""\u00e9\ud83d\ude42""#, "é🙂"),
        (#""\ud83dx""#, "\u{FFFD}x"), (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\ude42""#, "\u{FFFD}"),
        ("\"é🙂\"", "é🙂"), (#""""#, ""),
    ])
    func `reads strings`(_ json: String, _ text: String) throws {
        #expect(try read(json) == .string(text))
    }

    @Test(arguments: [
        "", " ", "{", "[1", "[1,]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "[1 2]", "tru",
        "nul",
        "01", "-", "1.", "1e", ".5", "+1", "\"a", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"a\nb\"", "1 2",
        "[]]",
        "{}x", "NaN",
    ])
    func `refuses what is no JSON`(_ text: String) {
        #expect(throws: JSONFailure.self) { try read(text) }
    }

    @Test func `gives up on depth, size and number before they cost much`() throws {
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
        let failure = #expect(throws: JSONFailure.self) { try JSONReader.read(deep) }
        #expect(failure.map { "\($0)" }?.contains("more than 512 levels") == true)
        #expect(throws: Never.self) {
            try read(String(repeating: "[", count: 512) + String(repeating: "]", count: 512))
        }
        #expect(throws: JSONFailure.self) {
            try read(String(repeating: "[", count: 513) + String(repeating: "]", count: 513))
        }
        var limits = JSONLimits()
        (limits.bytes, limits.values) = (20, 3)
        #expect(throws: JSONFailure.self) { try JSONReader.read(Array("[1,2,3]".utf8), limits: limits) }
        #expect(throws: Never.self) { try JSONReader.read(Array("[1,2]".utf8), limits: limits) }
        #expect(throws: JSONFailure.self) {
            try JSONReader.read(Array("[                   ]".utf8), limits: limits)
        }
    }

    @Test func `finds fields wherever and in whatever number they are`() throws {
        let value = try read(
            """
            {"document": {"titel": " Een\\n brief ", "leeg": "", "n": 7}, "@odata.nextLink": "next", "one": {"naam": "A"},
            "many": [{"naam": "B"}, {"naam": null}, {"naam": "C"}, {"naam": "B"}], "flags": ["x"], "yes": "True", "no": 0}
            """)
        #expect(value.text("document.titel") == "Een brief")
        #expect(value.text("document.leeg") == nil && value.text("document.n") == "7")
        #expect(value.text(["document.leeg", "missing", "document.titel"]) == "Een brief")
        #expect(value.text("@odata.nextLink") == "next")
        #expect(value.texts("one.naam") == ["A"] && value.texts("many.naam") == ["B", "C"])
        #expect(value.list("one").count == 1 && value.list("many").count == 4 && value.list("none").isEmpty)
        #expect(value.flag("yes") == true && value.flag("no") == false && value.flag("one") == nil)
        #expect(value["document.titel.deeper"] == .null && value["many"] != .null)
        #expect(value.integer("document.n") == 7 && value.integer("document.titel") == nil)
    }
}
