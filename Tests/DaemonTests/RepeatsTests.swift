import Daemon
import Pipeline
import Testing

@Suite struct RepeatsTests {
    let start = Timestamp(rfc3339: "2026-11-26T12:04:30Z") ?? Timestamp(seconds: 0)

    private func texts(_ lines: [Repeats.Line]) -> [String] { lines.map(\.text) }

    @Test("what is said again within ten minutes is counted, and told with the count")
    func folds() {
        var repeats = Repeats()
        #expect(texts(repeats.lines(for: .warning, "no room", at: start)) == ["no room"])
        for second in 1...37 {
            let again = repeats.lines(for: .warning, "no room", at: start.adding(.seconds(second)))
            #expect(again.isEmpty)
        }
        let later = start.adding(Repeats.window)
        #expect(
            texts(repeats.lines(for: .info, "something else", at: later)) == [
                "no room (37 more times since 12:04 UTC)", "something else",
            ])
        #expect(texts(repeats.lines(for: .warning, "no room", at: later)) == ["no room"])
    }

    @Test("other words or another level are not the same")
    func tells() {
        var repeats = Repeats()
        for (level, text) in [(LogLevel.info, "a"), (.warning, "a"), (.info, "b")] {
            #expect(texts(repeats.lines(for: level, text, at: start)) == [text])
        }
    }

    @Test("what was counted is told at the end, and a clock that is set back keeps nothing quiet")
    func ends() {
        var repeats = Repeats()
        _ = repeats.lines(for: .error, "a", at: start)
        _ = repeats.lines(for: .error, "a", at: start)
        #expect(texts(repeats.rest()) == ["a (once more since 12:04 UTC)"])
        #expect(repeats.rest().isEmpty)
        _ = repeats.lines(for: .error, "a", at: start)
        #expect(texts(repeats.lines(for: .error, "a", at: start.adding(.seconds(-60)))) == ["a"])
    }
}
