import Dispatch
import DispatchIsolation
package import Pipeline

/// Group commit: transactions that arrive while one is being synced are stored together in the next.
extension SQLiteLog {
    package nonisolated func commit(_ transaction: Transaction) async throws(LogFailure) {
        let prepared = try PreparedTransaction(transaction, sources)
        try await add(prepared).get()
    }

    private func add(_ transaction: PreparedTransaction) async -> Result<Void, LogFailure> {
        await withCheckedContinuation { caller in
            pending.append(Pending(transaction: transaction, caller: caller))
            scheduleStore()
        }
    }

    /// Goes to the end of the queue: behind every transaction that arrived while the last sync held it up.
    private func scheduleStore() {
        guard !isStoreScheduled else { return }
        isStoreScheduled = true
        executor.queue.async {
            self.assumeIsolated { log in
                log.isStoreScheduled = false
                log.storePending()
                if !log.pending.isEmpty { log.scheduleStore() }
            }
        }
    }

    func storePending() {
        let group = Array(pending.prefix(limits.group))
        guard !group.isEmpty else { return }
        pending.removeFirst(group.count)
        store(group)
        tidyUp()
    }

    /// Stores a group, and tells every caller what came of its transaction once that is durable.
    private func store(_ group: [Pending]) {
        // The sequences that this group settles, by reader: still claimed until all of it is stored.
        var settled: [String: Set<Int64>] = [:]
        // Of whom it stores whole records, which are not yet known to be stored.
        var renewed: Set<String> = []
        do throws(LogFailure) {
            let isFull = isFull
            let results = try use { database throws(LogFailure) in
                try database.transaction { () throws(LogFailure) -> [Result<Void, LogFailure>] in
                    var results: [Result<Void, LogFailure>] = []
                    for one in group {
                        guard !isFull || one.transaction.messages.isEmpty || one.transaction.usesReserve
                        else {
                            results.append(.failure(noRoom))
                            continue
                        }
                        // One by itself needs no part that could be undone alone.
                        guard group.count > 1 else {
                            try store(one.transaction, in: database, &settled, &renewed)
                            return [.success(())]
                        }
                        let refusal = try database.part { () throws(LogFailure) in
                            try store(one.transaction, in: database, &settled, &renewed)
                        }
                        results.append(refusal.map { .failure($0) } ?? .success(()))
                    }
                    return results
                }
            }
            for (reader, sequences) in settled {
                for sequence in sequences { readers[reader]?.claimed[sequence] = nil }
            }
            for (one, result) in zip(group, results) {
                guard case .success = result, let source = one.transaction.source else { continue }
                sources.store(source.record, isWhole: renewed.contains(source.record.name))
            }
            for (one, result) in zip(group, results) { one.caller.resume(returning: result) }
            ringBells(for: group)
        } catch {
            // One that found no room, or a damaged page, must not take the others with it.
            if failure == nil, group.count > 1 {
                for one in group { store([one]) }
            } else {
                for one in group { one.caller.resume(returning: .failure(error)) }
            }
        }
    }

    /// True while there is so little room left that it is kept for settling.
    private var isFull: Bool { (directory?.free).map { $0 < limits.reserve } ?? false }

    private func store(
        _ transaction: PreparedTransaction, in database: Database, _ settled: inout [String: Set<Int64>],
        _ renewed: inout Set<String>
    ) throws(LogFailure) {
        var sequences: Set<Int64> = []
        if let reader = transaction.reader {
            let state = try state(of: reader, in: database)
            sequences = settled[reader.name, default: []]
            for sequence in transaction.settlements.map(\.sequence) {
                guard state.claimed[sequence] != nil, sequences.insert(sequence).inserted else {
                    throw .refused("\(reader.name) settles message \(sequence), which it has not claimed")
                }
            }
            try database.settle(transaction.settlements, of: state, at: clock.now)
            if let memory = transaction.memory { try database.store(memory, of: state) }
        }
        try database.append(transaction.messages, at: clock.now)
        if let source = transaction.source {
            if case .times(let times, let revision) = source.change, !renewed.contains(source.record.name),
                sources[source.record.name]?.revision == revision
            {
                try database.store(times, of: source.record.name)
            } else {
                renewed.insert(source.record.name)
                try database.store(source.whole, transaction.entries)
            }
        }
        for (record, names, published) in transaction.publications {
            try database.store(record, under: names, published)
        }
        for identity in transaction.absorbed { try database.removePublication(identity) }
        for commitment in transaction.commitments { try database.store(commitment) }
        // Last: what is refused above has settled nothing.
        if let reader = transaction.reader { settled[reader.name] = sequences }
    }

    private var noRoom: LogFailure {
        .full(
            "less than \(limits.reserve >> 20) MiB are free at \(directory?.path ?? ""): nothing new is taken in"
        )
    }

    private func ringBells(for group: [Pending]) {
        var topics: Set<Topic> = []
        for one in group {
            topics.formUnion(one.transaction.messages.map(\.message.topic))
            if let reader = one.transaction.reader, !one.transaction.settlements.isEmpty {
                // A retry may be due before what the reader waits for.
                bells[reader.name]?.ring()
            }
        }
        ringBells(for: topics)
    }

    /// Wakes those who read any of these topics.
    func ringBells(for topics: Set<Topic>) {
        guard !topics.isEmpty else { return }
        for (name, reader) in readers where topics.contains(reader.topic) { bells[name]?.ring() }
    }
}
