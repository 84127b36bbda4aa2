package import Pipeline

/// Folds records that come again and again into one that says how often.
///
/// A record is written; the same one within ``window`` of it is only counted. What was counted is written once the window is
/// over and something else is said, or the record comes again.
package struct Repeats: Sendable {
    package struct Line: Hashable, Sendable {
        package var level: LogLevel
        package var text: String
    }

    private struct Kept {
        var since: Timestamp
        var count = 0
    }

    /// How long a record is not written again.
    package static let window = Duration.seconds(10 * 60)
    /// Records that are remembered.
    private static let most = 256

    private var kept: [Line: Kept] = [:]

    package init() {}

    /// What is to be written, now that this is said.
    package mutating func lines(for level: LogLevel, _ text: String, at now: Timestamp) -> [Line] {
        var lines: [Line] = []
        for (line, state) in kept where now.since(state.since) >= Repeats.window || now < state.since {
            kept[line] = nil
            if let folded = Repeats.folded(line, state) { lines.append(folded) }
        }
        lines.sort { $0.text < $1.text }
        let line = Line(level: level, text: text)
        guard kept[line] == nil else {
            kept[line]?.count += 1
            return lines
        }
        // Whatever comes in such numbers is written as it comes.
        if kept.count < Repeats.most { kept[line] = Kept(since: now) }
        return lines + [line]
    }

    /// What was counted and not written; nothing is remembered any more.
    package mutating func rest() -> [Line] {
        defer { kept = [:] }
        return kept.compactMap { Repeats.folded($0, $1) }.sorted { $0.text < $1.text }
    }

    private static func folded(_ line: Line, _ state: Kept) -> Line? {
        guard state.count > 0 else { return nil }
        let time = state.since.rfc3339.dropFirst(11).prefix(5)
        let times = state.count == 1 ? "once more" : "\(state.count) more times"
        return Line(level: line.level, text: "\(line.text) (\(times) since \(time) UTC)")
    }
}
