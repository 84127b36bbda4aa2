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
        LogPromise("wakes a reader when a message is appended or released to it") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            let (log, desk, clock) = (trial.log, trial.desk, trial.clock)
            for round in 0..<50 {
                // Whichever comes first, the waiting or the appending: nothing may be missed.
                async let waiting: Void = log.awaitWork(for: desk, until: nil, clock: clock)
                try await trial.append("message \(round)")
                await waiting
                let claims = try await trial.claim()
                #expect(claims.count == 1)
                async let again: Void = log.awaitWork(for: desk, until: nil, clock: clock)
                await log.release(claims.map(\.message.sequence), of: desk)
                await again
                #expect(try await trial.read().count == 1)
            }
        },
        LogPromise("wakes a reader when a waiting message is due, or set-aside ones are to be retried") {
            trial in
            try await trial.log.open(trial.desk, from: .oldest)
            let (log, desk, clock) = (trial.log, trial.desk, trial.clock)
            try await trial.append("a", "b")
            let claims = try await trial.claim()
            let due = clock.now.adding(.seconds(60))
            try await trial.settle([claims[0]], .retry(notBefore: due, reason: "busy"))
            try await trial.settle([claims[1]], .setAside(reason: "odd"))
            async let waiting: Void = log.awaitWork(for: desk, until: nil, clock: clock)
            while clock.sleepers == 0 { await Task.yield() }
            clock.advance(by: .seconds(60))
            await waiting
            #expect(try await trial.read() == ["a"])
            async let again: Void = log.awaitWork(for: desk, until: nil, clock: clock)
            try await log.retryAsides([claims[1].message.sequence], of: desk)
            await again
            #expect(try await trial.read() == ["b"])
            async let rewound: Void = log.awaitWork(for: desk, until: nil, clock: clock)
            try await log.rewind(desk, to: Timestamp(seconds: 0))
            await rewound
            #expect(try await trial.read() == ["a", "b"])
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
        LogPromise("lets everyone go when it is closed") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            let (log, desk, clock) = (trial.log, trial.desk, trial.clock)
            let far = clock.now.adding(.seconds(60))
            async let waiting: Void = log.awaitWork(for: desk, until: far, clock: clock)
            while clock.sleepers == 0 { await Task.yield() }
            await log.close()
            await waiting
        },
    ]
}
