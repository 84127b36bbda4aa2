import Pipeline
import Testing

@Suite struct DurationTextTests {
    @Test(
        "reads durations as people write them",
        arguments: [
            ("60s", Duration.seconds(60)), ("15m", .seconds(900)), ("4d", .seconds(345_600)),
            ("1h30m", .seconds(5400)), ("250ms", .milliseconds(250)), ("0s", .zero),
            ("1d2h3m4s5ms", .milliseconds(93_784_005)), ("007s", .seconds(7)),
            ("36525d", .seconds(3_155_760_000)),
        ])
    func reads(_ text: String, _ duration: Duration) { #expect(DurationText(text)?.duration == duration) }

    @Test(
        "refuses what is no duration",
        arguments: [
            "", "s", "5", "-5s", "+5s", "5 s", " 5s", "5S", "5sec", "5w", "1.5h", "5s5s", "30m1h", "1h30",
            "∞s", "٣s",
            "36526d", "9223372036854775807s", "99999999999999999999d", "9223372036854775807ms1s",
        ])
    func refuses(_ text: String) { #expect(DurationText(text) == nil) }

    @Test func `is decoded from a text, and says what it should have been`() throws {
        #expect(try JSONText.decode(DurationText.self, from: Array("\"20s\"".utf8)).duration == .seconds(20))
        let error = #expect(throws: DecodingError.self) {
            try JSONText.decode(DurationText.self, from: Array("\"soon\"".utf8))
        }
        #expect("\(String(describing: error))".contains("write one like 60s"))
    }
}
