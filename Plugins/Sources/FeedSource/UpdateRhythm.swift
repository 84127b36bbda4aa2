import WebSource

/// How often a feed says that it is made anew (RSS 1.0's syndication module): so many times a period.
struct UpdateRhythm {
    var period: String?
    var frequency: String?

    /// The time between two makings; `nil` where the feed does not say it.
    var pause: Duration? {
        guard let period = period.map({ FeedEntry.trimmed($0).lowercased() }),
            let whole = Self.periods[period]
        else { return nil }
        let times = frequency.flatMap { Int64(FeedEntry.trimmed($0)) } ?? 1
        guard times > 0 else { return nil }
        return min(.seconds(whole / times), HTTPTiming.longest)
    }

    /// In seconds.
    private static let periods: [String: Int64] = [
        "hourly": 3600, "daily": 86_400, "weekly": 7 * 86_400, "monthly": 30 * 86_400, "yearly": 365 * 86_400,
    ]
}
