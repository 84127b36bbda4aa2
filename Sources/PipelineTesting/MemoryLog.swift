public import Pipeline

/// A log that lives as long as its process: for tests, and for `read`.
///
/// It passes the same ``expectLogContract(_:make:reopen:)`` as the durable one, so that what works on it works there.
public actor MemoryLog: Log {
    private var contents = Contents()
    private var bells: [String: WorkBell] = [:]
    private var failure: LogFailure?
    /// Commits that still pass before the failure.
    private var passing = 0
    private var isClosed = false
    private let clock: any Clock

    /// `clock` gives messages their time.
    public init(clock: any Clock) { self.clock = clock }

    private init(_ contents: Contents, _ clock: any Clock) { (self.contents, self.clock) = (contents, clock) }

    /// The log as a new process would find it: everything stored is there, nothing is claimed.
    public func reopened() -> MemoryLog {
        var contents = contents
        for name in contents.readers.keys { contents.readers[name]?.claimed = [:] }
        return MemoryLog(contents, clock)
    }

    /// Makes every commit fail from now on, as a full or a broken disk would; `nil` mends it.
    ///
    /// `commits` still pass: what must be stored in one commit is then stored whole, and what takes two is not.
    public func failCommits(with failure: LogFailure?, after commits: Int = 0) {
        (self.failure, passing) = (failure, commits)
    }

    // MARK: Log

    public func open(_ readers: [Reader], from start: ReadingStart) async throws(LogFailure) {
        try checkOpen()
        for reader in readers {
            if contents.readers[reader.name] == nil {
                let position = start == .oldest ? 0 : contents.lastSequence
                contents.readers[reader.name] = ReaderContents(topic: reader.topic, position: position)
            }
            _ = try state(of: reader)
        }
    }

    public func claim(
        _ limit: Int, from queue: Queue, for reader: Reader, at now: Timestamp
    ) async throws(LogFailure) -> [Claim] {
        let state = try state(of: reader)
        let waiting = queue == .incoming ? [] : state.unclaimedWaiting
        let due = waiting.filter { $0.due <= now }.prefix(max(0, limit))
        let fresh = contents.fresh(for: state).prefix(queue == .deferred ? 0 : max(0, limit - due.count))
        var claims = due.compactMap { waiting in
            contents.message(waiting.sequence, in: state.topic).map {
                Claim(message: $0, attempt: waiting.attempts + 1)
            }
        }
        claims += fresh.map { Claim(message: $0, attempt: 1) }
        for claim in claims {
            contents.readers[reader.name]?.claimed[claim.message.sequence] = claim.attempt
        }
        return claims
    }

    public func release(_ sequences: [Int64], of reader: Reader) async {
        for sequence in sequences { contents.readers[reader.name]?.claimed[sequence] = nil }
        bells[reader.name]?.ring()
    }

    public func commit(_ transaction: Transaction) async throws(LogFailure) {
        try checkOpen()
        if let failure, passing <= 0 { throw failure }
        try check(transaction)
        passing -= 1
        contents.apply(transaction, at: clock.now)
        for (name, bell) in bells {
            let topic = contents.readers[name]?.topic
            if transaction.reader?.name == name || transaction.messages.contains(where: { $0.topic == topic })
            {
                bell.ring()
            }
        }
    }

    /// Refuses what the log could not store, before any of it is.
    private func check(_ transaction: Transaction) throws(LogFailure) {
        if !transaction.entries.isEmpty, transaction.source == nil { throw .refused("entries need a source") }
        guard contents.commitments(after: transaction.commitments) != nil else {
            throw .refused("a commitment is claimed that is in no such state")
        }
        guard let reader = transaction.reader else {
            guard transaction.settlements.isEmpty, transaction.sinkMemory == nil else {
                throw .refused("settlements and memory need a reader")
            }
            return
        }
        let claimed = try state(of: reader).claimed
        var settled: Set<Int64> = []
        for sequence in transaction.settlements.map(\.sequence) {
            guard claimed[sequence] != nil, settled.insert(sequence).inserted else {
                throw .refused("\(reader.name) settles message \(sequence), which it has not claimed")
            }
        }
    }

    public func awaitWork(for reader: Reader, until deadline: Timestamp?, clock: any Clock) async {
        let bell = bells[reader.name] ?? WorkBell()
        bells[reader.name] = bell
        await bell.awaitWork(until: deadline, clock: clock) { now in self.outlook(for: reader, at: now) }
    }

    private func outlook(for reader: Reader, at now: Timestamp) -> WorkBell.Outlook {
        guard let state = try? state(of: reader), contents.fresh(for: state).isEmpty else { return .ready }
        let nextDue = state.unclaimedWaiting.first?.due
        return if let nextDue, nextDue <= now { .ready } else { .nothing(nextDue: nextDue) }
    }

    public func backlog(of reader: Reader) async throws(LogFailure) -> Backlog {
        contents.backlog(of: try state(of: reader), at: clock.now)
    }

    public func asides(of reader: Reader, limit: Int) async throws(LogFailure) -> [Aside] {
        let state = try state(of: reader)
        return state.asides.sorted { $0.key < $1.key }.prefix(max(0, limit)).compactMap { sequence, aside in
            contents.message(sequence, in: state.topic).map {
                Aside(message: $0, reason: aside.reason, attempts: aside.attempts)
            }
        }
    }

    public func retryAsides(_ sequences: [Int64], of reader: Reader) async throws(LogFailure) {
        _ = try state(of: reader)
        for sequence in sequences
        where contents.readers[reader.name]?.asides.removeValue(forKey: sequence) != nil {
            contents.readers[reader.name]?.waiting[sequence] = (Timestamp(milliseconds: .min), 0)
        }
        bells[reader.name]?.ring()
    }

    public func dropAsides(_ sequences: [Int64], of reader: Reader) async throws(LogFailure) {
        _ = try state(of: reader)
        for sequence in sequences { contents.readers[reader.name]?.dropAside(sequence) }
    }

    public func rewind(_ reader: Reader, to time: Timestamp) async throws(LogFailure) {
        let topic = try state(of: reader).topic
        let first = contents.messages[topic, default: []].first { $0.appended >= time }
        let sequence = first?.sequence ?? contents.lastSequence + 1
        contents.readers[reader.name]?.rewind(to: sequence)
        bells[reader.name]?.ring()
    }

    public func sinkMemory(of reader: Reader) async throws(LogFailure) -> SinkMemory? {
        try state(of: reader).memory
    }

    public func source(_ name: String) async throws(LogFailure) -> SourceRecord? {
        try checkOpen()
        return contents.sources[name]
    }

    public func seen(
        _ identities: [Identifier], at source: String
    ) async throws(LogFailure) -> [Identifier: String] {
        try checkOpen()
        let wanted = Set(identities)
        return contents.entries[source, default: [:]].filter { wanted.contains($0.key) }
    }

    public func archived(under names: [Identifier]) async throws(LogFailure) -> [ArchivedPublication] {
        try checkOpen()
        let ids = Set(names.compactMap { contents.names[$0] })
        return contents.archive.filter { ids.contains($0.id) }
    }

    public func archived(
        after id: Identifier?, limit: Int
    ) async throws(LogFailure) -> [ArchivedPublication] {
        try checkOpen()
        let behind = contents.archive.filter { publication in
            id.map { $0.precedesInBytes(publication.id) } ?? true
        }
        return Array(behind.sorted { $0.id.precedesInBytes($1.id) }.prefix(max(0, limit)))
    }

    public func commitments(
        _ choice: CommitmentChoice, after id: String?, limit: Int
    ) async throws(LogFailure) -> [RememberedCommitment] {
        try checkOpen()
        let behind = contents.commitments(choice).filter { known in
            id.map { $0.utf8.lexicographicallyPrecedes(known.record.id.utf8) } ?? true
        }
        let sorted = behind.sorted { $0.record.id.utf8.lexicographicallyPrecedes($1.record.id.utf8) }
        return Array(sorted.prefix(max(0, limit)))
    }

    @discardableResult
    public func prune(before time: Timestamp) async throws(LogFailure) -> Int {
        try checkOpen()
        return contents.prune(before: time)
    }

    public func absences(besides present: Set<String>) async throws(LogFailure) -> [Absence] {
        try checkOpen()
        return contents.absences(besides: present, at: clock.now)
    }

    public func retire(_ reader: Reader) async throws(LogFailure) {
        guard try state(of: reader).claimed.isEmpty else {
            throw .refused("\(reader.name) has claims, so somebody runs it")
        }
        contents.retire(reader)
    }

    public func close() async {
        isClosed = true
        for bell in bells.values { bell.ring() }
    }

    private func checkOpen() throws(LogFailure) { if isClosed { throw .closed } }

    private func state(of reader: Reader) throws(LogFailure) -> ReaderContents {
        try checkOpen()
        guard let state = contents.readers[reader.name] else {
            throw .refused("no reader is called \(reader.name)")
        }
        guard state.topic == reader.topic else {
            throw .refused("\(reader.name) reads \(state.topic.rawValue) and not \(reader.topic.rawValue)")
        }
        return state
    }
}

extension Identifier {
    fileprivate func precedesInBytes(_ other: Identifier) -> Bool {
        rawValue.utf8.lexicographicallyPrecedes(other.rawValue.utf8)
    }
}
