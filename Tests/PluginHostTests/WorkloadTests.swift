import Pipeline
import PluginHost
import Testing

@Suite struct WorkloadTests {
    private let start = Timestamp(seconds: 1_000_000)
    private func later(_ seconds: Int) -> Timestamp { start.adding(.seconds(seconds)) }

    private func load(_ jobs: [(alone: Bool, size: Int)]) -> Workload<String> {
        var load = Workload<String>(deadline: .seconds(30))
        for (index, job) in jobs.enumerated() {
            load.add("\(index + 1)", id: Int64(index + 1), size: job.size, isAlone: job.alone)
        }
        return load
    }

    @Test func `gives as many as the window takes, first come first served`() {
        var load = load(Array(repeating: (false, 10), count: 5))
        #expect(load.admit(window: 3, at: start).map(\.job) == ["1", "2", "3"])
        #expect(load.admit(window: 3, at: start).isEmpty)
        let answered = load.answer(2, at: start) { _ -> Bool? in true }
        #expect(answered?.job == "2")
        #expect(load.admit(window: 3, at: start).map(\.job) == ["4"])
    }

    @Test func `lets who wants to be alone wait, and nobody overtake`() {
        var load = load([(false, 1), (true, 1), (false, 1), (false, 1)])
        #expect(load.admit(window: 8, at: start).map(\.job) == ["1"])
        _ = load.answer(1, at: start) { _ -> Bool? in true }
        #expect(load.admit(window: 8, at: start).map(\.job) == ["2"])
        #expect(load.admit(window: 8, at: start).isEmpty)
        _ = load.answer(2, at: start) { _ -> Bool? in true }
        #expect(load.admit(window: 8, at: start).map(\.job) == ["3", "4"])
    }

    @Test func `gives no more bytes than it may, but always one`() {
        let half = Workload<String>.mostBytes / 2
        var load = load([(false, half * 3), (false, half), (false, half), (false, 1)])
        #expect(load.admit(window: 8, at: start).map(\.job) == ["1"])
        _ = load.answer(1, at: start) { _ -> Bool? in true }
        #expect(load.admit(window: 8, at: start).map(\.job) == ["2", "3"])
    }

    @Test func `knows nobody who was not given, or has answered`() {
        var load = load([(false, 1), (false, 1)])
        #expect(load.answer(1, at: start) { _ -> Bool? in true } == nil)
        _ = load.admit(window: 1, at: start)
        #expect(load.answer(2, at: start) { _ -> Bool? in true } == nil)
        #expect(load.answer(1, at: start) { _ -> Bool? in nil } != nil, "more is to come")
        #expect(load.answer(1, at: start) { _ -> Bool? in true } != nil)
        #expect(load.answer(1, at: start) { _ -> Bool? in true } == nil)
    }

    @Test func `owes an answer from the first that it was given, and anew from each answer`() {
        var load = load([(false, 1), (false, 1), (false, 1)])
        #expect(load.due == nil)
        _ = load.admit(window: 2, at: start)
        #expect(load.due == later(30))
        _ = load.answer(1, at: later(20)) { _ -> Bool? in true }
        #expect(load.due == later(50))
        _ = load.admit(window: 2, at: later(45))
        #expect(load.due == later(50), "what is given later puts nothing off")
        _ = load.answer(2, at: later(46)) { _ -> Bool? in nil }
        #expect(load.due == later(50), "a part is no answer")
        _ = load.answer(2, at: later(47)) { _ -> Bool? in true }
        _ = load.answer(3, at: later(48)) { _ -> Bool? in true }
        #expect(load.due == nil)
    }

    @Test func `takes back what was in hand, and says whether it was alone`() {
        var load = load([(false, 1), (false, 1), (false, 1)])
        _ = load.admit(window: 2, at: start)
        #expect(load.takeBack().map(\.wasAlone) == [false, false])
        #expect(load.due == nil)
        _ = load.admit(window: 2, at: start)
        let back = load.takeBack()
        #expect(back.map(\.job) == ["3"] && back.map(\.wasAlone) == [true])
        #expect(load.dismissWaiting().isEmpty)
    }
}

@Suite struct RestartsTests {
    private let start = Timestamp(seconds: 1_000_000)

    @Test func `waits twice as long each time, and a minute at most`() {
        var restarts = Restarts()
        var now = start
        var pauses: [Int64] = []
        while case .again(let time) = restarts.died(at: now) {
            pauses.append(time.since(now).components.seconds)
            now = time
        }
        #expect(pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60])
    }

    @Test func `forgets deaths that are ten minutes old`() {
        var restarts = Restarts()
        for minute in 0..<100 {
            let now = start.adding(.seconds(minute * 70))
            #expect(restarts.died(at: now) != .disable, "nine in ten minutes are not ten")
        }
        let later = start.adding(.seconds(100 * 70 + 600))
        #expect(restarts.died(at: later) == .again(at: later.adding(.seconds(1))))
    }

    @Test func `begins anew when told, and when the clock was set back`() {
        var restarts = Restarts()
        for _ in 0..<9 { _ = restarts.died(at: start) }
        let earlier = start.adding(.seconds(-86_400))
        #expect(restarts.died(at: earlier) == .again(at: earlier.adding(.seconds(1))))
        restarts.forget()
        #expect(restarts.died(at: start) == .again(at: start.adding(.seconds(1))))
    }
}

@Suite struct ErrorLinesTests {
    private let start = Timestamp(seconds: 1_000_000)

    private func lines(_ pieces: [String]) -> [String] {
        var (lines, found) = (ErrorLines(), [String]())
        for piece in pieces {
            lines.feed(Array(piece.utf8)[...], at: start) { found.append("\($0.rawValue) \($1)") }
        }
        lines.finish(at: start) { found.append("\($0.rawValue) \($1)") }
        return found
    }

    @Test func `reads the levels of systemd`() {
        #expect(
            lines(["<3>oh\n<4>hm\n<6>so\n<7>deep\nplain\n<9>odd\n<0>", "all is lost"]) == [
                "error oh", "warning hm", "info so", "debug deep", "info plain", "info <9>odd",
                "error all is lost",
            ])
    }

    @Test func `joins pieces, skips what says nothing, and lets nothing through that acts on a terminal`() {
        #expect(lines(["a", "b\n", "\n \n", "c\u{1B}[2J\u{2028}d\n"]) == ["info ab", "info c [2J d"])
    }

    @Test func `cuts a line that is too long, and costs no more than that`() {
        let found = lines(Array(repeating: String(repeating: "x", count: 10_000), count: 100))
        #expect(found == ["info " + String(repeating: "x", count: ErrorLines.longestLine) + "…"])
    }

    @Test func `keeps a thousand lines a minute and says how many it dropped`() {
        var (lines, found) = (ErrorLines(), [String]())
        func feed(at now: Timestamp) {
            for _ in 0..<1500 { lines.feed(Array("x\n".utf8)[...], at: now) { found.append($1) } }
        }
        feed(at: start)
        #expect(found.count == 1000)
        feed(at: start.adding(.seconds(60)))
        #expect(found.count == 2001)
        #expect(found[1000] == "500 more lines were dropped: more than 1000 a minute")
    }
}
