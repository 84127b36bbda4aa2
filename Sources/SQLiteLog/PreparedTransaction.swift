import Pipeline

/// A transaction in the form in which it is stored, made before it comes to the log's queue: encoding is work for the
/// caller's thread, storing for the log's.
struct PreparedTransaction: Sendable {
    struct PreparedMessage: Sendable {
        let message: NewMessage
        let checksum: Int64
    }

    struct Record: Sendable {
        let name: String
        let json: [UInt8]
        let checksum: Int64

        init(name: String, json: [UInt8]) {
            (self.name, self.json, checksum) = (name, json, Checksum(json).value)
        }
    }

    let reader: Reader?
    let settlements: [Settlement]
    let memory: [UInt8]?
    let messages: [PreparedMessage]
    let publications: [(record: Record, names: [Identifier], published: Timestamp)]
    let absorbed: [Identifier]
    let commitments: [PreparedCommitment]
    let source: Record?
    let entries: [SeenEntry]
    let usesReserve: Bool

    /// Refuses what could not be stored, whatever the log holds.
    init(_ transaction: Transaction) throws(LogFailure) {
        guard transaction.reader != nil || transaction.settlements.isEmpty && transaction.sinkMemory == nil
        else { throw .refused("settlements and memory need a reader") }
        guard transaction.source != nil || transaction.entries.isEmpty else {
            throw .refused("entries need a source")
        }
        reader = transaction.reader
        settlements = transaction.settlements
        memory = transaction.sinkMemory.map { JSONText.encode($0) }
        messages = transaction.messages.map {
            PreparedMessage(message: $0, checksum: Checksum(key: $0.key, payload: $0.payload).value)
        }
        publications = transaction.archive.map {
            (Record(name: $0.id.rawValue, json: JSONText.encode($0)), $0.names, $0.shelfTime)
        }
        absorbed = transaction.absorbed
        commitments = transaction.commitments.map { PreparedCommitment($0) }
        source = transaction.source.map { Record(name: $0.name, json: JSONText.encode($0)) }
        entries = transaction.entries
        usesReserve = transaction.usesReserve
    }
}
