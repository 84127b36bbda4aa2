package import Pipeline

/// When a program that died is started again, and when no more.
package struct Restarts {
    package enum Verdict: Hashable {
        case again(at: Timestamp)
        /// It died too often in too short a time.
        case disable
    }

    /// So many deaths within the period disable it.
    package static let mostDeaths = 10
    static let period = Duration.seconds(600)
    static let longestPause = Duration.seconds(60)

    /// Within the period, oldest first.
    private var deaths: [Timestamp] = []

    package init() {}

    /// It died: the pause doubles with each death of the last minutes, so that after quiet ones it starts at a second again.
    package mutating func died(at now: Timestamp) -> Verdict {
        // A clock that was set back must not make old deaths last for ever.
        deaths.removeAll { now.since($0) >= Self.period || $0 > now }
        deaths.append(now)
        guard deaths.count < Self.mostDeaths else { return .disable }
        let pause = Duration.seconds(1 << min(deaths.count - 1, 6))
        return .again(at: now.adding(min(pause, Self.longestPause)))
    }

    /// Forgets what was, as after an operator has mended the program.
    package mutating func forget() { deaths = [] }
}
