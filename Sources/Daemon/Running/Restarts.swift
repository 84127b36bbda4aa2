package import Pipeline

/// How often the process ended lately without having been told to.
///
/// A state machine without a clock or a file of its own. Whoever looks after the process starts it anew each time, so that nobody
/// might ever notice.
package struct Restarts: Sendable {
    /// Starts since somebody last stopped it, of the last ``window``.
    private var starts: [Timestamp] = []
    /// When operators were last told of it.
    private var told: Timestamp?

    /// Fewer ends in a ``window`` are bad luck.
    package static let mostEnds = 5
    static let window = Duration.seconds(600)
    /// How often an operator is told while it goes on.
    static let toldEvery = Duration.seconds(86_400)
    /// Starts that are remembered at most.
    private static let mostRemembered = 50

    package init() {}

    /// A start; when the ends before it began, where operators are to be told of them and were not yet.
    package mutating func begin(at now: Timestamp) -> Timestamp? {
        // A clock that was set back says nothing of what was noted before.
        starts = starts.filter { $0 <= now && now.since($0) <= Restarts.window }.suffix(
            Restarts.mostRemembered)
        let (ends, first) = (starts.count, starts.first)
        starts.append(now)
        if let told, told > now || now.since(told) >= Restarts.toldEvery { self.told = nil }
        guard let first, ends >= Restarts.mostEnds, told == nil else { return nil }
        return first
    }

    /// Operators will hear of it, whatever happens next.
    package mutating func tell(at now: Timestamp) { told = now }

    // MARK: As a text

    /// One start a line, the time of telling first.
    package var text: String {
        let lines = (told.map { ["told \($0.milliseconds)"] } ?? []) + starts.map { "\($0.milliseconds)" }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Reads ``text``; what is no line of it is passed over.
    package init(text: String) {
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard let last = words.last, let milliseconds = Int64(last) else { continue }
            let time = Timestamp(milliseconds: milliseconds)
            switch words.count {
            case 1: starts.append(time)
            case 2 where words[0] == "told": told = time
            default: continue
            }
        }
        starts = starts.suffix(Restarts.mostRemembered)
    }
}
