import Pipeline

/// Finds where to begin in a log of tens of millions of entries, without reading it.
///
/// Tokens are one rising sequence over all categories and any number is accepted, so bisection finds the head, or the
/// first entry of a day, in some thirty requests. Only a token that an entry gave is ever the result: one from beyond
/// the head would skip all that is still to come.
struct HeadSearch: Codable, Equatable {
    /// Everything up to here is before the goal.
    private var low: Int64 = 0
    /// What follows this is beyond the goal; `nil` until one was found.
    private var high: Int64?
    /// The next token to ask for.
    private(set) var probe: Int64
    private var probes = 0
    /// The most entries that a page has had.
    private var fullPage = 0
    /// The day to begin at; the head where there is none.
    private let goal: Timestamp?

    /// Beyond the head for some years to come: it was near 26.7 million in September 2026.
    private static let firstGuess: Int64 = 1 << 26
    /// More would mean that the server does not order its tokens.
    static let mostProbes = 64

    enum Result: Equatable {
        case goOn
        case token(String)
        case lost(String)
    }

    init(goal: Timestamp?) {
        self.goal = goal
        probe = Self.firstGuess
    }

    mutating func found(_ page: SyncFeedPage, at asked: Int64) -> Result {
        probes += 1
        guard probes <= Self.mostProbes else {
            return .lost("no place to begin was found in the log: set 'start'")
        }
        if let goal, let first = page.entries.firstIndex(where: { $0.updated.map { $0 >= goal } ?? false }) {
            if first > 0, let token = page.entries[first - 1].next { return .token(token) }
            return beyond(asked)
        }
        guard let text = page.lastToken, !page.entries.isEmpty else {
            return asked == low ? .token(String(low)) : beyond(asked)
        }
        guard let last = Int64(text) else {
            return .lost("the token '\(text.onOneLine())' is no number: set 'start'")
        }
        // A server that goes back to its last page when asked for more.
        guard last > asked else { return .token(text) }
        low = last
        let isShort = page.entries.count < fullPage
        fullPage = max(fullPage, page.entries.count)
        return isShort ? step(to: low) : narrow()
    }

    private mutating func beyond(_ asked: Int64) -> Result {
        high = min(high ?? .max, asked)
        return narrow()
    }

    private mutating func narrow() -> Result {
        guard let high else {
            return step(to: probe.multipliedReportingOverflow(by: 2).overflow ? .max : probe * 2)
        }
        guard high - low > 1 else { return .token(String(low)) }
        return step(to: low + (high - low) / 2)
    }

    private mutating func step(to token: Int64) -> Result {
        probe = token
        return .goOn
    }
}
