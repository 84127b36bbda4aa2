import Pipeline

/// A transaction in the form in which it is stored, made before it comes to the log's queue: encoding is work for the
/// caller's thread, storing for the log's.
struct PreparedTransaction: Sendable {
    struct PreparedMessage: Sendable {
        let message: NewMessage
        let checksum: Int64

        init(_ message: NewMessage) {
            self.message = message
            checksum = Checksum(key: message.key, payload: message.payload).value
        }
    }

    struct Record: Sendable {
        let name: String
        let json: [UInt8]
        let checksum: Int64

        init(name: String, json: [UInt8]) {
            (self.name, self.json, checksum) = (name, json, Checksum(json).value)
        }
    }

    /// What is to be remembered of a source, and how much of it is new.
    struct PreparedSource: Sendable {
        enum Change: Sendable {
            case whole(Record)
            /// Only this, since the record of that revision.
            case times(PollTimes, since: Int)
        }

        let record: SourceRecord
        let change: Change

        /// The same as a whole record, made where it turns out that another one was stored meanwhile.
        var whole: Record {
            if case .whole(let record) = change { return record }
            return Record(name: record.name, json: JSONText.encode(record))
        }

        init(_ record: SourceRecord, entries: [SeenEntry], known: KnownSources.Known?) {
            self.record = record
            change =
                if entries.isEmpty, let known, let times = PollTimes(from: known.record, to: record) {
                    .times(times, since: known.revision)
                } else {
                    .whole(Record(name: record.name, json: JSONText.encode(record)))
                }
        }
    }

    let reader: Reader?
    let settlements: [Settlement]
    let memory: [UInt8]?
    let messages: [PreparedMessage]
    let publications: [(record: Record, names: [Identifier], published: Timestamp)]
    let absorbed: [Identifier]
    let commitments: [PreparedCommitment]
    let source: PreparedSource?
    let entries: [SeenEntry]
    let usesReserve: Bool

    /// Refuses what could not be stored, whatever the log holds.
    init(_ transaction: Transaction, _ sources: KnownSources) throws(LogFailure) {
        guard transaction.reader != nil || transaction.settlements.isEmpty && transaction.sinkMemory == nil
        else { throw .refused("settlements and memory need a reader") }
        guard transaction.source != nil || transaction.entries.isEmpty else {
            throw .refused("entries need a source")
        }
        reader = transaction.reader
        settlements = transaction.settlements
        memory = transaction.sinkMemory.map { JSONText.encode($0) }
        messages = transaction.messages.map { PreparedMessage($0) }
        publications = transaction.archive.map {
            (Record(name: $0.id.rawValue, json: JSONText.encode($0)), $0.names, $0.shelfTime)
        }
        absorbed = transaction.absorbed
        commitments = transaction.commitments.map { PreparedCommitment($0) }
        source = transaction.source.map {
            PreparedSource($0, entries: transaction.entries, known: sources[$0.name])
        }
        entries = transaction.entries
        usesReserve = transaction.usesReserve
    }
}
