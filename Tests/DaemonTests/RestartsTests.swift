import Daemon
import Pipeline
import Testing

@Suite struct RestartsTests {
    let start = Timestamp(rfc3339: "2026-11-26T12:04:30Z") ?? Timestamp(seconds: 0)

    /// Starts so many times, with so many seconds between them, and returns at which of them operators are told.
    private func told(
        _ count: Int, every seconds: Int64, _ restarts: inout Restarts, from start: Timestamp? = nil
    ) -> [Int] {
        (0..<count).filter { number in
            // As each process does: of what was remembered, nothing but the text is left.
            restarts = Restarts(text: restarts.text)
            let now = (start ?? self.start).adding(.seconds(Int64(number) * seconds))
            guard restarts.begin(at: now) != nil else { return false }
            restarts.tell(at: now)
            return true
        }
    }

    @Test("fifty ends in a row are told once")
    func tellsOnce() {
        var restarts = Restarts()
        #expect(told(51, every: 3, &restarts) == [Restarts.mostEnds])
    }

    @Test("what it ended before it could tell is told at the next start, as the same")
    func tellsAtLast() {
        var restarts = Restarts()
        for _ in 0..<5 { #expect(restarts.begin(at: start) == nil) }
        #expect((1...2).map { restarts.begin(at: start.adding(.seconds($0))) } == [start, start])
    }

    @Test("what ends now and then is told to nobody")
    func isQuiet() {
        var restarts = Restarts()
        #expect(told(100, every: 121, &restarts).isEmpty)
    }

    @Test("what goes on is told again a day later, and what begins anew after a stop is news")
    func tellsAgain() {
        var restarts = Restarts()
        #expect(told(2 * 86_400 / 60, every: 60, &restarts) == [5, 5 + 1440])
        var stopped = Restarts()
        #expect(told(6, every: 3, &stopped, from: start.adding(.seconds(86_400))) == [5])
    }

    @Test("a clock that was set back, and a text of something else, keep nothing quiet and tell nothing")
    func survivesNonsense() {
        var restarts = Restarts()
        _ = told(6, every: 3, &restarts)
        #expect(told(6, every: 3, &restarts, from: start.adding(.seconds(-86_400))) == [5])
        var odd = Restarts(text: "told\n\ntold x\n9223372036854775807\n-9223372036854775808\n1 2 3\n\u{0}")
        #expect(odd.begin(at: start) == nil)
    }
}
