import Pipeline

/// What a poll without news changes in the record of its source: when it was, and how many there were.
///
/// Nearly all polls bring nothing. What they change is stored beside the record, in a table so narrow that a page of it serves a
/// hundred sources; a record that is stored whole takes its place.
struct PollTimes: Hashable, Sendable {
    private let lastAttempt: Timestamp?
    private let lastSuccess: Timestamp?
    private let notBefore: Timestamp?
    private let polls: Int
    private let unchanged: Int

    init(of record: SourceRecord) {
        (lastAttempt, lastSuccess, notBefore) = (record.lastAttempt, record.lastSuccess, record.notBefore)
        (polls, unchanged) = (record.health.polls, record.health.unchangedPolls)
    }

    /// What makes `record` of `old`; `nil` where they differ in more.
    init?(from old: SourceRecord, to record: SourceRecord) {
        self.init(of: record)
        var same = old
        apply(to: &same)
        guard same == record else { return nil }
    }

    func apply(to record: inout SourceRecord) {
        (record.lastAttempt, record.lastSuccess, record.notBefore) = (lastAttempt, lastSuccess, notBefore)
        (record.health.polls, record.health.unchangedPolls) = (polls, unchanged)
    }

    // MARK: As it is stored

    /// In milliseconds where they are times; an absent one is a time that no clock shows.
    var values: [Int64] {
        [lastAttempt, lastSuccess, notBefore].map { $0?.milliseconds ?? .min } + [
            Int64(polls), Int64(unchanged),
        ]
    }

    init(values: [Int64]) {
        func time(_ place: Int) -> Timestamp? {
            values[place] == .min ? nil : Timestamp(milliseconds: values[place])
        }
        (lastAttempt, lastSuccess, notBefore) = (time(0), time(1), time(2))
        (polls, unchanged) = (Int(values[3]), Int(values[4]))
    }

    /// How many numbers there are.
    static let count = 5
}
