import Pipeline

/// What the log keeps in memory of a reader; gone with the process, which makes everything unsettled claimable again.
struct ReaderState {
    struct Claimed {
        /// 1 the first time.
        var attempt: Int
        /// True where a row says that it waited.
        var hasWaited: Bool
    }

    let id: Int64
    let topicID: Int64
    let topic: Topic
    /// Everything fresh up to here is claimed; what was released moves it back.
    var cursor: Int64
    var claimed: [Int64: Claimed] = [:]

    /// Gives a claim back, so that the next look for fresh messages begins there.
    mutating func release(_ sequence: Int64) {
        if claimed.removeValue(forKey: sequence) != nil { cursor = min(cursor, sequence - 1) }
    }
}
