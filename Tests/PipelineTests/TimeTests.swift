import Pipeline
import Testing

@Suite struct TimeTests {
    @Test(
        "reads the forms that official feeds use",
        arguments: [
            ("2022-12-20T08:15:00Z", 1_671_524_100_000), ("2022-12-20T08:15:00.5+01:00", 1_671_520_500_500),
            ("2022-12-20T08:15:00+0100", 1_671_520_500_000),
            ("2019-07-15T11:02:54.8200000", 1_563_188_574_820),
            ("2022-12-20 08:15Z", 1_671_524_100_000), ("2022-12-20", 1_671_494_400_000),
            ("1969-12-31T23:59:59.999Z", -1),
        ] as [(String, Int64)])
    func reads(_ text: String, _ milliseconds: Int64) {
        #expect(Timestamp(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test(
        "refuses what is no time",
        arguments: [
            "", "gisteren", "2022-13-01", "2022-02-29", "2022-12-20T", "2022-12-20T25:99:00Z",
            "2022-12-20T08:15:00Zx",
        ])
    func refuses(_ text: String) { #expect(Timestamp(rfc3339: text) == nil) }

    @Test(
        "writes what it reads",
        arguments: ["2022-12-20T08:15:00Z", "0001-01-01T00:00:00Z", "1999-12-31T23:59:59.007Z"])
    func writes(_ text: String) { #expect(Timestamp(rfc3339: text)?.rfc3339 == text) }

    @Test("saturates instead of overflowing")
    func saturates() {
        let end = Timestamp(milliseconds: .max)
        #expect(end.adding(.seconds(1)) == end)
        #expect(Timestamp(milliseconds: .min).adding(.seconds(-1)).milliseconds == .min)
        #expect(end.since(Timestamp(milliseconds: .min)) > .zero)
        #expect(!end.rfc3339.isEmpty)
    }

    @Test(
        "counts days over leap years and back", arguments: [-719_162, -1, 0, 59, 11_016, 19_346, 2_932_896])
    func days(_ count: Int64) { #expect(CalendarDay(daysSinceEpoch: count).daysSinceEpoch == count) }
}
