import Pipeline
import Synchronization

/// The records of sources as they are stored, in memory: each poll asks for one, and changes little of it.
///
/// The log is the only one who writes to its file, and changes what is known here once it is durable there.
final class KnownSources: Sendable {
    fileprivate struct State {
        var records: [String: Known] = [:]
        /// Counts what was stored, so that a record read meanwhile is known to be old.
        var changes = 0
        var isClosed = false
    }

    /// A record, and which one of its source it is.
    struct Known: Sendable {
        let record: SourceRecord
        fileprivate(set) var revision: Int
    }

    private let state = Mutex(State())
    /// Each takes up a kilobyte; of more sources the others are read each time.
    fileprivate static let most = 10_000

    subscript(name: String) -> Known? { state.withLock { $0.records[name] } }

    var changes: Int { state.withLock { $0.changes } }

    /// Takes note of a record that was stored; `isWhole` is false where only its ``PollTimes`` are new.
    func store(_ record: SourceRecord, isWhole: Bool) {
        state.withLock { state in
            state.changes &+= 1
            let revision = isWhole ? nil : state.records[record.name]?.revision
            state.keep(Known(record: record, revision: revision ?? state.changes))
        }
    }

    /// Takes note of a record that was read when so many changes had been made.
    func read(_ record: SourceRecord, after changes: Int) {
        state.withLock { state in
            guard state.changes == changes else { return }
            state.changes &+= 1
            state.keep(Known(record: record, revision: state.changes))
        }
    }

    /// Knows nothing any more, and learns nothing: the file cannot be trusted, or is closed.
    func close() {
        state.withLock { state in
            (state.records, state.isClosed) = ([:], true)
        }
    }
}

extension KnownSources.State {
    fileprivate mutating func keep(_ known: KnownSources.Known) {
        guard !isClosed, records.count < KnownSources.most || records[known.record.name] != nil else {
            return
        }
        records[known.record.name] = known
    }
}
