import Pipeline
import Testing

extension LogPromise {
    static let moving = [
        LogPromise("begins a new reader where it was asked to, and keeps the position of a known one") {
            trial in
            try await trial.log.open(trial.night, from: .newest)
            try await trial.append("a", "b")
            try await trial.log.open(trial.desk, from: .newest)
            try await trial.log.open(Reader("sink/all", of: .events), from: .oldest)
            try await trial.append("c")
            #expect(try await trial.keys() == ["c"])
            #expect(try await trial.read(for: trial.night) == ["a", "b", "c"])
            #expect(try await trial.keys(for: Reader("sink/all", of: .events)) == ["a", "b", "c"])
            try await trial.log.open(trial.night, from: .oldest)
            try await trial.reopen()
            try await trial.log.open(trial.desk, from: .newest)
            try await trial.log.open(trial.night, from: .oldest)
            #expect(try await trial.keys() == ["c"])
            #expect(try await trial.keys(for: trial.night) == [])
        },
        LogPromise("opens readers together, the known and the new, and one that is named twice") { trial in
            try await trial.append("a")
            let (desk, night) = (trial.desk, trial.night)
            try await trial.log.open(desk, from: .newest)
            try await trial.log.open([desk, night, night], from: .oldest)
            #expect(try await trial.keys() == [])
            #expect(try await trial.keys(for: night) == ["a"])
        },
        LogPromise("refuses a reader that is not known, or known for another topic") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            let other = Reader(trial.desk.name, of: .documents)
            let (log, now) = (trial.log, trial.clock.now)
            await #expect(throws: LogFailure.self) { try await log.open(other, from: .oldest) }
            await #expect(throws: LogFailure.self) { try await log.claim(1, for: other, at: now) }
            let unknown = Reader("nobody", of: .events)
            await #expect(throws: LogFailure.self) { try await log.claim(1, for: unknown, at: now) }
            await #expect(throws: LogFailure.self) { try await log.backlog(of: unknown) }
            await #expect(throws: LogFailure.self) { try await log.rewind(unknown, to: now) }
            await log.awaitWork(for: unknown, until: nil, clock: trial.clock)
        },
        LogPromise("moves a reader back and on, and leaves what is set aside") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            let start = trial.clock.now
            for key in ["a", "b", "c", "d"] {
                try await trial.append(key)
                trial.clock.advance(by: .seconds(10))
            }
            let claims = try await trial.claim()
            try await trial.settle([claims[0], claims[3]])
            try await trial.settle([claims[1]], .setAside(reason: "odd"))
            let far = start.adding(.seconds(9999))
            try await trial.settle([claims[2]], .retry(notBefore: far, reason: "busy"))

            try await trial.log.rewind(trial.desk, to: start.adding(.milliseconds(10_001)))
            let again = try await trial.claim()
            #expect(again.map(\.message.key) == ["c", "d"])
            #expect(again.map(\.attempt) == [1, 1])
            try await trial.settle(again)
            try await trial.log.rewind(trial.desk, to: Timestamp(milliseconds: .min))
            try await trial.reopen()
            #expect(try await trial.read() == ["a", "c", "d"])
            #expect(try await trial.log.asides(of: trial.desk, limit: 9).map(\.message.key) == ["b"])

            // The first one there is set aside, so the second is what is oldest.
            try await trial.log.rewind(trial.desk, to: start.adding(.seconds(10)))
            #expect(
                try await trial.log.backlog(of: trial.desk)
                    == Backlog(ready: 2, setAside: 1, oldest: start.adding(.seconds(20))))
            try await trial.log.rewind(trial.desk, to: start)
            try await trial.log.rewind(trial.desk, to: start.adding(.seconds(30)))
            #expect(try await trial.read() == ["d"])
            try await trial.log.rewind(trial.desk, to: start)
            try await trial.log.rewind(trial.desk, to: Timestamp(milliseconds: .max))
            try await trial.append("e")
            try await trial.reopen()
            #expect(try await trial.read() == ["e"])
        },
        LogPromise("leaves claims with those who hold them when a reader moves") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            let start = trial.clock.now
            try await trial.append("a", "b", "c")
            try await trial.settle([try await trial.claim(1)[0]], .retry(notBefore: start, reason: "busy"))
            let claims = try await trial.claim(2)
            #expect(claims.map(\.message.key) == ["a", "b"])
            try await trial.log.rewind(trial.desk, to: start)
            #expect(try await trial.keys() == ["c"])
            await trial.log.release([claims[0].message.sequence], of: trial.desk)
            #expect(try await trial.keys() == ["a"])
            try await trial.settle([claims[1]])
            try await trial.reopen()
            #expect(try await trial.read() == ["a", "c"])

            try await trial.append("d")
            let last = try await trial.claim()
            try await trial.log.rewind(trial.desk, to: Timestamp(milliseconds: .max))
            try await trial.log.prune(before: Timestamp(milliseconds: .max))
            try await trial.settle(last, .retry(notBefore: start, reason: "busy"))
            #expect(try await trial.read() == ["d"])
        },
    ]

    static let waking = [
        LogPromise("returns at once where there is something to claim") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            try await trial.append("a")
            await trial.log.awaitWork(for: trial.desk, until: nil, clock: trial.clock)
            let claims = try await trial.claim()
            try await trial.settle(claims, .retry(notBefore: trial.clock.now, reason: "busy"))
            await trial.log.awaitWork(for: trial.desk, until: nil, clock: trial.clock)
        },
        LogPromise("loses no wake-up, whichever comes first") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            let (log, desk, clock) = (trial.log, trial.desk, trial.clock)
            for round in 0..<50 {
                async let waiting: Void = log.awaitWork(for: desk, until: nil, clock: clock)
                try await trial.append("message \(round)")
                await waiting
                #expect(try await trial.read().count == 1)
            }
        },
        LogPromise("wakes a reader by whatever brings it work") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            let (log, desk, clock) = (trial.log, trial.desk, trial.clock)
            try await trial.expectWaking { try await trial.append("a") }
            let claims = try await trial.claim()
            try await trial.expectWaking {
                await log.release(claims.map(\.message.sequence), of: desk)
            }
            #expect(try await trial.claim() == claims)
            // Another lane's retry is due before anything that the reader waits for.
            try await trial.expectWaking {
                try await trial.settle(claims, .retry(notBefore: clock.now, reason: "busy"))
            }
            try await trial.settle(try await trial.claim(), .setAside(reason: "odd"))
            try await trial.expectWaking {
                try await log.retryAsides(claims.map(\.message.sequence), of: desk)
            }
            #expect(try await trial.read() == ["a"])
            try await trial.expectWaking { try await log.rewind(desk, to: Timestamp(seconds: 0)) }
            #expect(try await trial.read() == ["a"])
            try await trial.expectWaking { await log.close() }
        },
        LogPromise("wakes a reader when a waiting message is due") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            let (log, desk, clock) = (trial.log, trial.desk, trial.clock)
            try await trial.append("a", "b")
            let due = clock.now.adding(.seconds(60))
            try await trial.settle(try await trial.claim(1), .retry(notBefore: due, reason: "busy"))
            #expect(try await trial.read() == ["b"])
            for deadline in [nil, due.adding(.seconds(60))] {
                async let waiting: Void = log.awaitWork(for: desk, until: deadline, clock: clock)
                while clock.sleepers == 0 { await Task.yield() }
                clock.advance(by: .seconds(60))
                await waiting
                let claims = try await trial.claim()
                #expect(claims.map(\.message.key) == ["a"])
                let later = clock.now.adding(.seconds(60))
                try await trial.settle(claims, .retry(notBefore: later, reason: "busy"))
            }
        },
        LogPromise("wakes a reader at its deadline and not before") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            let (log, desk, clock) = (trial.log, trial.desk, trial.clock)
            let deadline = clock.now.adding(.seconds(60))
            let waiting = Task {
                await log.awaitWork(for: desk, until: deadline, clock: clock)
                return clock.now
            }
            while clock.sleepers == 0 { await Task.yield() }
            // What is appended elsewhere is nothing to this reader.
            try await trial.append("x", to: .documents)
            clock.advance(by: .seconds(59))
            clock.advance(by: .seconds(1))
            #expect(await waiting.value == deadline)
            await log.awaitWork(for: desk, until: clock.now, clock: clock)
        },
        LogPromise("lets a reader go whose task is cancelled") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            let (log, desk, clock) = (trial.log, trial.desk, trial.clock)
            for deadline in [nil, clock.now.adding(.seconds(60))] {
                let waiting = Task { await log.awaitWork(for: desk, until: deadline, clock: clock) }
                if deadline != nil { while clock.sleepers == 0 { await Task.yield() } }
                waiting.cancel()
                await waiting.value
            }
        },
    ]
}
