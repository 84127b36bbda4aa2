import Pipeline
import Testing

extension LogPromise {
    static let claiming = [
        LogPromise("hands out messages in order, as they were appended") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            let time = trial.clock.now
            try await trial.log.commit(
                Transaction(messages: [
                    NewMessage(.events, key: "one", payload: [0, 255, 10, 0]),
                    NewMessage(.events, key: "nul\0 and é 👩‍👩‍👧", payload: []),
                    NewMessage(.documents, key: "elsewhere", payload: [1]),
                ]))
            trial.clock.advance(by: .seconds(5))
            try await trial.append("three")
            let claims = try await trial.claim()
            #expect(claims.map(\.message.key) == ["one", "nul\0 and é 👩‍👩‍👧", "three"])
            #expect(claims.map(\.message.payload) == [[0, 255, 10, 0], [], Array("about three".utf8)])
            #expect(claims.map(\.message.appended) == [time, time, time.adding(.seconds(5))])
            #expect(claims.allSatisfy { $0.attempt == 1 && $0.message.topic == .events })
            #expect(claims.map(\.message.sequence) == claims.map(\.message.sequence).sorted())
            #expect(Set(claims.map(\.message.sequence)).count == 3)
        },
        LogPromise("hands out no more than the limit, and each message once") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            try await trial.append("a", "b", "c")
            #expect(try await trial.keys(0) == [])
            #expect(try await trial.keys(2) == ["a", "b"])
            #expect(try await trial.keys(2) == ["c"])
            #expect(try await trial.keys(2) == [])
        },
        LogPromise("lets readers of one topic go on without each other") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            try await trial.log.open(trial.night, from: .oldest)
            try await trial.append("a", "b")
            #expect(try await trial.read() == ["a", "b"])
            #expect(try await trial.read(1, for: trial.night) == ["a"])
            try await trial.reopen()
            #expect(try await trial.read() == [])
            #expect(try await trial.read(for: trial.night) == ["b"])
        },
        LogPromise("gives released messages out again as they were") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            try await trial.append("a", "b", "c")
            let claims = try await trial.claim()
            try await trial.settle([claims[1]], .retry(notBefore: trial.clock.now, reason: "busy"))
            let again = try await trial.claim()
            #expect(again.map(\.attempt) == [2])
            await trial.log.release([claims[0], again[0]].map(\.message.sequence), of: trial.desk)
            let released = try await trial.claim()
            #expect(released.map(\.message.key) == ["b", "a"])
            #expect(released.map(\.attempt) == [2, 1])
            #expect(try await trial.keys() == [])
        },
        LogPromise("ignores a release of what is not claimed") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            try await trial.append("a")
            let claims = try await trial.claim()
            try await trial.settle(claims)
            await trial.log.release(claims.map(\.message.sequence) + [99, -1, .min], of: trial.desk)
            await trial.log.release([1], of: trial.night)
            #expect(try await trial.keys() == [])
        },
        LogPromise("makes everything unsettled claimable after a restart") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            try await trial.append("a", "b", "c")
            let claims = try await trial.claim()
            try await trial.settle([claims[0]])
            try await trial.settle([claims[2]], .retry(notBefore: trial.clock.now, reason: "busy"))
            #expect(try await trial.keys() == ["c"])
            try await trial.reopen()
            let again = try await trial.claim()
            #expect(again.map(\.message.key) == ["c", "b"])
            #expect(again.map(\.attempt) == [2, 1])
        },
    ]

    static let settling = [
        LogPromise("keeps a message back until its next attempt is due, and counts attempts") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            try await trial.append("a", "b")
            for attempt in 1...3 {
                let claims = try await trial.claim(1)
                #expect(claims.map(\.message.key) == ["a"])
                #expect(claims.map(\.attempt) == [attempt])
                let due = trial.clock.now.adding(.seconds(60))
                try await trial.settle(claims, .retry(notBefore: due, reason: "no answer"))
                if attempt == 1 { #expect(try await trial.read() == ["b"]) }
                trial.clock.advance(by: .milliseconds(59_999))
                #expect(try await trial.keys() == [])
                trial.clock.advance(by: .milliseconds(1))
                if attempt == 2 { try await trial.reopen() }
            }
            #expect(try await trial.claim(1).map(\.attempt) == [4])
        },
        LogPromise("hands out what is to be retried before what is new, that which is due longest first") {
            trial in
            try await trial.log.open(trial.desk, from: .oldest)
            try await trial.append("a", "b", "c", "d")
            let claims = try await trial.claim(3)
            for (claim, wait) in zip(claims, [30, 10, 10]) {
                let due = trial.clock.now.adding(.seconds(wait))
                try await trial.settle([claim], .retry(notBefore: due, reason: "busy"))
            }
            trial.clock.advance(by: .seconds(30))
            #expect(try await trial.keys(2) == ["b", "c"])
            #expect(try await trial.keys() == ["a", "d"])
        },
        LogPromise("keeps what was deferred until its time, and counts no attempt for it") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            try await trial.append("a", "b")
            let claims = try await trial.claim()
            try await trial.settle([claims[0]], .retry(notBefore: trial.clock.now, reason: "busy"))
            let again = try await trial.claim()
            #expect(again.map(\.attempt) == [2])
            let later = trial.clock.now.adding(.seconds(60))
            try await trial.settle(again + [claims[1]], .deferred(until: later))
            try await trial.reopen()
            #expect(try await trial.keys() == [])
            #expect(try await trial.log.backlog(of: trial.desk).waiting == 2)
            trial.clock.advance(by: .seconds(60))
            #expect(try await trial.claim().map(\.attempt) == [2, 1])
        },
        LogPromise("keeps settlements out of order over a restart") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            try await trial.append("a", "b", "c", "d", "e")
            let claims = try await trial.claim()
            try await trial.settle([claims[4], claims[2]])
            try await trial.settle([claims[1]])
            try await trial.reopen()
            let rest = try await trial.claim()
            #expect(rest.map(\.message.key) == ["a", "d"])
            try await trial.settle([rest[0]])
            try await trial.reopen()
            #expect(try await trial.read() == ["d"])
            try await trial.reopen()
            try await trial.append("f")
            #expect(try await trial.read() == ["f"])
        },
        LogPromise("settles for good what waited ahead of older messages") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            try await trial.append("a", "b", "c")
            let claims = try await trial.claim()
            try await trial.settle([claims[1]], .retry(notBefore: trial.clock.now, reason: "busy"))
            #expect(try await trial.read() == ["b"])
            try await trial.reopen()
            #expect(try await trial.read() == ["a", "c"])
            try await trial.reopen()
            #expect(try await trial.read() == [])
            #expect(try await trial.log.backlog(of: trial.desk) == Backlog())
        },
        LogPromise("refuses to settle what the reader has not claimed, and stores nothing then") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            try await trial.log.open(trial.night, from: .oldest)
            try await trial.append("a", "b")
            let claims = try await trial.claim(1)
            let first = claims[0].message.sequence
            await trial.expectRefusal(
                Transaction(reader: trial.night, settlements: [Settlement(first, .done)]))
            await trial.expectRefusal(
                Transaction(
                    reader: trial.desk, settlements: [Settlement(first, .done), Settlement(first + 1, .done)])
            )
            await trial.expectRefusal(
                Transaction(
                    reader: trial.desk, settlements: [Settlement(first, .done), Settlement(first, .done)]))
            await trial.expectRefusal(Transaction(settlements: [Settlement(first, .done)]))
            await trial.expectRefusal(
                Transaction(reader: Reader("nobody", of: .events), settlements: [Settlement(first, .done)]))
            await trial.expectRefusal(
                Transaction(
                    reader: Reader(trial.desk.name, of: .documents), settlements: [Settlement(first, .done)]))
            // After all that, the claim still holds and can be settled once.
            #expect(try await trial.keys() == ["b"])
            try await trial.settle(claims)
            await trial.expectRefusal(
                Transaction(reader: trial.desk, settlements: [Settlement(first, .done)]))
            try await trial.reopen()
            #expect(try await trial.keys() == ["b"])
            #expect(try await trial.keys(for: trial.night) == ["a", "b"])
        },
        LogPromise("lists what is set aside, and lets it be retried as if for the first time") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            try await trial.append("a", "b", "c", "d")
            let claims = try await trial.claim()
            try await trial.settle([claims[1]], .retry(notBefore: trial.clock.now, reason: "busy"))
            try await trial.settle(try await trial.claim(), .setAside(reason: "410 Gone"))
            try await trial.settle([claims[0]], .setAside(reason: "not an event"))
            try await trial.settle([claims[2], claims[3]])
            try await trial.reopen()
            let asides = try await trial.log.asides(of: trial.desk, limit: 10)
            #expect(asides.map(\.message) == [claims[0].message, claims[1].message])
            #expect(asides.map(\.reason) == ["not an event", "410 Gone"])
            #expect(asides.map(\.attempts) == [1, 2])
            #expect(try await trial.log.asides(of: trial.desk, limit: 1).count == 1)
            #expect(try await trial.keys() == [])

            try await trial.log.retryAsides([claims[1].message.sequence, 4711], of: trial.desk)
            let again = try await trial.claim()
            #expect(again == [claims[1]])
            try await trial.settle(again)
            #expect(try await trial.log.asides(of: trial.desk, limit: 10).map(\.message.key) == ["a"])
            try await trial.reopen()
            #expect(try await trial.keys() == [])
        },
        LogPromise("gives up what is set aside for good, wherever the reader stands") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            try await trial.append("a", "b", "c")
            let claims = try await trial.claim(3)
            // One is behind the reader's position, the other beyond what it has settled.
            try await trial.settle([claims[0]], .setAside(reason: "odd"))
            try await trial.settle([claims[2]], .setAside(reason: "odd"))
            let sequences = claims.map(\.message.sequence)
            try await trial.log.dropAsides([sequences[0], sequences[2], 4711], of: trial.desk)
            #expect(try await trial.log.asides(of: trial.desk, limit: 9) == [])
            try await trial.log.retryAsides(sequences, of: trial.desk)
            try await trial.settle([claims[1]])
            try await trial.reopen()
            #expect(try await trial.keys() == [])
            #expect(try await trial.log.backlog(of: trial.desk) == Backlog())
        },
        LogPromise("counts what waits for a reader") { trial in
            try await trial.log.open(trial.desk, from: .oldest)
            #expect(try await trial.log.backlog(of: trial.desk) == Backlog())
            let start = trial.clock.now
            try await trial.append("a", "b")
            trial.clock.advance(by: .seconds(1))
            try await trial.append("c", "d", "e")
            let claims = try await trial.claim(4)
            try await trial.settle([claims[2]])
            try await trial.settle([claims[3]], .setAside(reason: "odd"))
            let due = trial.clock.now.adding(.seconds(60))
            try await trial.settle([claims[1]], .retry(notBefore: due, reason: "busy"))
            // a is claimed, b waits, e was never claimed.
            #expect(
                try await trial.log.backlog(of: trial.desk)
                    == Backlog(ready: 2, waiting: 1, setAside: 1, oldest: start, nextDue: due))
            try await trial.settle([claims[0]])
            trial.clock.advance(by: .seconds(60))
            #expect(
                try await trial.log.backlog(of: trial.desk) == Backlog(ready: 2, setAside: 1, oldest: start))
            #expect(try await trial.read() == ["b", "e"])
            #expect(try await trial.log.backlog(of: trial.desk) == Backlog(setAside: 1))
        },
    ]
}
