import Pipeline

/// Everything that a ``MemoryLog`` stores.
struct Contents {
    var messages: [Topic: [Message]] = [:]
    /// Of all topics; it never falls, whatever is pruned.
    var lastSequence: Int64 = 0
    var readers: [String: ReaderContents] = [:]
    var sources: [String: SourceRecord] = [:]
    var entries: [String: [Identifier: String]] = [:]
    /// In the order in which they were first stored.
    var archive: [ArchivedPublication] = []
    var names: [Identifier: Identifier] = [:]
    var commitments: [String: RememberedCommitment] = [:]

    func message(_ sequence: Int64, in topic: Topic) -> Message? {
        let candidates = messages[topic, default: []]
        return candidates[firstIndex(after: sequence - 1, in: candidates)...].first {
            $0.sequence == sequence
        }
    }

    /// What `reader` never had, in order.
    func fresh(for reader: ReaderContents) -> some Collection<Message> {
        let messages = messages[reader.topic, default: []]
        return messages[firstIndex(after: reader.position, in: messages)...].lazy.filter {
            !reader.hasSettled($0.sequence) && reader.claimed[$0.sequence] == nil
        }
    }

    private func firstIndex(after sequence: Int64, in messages: [Message]) -> Int {
        var (low, high) = (0, messages.count)
        while low < high {
            let middle = (low + high) / 2
            if messages[middle].sequence <= sequence { low = middle + 1 } else { high = middle }
        }
        return low
    }

    mutating func apply(_ transaction: Transaction, at now: Timestamp) {
        if let name = transaction.reader?.name {
            for settlement in transaction.settlements { readers[name]?.settle(settlement) }
            if let memory = transaction.sinkMemory { readers[name]?.memory = memory }
        }
        for message in transaction.messages {
            lastSequence += 1
            messages[message.topic, default: []].append(
                Message(
                    topic: message.topic, sequence: lastSequence, key: message.key, payload: message.payload,
                    appended: now))
        }
        if let source = transaction.source {
            sources[source.name] = source
            for entry in transaction.entries {
                entries[source.name, default: [:]][entry.identity] = entry.fingerprint
            }
        }
        for publication in transaction.archive {
            if let index = archive.firstIndex(where: { $0.id == publication.id }) {
                archive[index] = publication
            } else {
                archive.append(publication)
            }
            for name in [publication.id] + publication.names { names[name] = publication.id }
        }
        commitments = commitments(after: transaction.commitments) ?? commitments
        for id in transaction.absorbed where !names.values.contains(id) {
            archive.removeAll { $0.id == id }
        }
    }

    /// What is remembered of promises after these changes; `nil` where one claims what is in no such state.
    func commitments(after changes: [CommitmentChange]) -> [String: RememberedCommitment]? {
        var result = commitments
        for change in changes {
            switch change {
            case .remember(let record, let state):
                result[record.id] = RememberedCommitment(record, result[record.id]?.state ?? state)
            case .settle(let id, let state, let kinds):
                if let kind = result[id]?.state.kind, kinds.contains(kind) { result[id]?.state = state }
            case .claim(let id, let state, let kinds):
                guard let kind = result[id]?.state.kind, kinds.contains(kind) else { return nil }
                result[id]?.state = state
            }
        }
        return result
    }

    func commitments(_ choice: CommitmentChoice) -> [RememberedCommitment] {
        commitments.values.filter { known in
            switch choice {
            case .all: true
            case .under(let keys):
                keys.contains(known.record.id) || !Set(keys).isDisjoint(with: known.record.keys)
            case .due(let day): known.state.kind == .open && known.record.lastDay.map { $0 < day } ?? false
            }
        }
    }

    func backlog(of reader: ReaderContents, at now: Timestamp) -> Backlog {
        let beyond = messages[reader.topic, default: []].filter {
            $0.sequence > reader.position && !reader.hasSettled($0.sequence)
        }
        let later = reader.waiting.values.map(\.due).filter { $0 > now }
        let oldest = (beyond.prefix(1).map(\.sequence) + reader.waiting.keys).min()
        return Backlog(
            ready: beyond.count + reader.waiting.count - later.count, waiting: later.count,
            setAside: reader.asides.count,
            oldest: oldest.flatMap { message($0, in: reader.topic)?.appended }, nextDue: later.min())
    }

    /// Returns how many messages it dropped.
    mutating func prune(before time: Timestamp) -> Int {
        var dropped = 0
        for (topic, all) in messages {
            let readers = readers.values.filter { $0.topic == topic }
            guard !readers.isEmpty else { continue }
            let kept = all.filter { message in
                message.appended >= time || !readers.allSatisfy { $0.isBehind(message.sequence) }
            }
            dropped += all.count - kept.count
            messages[topic] = kept
        }
        return dropped
    }

    mutating func absences(besides present: Set<String>, at now: Timestamp) -> [Absence] {
        var absences: [Absence] = []
        for (name, reader) in readers.sorted(by: { $0.key < $1.key }) {
            let since = present.contains(name) ? nil : reader.absent ?? now
            readers[name]?.absent = since
            guard let since else { continue }
            absences.append(
                Absence(Reader(name, of: reader.topic), since: since, backlog: backlog(of: reader, at: now)))
        }
        return absences
    }

    mutating func retire(_ reader: Reader) {
        readers[reader.name] = nil
        if !readers.values.contains(where: { $0.topic == reader.topic }) { messages[reader.topic] = nil }
    }
}

/// Where a reader stands, and what became of messages that its position does not tell of.
struct ReaderContents {
    let topic: Topic
    /// Up to there nothing is fresh.
    var position: Int64
    var done: Set<Int64> = []
    var waiting: [Int64: (due: Timestamp, attempts: Int)] = [:]
    var asides: [Int64: (reason: String, attempts: Int)] = [:]
    /// With the number of the attempt.
    var claimed: [Int64: Int] = [:]
    var memory: SinkMemory?
    /// Since when nobody runs it.
    var absent: Timestamp?

    init(topic: Topic, position: Int64) { (self.topic, self.position) = (topic, position) }

    func hasSettled(_ sequence: Int64) -> Bool {
        done.contains(sequence) || waiting[sequence] != nil || asides[sequence] != nil
    }

    /// True where the reader will not ask for the message again.
    func isBehind(_ sequence: Int64) -> Bool {
        (sequence <= position || done.contains(sequence)) && waiting[sequence] == nil
            && asides[sequence] == nil && claimed[sequence] == nil
    }

    /// Those due longest first.
    var unclaimedWaiting: [(sequence: Int64, due: Timestamp, attempts: Int)] {
        waiting.filter { claimed[$0.key] == nil }
            .map { ($0.key, $0.value.due, $0.value.attempts) }
            .sorted { ($0.due, $0.sequence) < ($1.due, $1.sequence) }
    }

    mutating func settle(_ settlement: Settlement) {
        let (sequence, attempt) = (settlement.sequence, claimed[settlement.sequence] ?? 1)
        claimed[sequence] = nil
        waiting[sequence] = nil
        switch settlement.outcome {
        case .done: if sequence > position { done.insert(sequence) }
        case .deferred(let time): waiting[sequence] = (time, attempt - 1)
        case .retry(let notBefore, _): waiting[sequence] = (notBefore, attempt)
        case .setAside(let reason): asides[sequence] = (reason, attempt)
        }
    }

    mutating func dropAside(_ sequence: Int64) {
        guard asides.removeValue(forKey: sequence) != nil, sequence > position else { return }
        done.insert(sequence)
    }

    /// Makes everything from `sequence` on fresh again but what is set aside, and leaves out what lies before.
    mutating func rewind(to sequence: Int64) {
        position = sequence - 1
        done = []
        waiting = waiting.filter { $0.key <= position }
    }
}
