import Pipeline

/// A change of what is remembered of a promise, in the form in which it is stored.
struct PreparedCommitment: Sendable {
    enum Change: Sendable {
        case remember(record: [UInt8], keys: [String], lastDay: Int64?)
        /// Out of one of these states; refused where it must be in one and is not.
        case settle(from: Set<String>, isClaim: Bool)
    }

    let id: String
    let kind: String
    let state: [UInt8]
    let change: Change

    init(_ change: CommitmentChange) {
        let (state, kinds): (CommitmentState, Set<CommitmentState.Kind>)
        switch change {
        case .remember(let record, let first):
            id = record.id
            (state, kinds) = (first, [])
            self.change = .remember(
                record: JSONText.encode(record), keys: record.keys, lastDay: record.lastDay?.daysSinceEpoch)
        case .settle(let name, let next, let from):
            (id, state, kinds) = (name, next, from)
            self.change = .settle(from: Set(kinds.map(\.rawValue)), isClaim: false)
        case .claim(let name, let next, let from):
            (id, state, kinds) = (name, next, from)
            self.change = .settle(from: Set(kinds.map(\.rawValue)), isClaim: true)
        }
        kind = state.kind.rawValue
        self.state = JSONText.encode(state)
    }
}
