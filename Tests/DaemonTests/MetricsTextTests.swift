import Daemon
import Testing

@Suite struct MetricsTextTests {
    @Test("a family has its help and its type once, and a line for each sample")
    func family() {
        var text = MetricsText()
        text.add(
            "bode_polls_total", .counter, help: "Polls.",
            [.init(1, ("source", "a")), .init(2.5, ("source", "b"))])
        text.add("bode_up", .gauge, help: "Up.", [.init(1)])
        #expect(
            text.text == """
                # HELP bode_polls_total Polls.
                # TYPE bode_polls_total counter
                bode_polls_total{source="a"} 1
                bode_polls_total{source="b"} 2.5
                # HELP bode_up Up.
                # TYPE bode_up gauge
                bode_up 1

                """)
    }

    @Test("a family without samples is left out")
    func empty() {
        var text = MetricsText()
        text.add("bode_nothing", .gauge, help: "None.", [])
        #expect(text.text.isEmpty)
    }

    @Test("backslashes, quotes and ends of lines are escaped")
    func escapes() {
        var text = MetricsText()
        text.add("m", .gauge, help: "a \"b\" \\ c\nd", [.init(1, ("l", "a \"b\" \\ c\nd"))])
        #expect(
            text.text == """
                # HELP m a "b" \\\\ c\\nd
                # TYPE m gauge
                m{l="a \\"b\\" \\\\ c\\nd"} 1

                """)
    }

    @Test(
        "numbers are written as Prometheus reads them",
        arguments: [
            (1_795_652_504.013, "1795652504.013"), (0, "0"), (-3, "-3"), (1e300, "1e+300"),
            (.infinity, "+Inf"),
            (-.infinity, "-Inf"), (.nan, "NaN"),
        ] as [(Double, String)])
    func numbers(_ value: Double, _ written: String) {
        var text = MetricsText()
        text.add("m", .gauge, help: "M.", [.init(value)])
        #expect(text.text.hasSuffix("m \(written)\n"))
    }
}
