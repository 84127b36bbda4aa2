import Pipeline
import Testing

extension LogPromise {
    static let promising = [
        LogPromise("remembers promises with their state, also after a restart") { trial in
            let now = trial.clock.now
            var transaction = Transaction()
            transaction.commitments = [
                .remember(
                    promise("c_b", keys: ["urn:a", "2022Z23276"], due: "2026-03"), .init(.open, since: now)),
                .remember(promise("c_a", keys: ["urn:a"], due: nil), .init(.open, since: now)),
            ]
            try await trial.log.commit(transaction)
            try await trial.reopen()
            #expect(try await trial.ids(.all) == ["c_a", "c_b"])
            #expect(try await trial.ids(.all, after: "c_a") == ["c_b"])
            #expect(try await trial.ids(.all, limit: 1) == ["c_a"])
            #expect(try await trial.ids(.under(["2022Z23276", "nothing"])) == ["c_b"])
            #expect(try await trial.ids(.under(["urn:a"])) == ["c_a", "c_b"])
            #expect(try await trial.ids(.under(["c_a"])) == ["c_a"])
            #expect(
                try await trial.log.commitments(.under(["c_b"]), after: nil, limit: 9).first?.record.due
                    == "2026-03")
        },
        LogPromise("finds open promises by the end of their term") { trial in
            let now = trial.clock.now
            var transaction = Transaction()
            transaction.commitments = [
                .remember(promise("c_a", keys: [], due: "2026-03-31"), .init(.open, since: now)),
                .remember(promise("c_b", keys: [], due: "2026-02-28"), .init(.past, since: now)),
                .remember(promise("c_c", keys: [], due: nil), .init(.open, since: now)),
            ]
            try await trial.log.commit(transaction)
            #expect(try await trial.ids(.due(before: day("2026-03-31"))) == [])
            #expect(try await trial.ids(.due(before: day("2026-04-01"))) == ["c_a"])
        },
        LogPromise("keeps the state of a promise that is remembered again") { trial in
            let now = trial.clock.now
            func commit(_ changes: CommitmentChange...) async throws {
                var transaction = Transaction()
                transaction.commitments = changes
                try await trial.log.commit(transaction)
            }
            try await commit(
                .remember(promise("c_a", keys: ["old"], due: "2026-03-31"), .init(.open, since: now)))
            try await commit(.settle(id: "c_a", .init(.met, since: now), from: [.open]))
            try await commit(
                .remember(promise("c_a", keys: ["new"], due: "2026-04-30"), .init(.open, since: now)))
            let known = try await trial.log.commitments(.under(["new"]), after: nil, limit: 9)
            #expect(known.map(\.state.kind) == [.met])
            #expect(known.map(\.record.due) == ["2026-04-30"])
            #expect(try await trial.ids(.under(["old"])) == [])
            // What is in no such state is left alone, and what is unknown.
            try await commit(
                .settle(id: "c_a", .init(.gone, since: now), from: [.open]),
                .settle(id: "c_x", .init(.gone, since: now), from: [.open]))
            #expect(try await trial.log.commitments(.all, after: nil, limit: 9).map(\.state.kind) == [.met])
        },
        LogPromise("refuses the whole transaction where a promise is claimed that is settled") { trial in
            let now = trial.clock.now
            try await trial.log.open(trial.desk, from: .oldest)
            var transaction = Transaction()
            transaction.commitments = [
                .remember(promise("c_a", keys: [], due: nil), .init(.done, since: now))
            ]
            try await trial.log.commit(transaction)
            transaction.commitments = [.claim(id: "c_a", .init(.overdue, since: now), from: [.open])]
            transaction.messages = [NewMessage(.events, key: "e", payload: [1])]
            await trial.expectRefusal(transaction)
            transaction.commitments = [.claim(id: "c_x", .init(.overdue, since: now), from: [.open])]
            await trial.expectRefusal(transaction)
            #expect(try await trial.keys() == [])
            transaction.commitments = [.claim(id: "c_a", .init(.overdue, since: now), from: [.done])]
            try await trial.log.commit(transaction)
            #expect(try await trial.keys() == ["e"])
        },
    ]

    private static func promise(_ id: String, keys: [String], due: String?) -> CommitmentRecord {
        CommitmentRecord(
            id: id, paper: "urn:a", answer: "urn:a#1", text: "Ik informeer u.", due: due,
            lastDay: due.flatMap { CalendarDay($0) }, by: nil, date: nil, keys: keys,
            made: Timestamp(seconds: 0))
    }

    private static func day(_ text: String) -> CalendarDay {
        CalendarDay(text) ?? CalendarDay(daysSinceEpoch: 0)
    }
}

extension LogTrial {
    fileprivate func ids(
        _ choice: CommitmentChoice, after id: String? = nil, limit: Int = 100
    ) async throws -> [String] {
        try await log.commitments(choice, after: id, limit: limit).map(\.record.id)
    }
}
