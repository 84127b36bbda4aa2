package import Pipeline

/// Whether room on the disk is short, and what operators know of it.
///
/// A state machine without a disk or a file of its own. It outlives the process: a shortage is one, however often the daemon is
/// restarted meanwhile, and its end is told even where room was made while nothing ran.
package struct RoomShortage: Sendable {
    /// What operators are to hear of: the same, to the millisecond, each time it is asked for.
    package enum News: Hashable, Sendable {
        case begun(Timestamp)
        case over(Timestamp, since: Timestamp)
    }

    /// How far it is.
    private enum State {
        case room
        /// Short since then, which nobody was told.
        case begun(Timestamp)
        /// Operators know that it is short since then.
        case told(Timestamp)
        /// There is room again, which nobody was told.
        case over(Timestamp, since: Timestamp)
    }

    private var state = State.room

    package init() {}

    /// True from when room became short until operators know that it is over.
    package var isOn: Bool { if case .room = state { false } else { true } }

    /// Takes note of what the disk looks like, and returns what is to be told; the same again until ``tell()``.
    ///
    /// One that is over before it could be told is told all the same: something was refused meanwhile.
    package mutating func look(isShort: Bool, at now: Timestamp) -> News? {
        switch state {
        case .room where isShort: state = .begun(now)
        case .told(let since) where !isShort: state = .over(now, since: since)
        default: break
        }
        return switch state {
        case .room, .told: nil
        case .begun(let since): .begun(since)
        case .over(let end, let since): .over(end, since: since)
        }
    }

    /// Operators will hear of what ``look(isShort:at:)`` returned, whatever happens next.
    package mutating func tell() {
        switch state {
        case .begun(let since): state = .told(since)
        case .over: state = .room
        case .room, .told: break
        }
    }

    // MARK: As a text

    /// One line; empty while there is room.
    package var text: String {
        switch state {
        case .room: ""
        case .begun(let since): "begun \(since.milliseconds)\n"
        case .told(let since): "told \(since.milliseconds)\n"
        case .over(let end, let since): "over \(since.milliseconds) \(end.milliseconds)\n"
        }
    }

    /// Reads ``text``; what is none of it says that there was room.
    package init(text: String) {
        let words = text.split(whereSeparator: \.isWhitespace)
        let times = words.dropFirst().compactMap { Int64($0).map(Timestamp.init(milliseconds:)) }
        guard times.count == words.count - 1 else { return }
        switch (words.first, times.count) {
        case ("begun", 1): state = .begun(times[0])
        case ("told", 1): state = .told(times[0])
        case ("over", 2): state = .over(times[1], since: times[0])
        default: break
        }
    }
}
