public import Pipeline
public import Testing

/// Expects of a form of the log everything that ``Log`` promises.
///
/// `make` gives a new, empty log that takes its time from the clock. `reopen` gets a log that was closed, and gives
/// one with the same storage, as a new process would open it.
public func expectLogContract(
    _ promises: [LogPromise] = LogPromise.all,
    make: @escaping @Sendable (ManualClock) async throws -> any Log,
    reopen: @escaping @Sendable (any Log, ManualClock) async throws -> any Log
) async throws {
    for promise in promises {
        let clock = ManualClock()
        var trial = LogTrial(clock: clock, log: try await make(clock), reopening: reopen)
        try await promise.check(&trial)
        await trial.log.close()
    }
}

/// One thing that every form of the log does; a case for `@Test(arguments: LogPromise.all)`.
public struct LogPromise: Sendable, CustomTestStringConvertible {
    /// The promise, as a sentence about the log.
    public let testDescription: String
    let check: @Sendable (inout LogTrial) async throws -> Void

    init(_ description: String, _ check: @escaping @Sendable (inout LogTrial) async throws -> Void) {
        (testDescription, self.check) = (description, check)
    }

    public static let all = claiming + settling + moving + waking + storing + keeping + promising
}

/// A log under test, with short words for what the promises do all the time.
struct LogTrial {
    let clock: ManualClock
    var log: any Log
    let reopening: @Sendable (any Log, ManualClock) async throws -> any Log

    let desk = Reader("sink/desk", of: .events)
    let night = Reader("sink/night", of: .events)

    mutating func reopen() async throws {
        await log.close()
        log = try await reopening(log, clock)
    }

    /// Appends a message for each key, in one transaction.
    func append(_ keys: String..., to topic: Topic = .events) async throws {
        try await log.commit(
            Transaction(messages: keys.map { NewMessage(topic, key: $0, payload: Array("about \($0)".utf8)) })
        )
    }

    func claim(_ limit: Int = 100, for reader: Reader? = nil) async throws -> [Claim] {
        try await log.claim(limit, for: reader ?? desk, at: clock.now)
    }

    /// The keys of what is claimed now.
    func keys(_ limit: Int = 100, for reader: Reader? = nil) async throws -> [String] {
        try await claim(limit, for: reader).map(\.message.key)
    }

    func settle(_ claims: [Claim], _ outcome: Outcome = .done, of reader: Reader? = nil) async throws {
        try await log.commit(
            Transaction(
                reader: reader ?? desk, settlements: claims.map { Settlement($0.message.sequence, outcome) }))
    }

    /// Settles everything that can be claimed, the keys of which it returns.
    @discardableResult
    func read(_ limit: Int = 100, for reader: Reader? = nil) async throws -> [String] {
        let claims = try await claim(limit, for: reader)
        try await settle(claims, of: reader)
        return claims.map(\.message.key)
    }

    /// Does something while a reader waits, and expects that it wakes the reader.
    ///
    /// Where it does not, this never returns; the test has a time limit.
    func expectWaking(_ reader: Reader? = nil, by deed: () async throws -> Void) async throws {
        let (log, reader, clock) = (log, reader ?? desk, clock)
        let far = clock.now.adding(.seconds(1_000_000))
        let waiting = Task { await log.awaitWork(for: reader, until: far, clock: clock) }
        while clock.sleepers == 0 { await Task.yield() }
        try await deed()
        await waiting.value
    }

    func expectRefusal(
        _ transaction: Transaction, sourceLocation: SourceLocation = #_sourceLocation
    ) async {
        await #expect(sourceLocation: sourceLocation) {
            try await log.commit(transaction)
        } throws: {
            if case .refused? = $0 as? LogFailure { true } else { false }
        }
    }
}
