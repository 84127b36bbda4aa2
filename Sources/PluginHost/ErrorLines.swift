package import Pipeline

/// What a program writes to its standard error, as lines for the log.
///
/// A program that floods costs the log no more than a thousand lines a minute, and the daemon one line of memory.
package struct ErrorLines {
    /// Bytes of a line that are kept.
    package static let longestLine = 8192
    static let mostLines = 1000
    static let period = Duration.seconds(60)

    private var line: [UInt8] = []
    /// True where the line in hand has lost its end.
    private var isCut = false
    private var began: Timestamp?
    private var count = 0
    private var dropped = 0
    /// The last line that said something, for whoever asks why it died.
    private(set) var last = ""

    package init() {}

    /// Takes the next bytes, and hands the lines that end in them to `note`.
    package mutating func feed(
        _ bytes: ArraySlice<UInt8>, at now: Timestamp, _ note: (LogLevel, String) -> Void
    ) {
        var rest = bytes
        while let end = rest.firstIndex(of: 0x0A) {
            keep(rest[rest.startIndex..<end])
            finishLine(at: now, note)
            rest = rest[(end + 1)...]
            if isDropping(at: now) { rest = dropLines(of: rest) }
        }
        keep(rest)
    }

    /// Whether the minute has had its lines.
    private func isDropping(at now: Timestamp) -> Bool {
        guard let began, count >= Self.mostLines else { return false }
        return now >= began && now.since(began) < Self.period
    }

    /// Counts the whole lines in `bytes`, and returns what comes behind them: a flood is not taken to pieces.
    private mutating func dropLines(of bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let last = bytes.lastIndex(of: 0x0A) else { return bytes }
        dropped &+= bytes[...last].reduce(into: 0) { if $1 == 0x0A { $0 &+= 1 } }
        return bytes[(last + 1)...]
    }

    /// Hands on what is left at the end.
    package mutating func finish(at now: Timestamp, _ note: (LogLevel, String) -> Void) {
        if !line.isEmpty { finishLine(at: now, note) }
        tellDropped(note)
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        let room = Self.longestLine - line.count
        isCut = isCut || bytes.count > room
        line += bytes.prefix(max(0, room))
    }

    private mutating func finishLine(at now: Timestamp, _ note: (LogLevel, String) -> Void) {
        defer {
            line.removeAll(keepingCapacity: true)
            isCut = false
        }
        if isDropping(at: now) {
            dropped &+= 1
            return
        }
        if began.map({ now < $0 || now.since($0) >= Self.period }) ?? true {
            tellDropped(note)
            (began, count) = (now, 0)
        }
        let (level, text) = Self.reading(line[...])
        let shown = text.onOneLine(limit: Self.longestLine) + (isCut ? "…" : "")
        guard shown.contains(where: { $0 != " " }) else { return }
        count += 1
        last = shown
        note(level, shown)
    }

    private mutating func tellDropped(_ note: (LogLevel, String) -> Void) {
        guard dropped > 0 else { return }
        note(.warning, "\(dropped) more lines were dropped: more than \(Self.mostLines) a minute")
        dropped = 0
    }

    /// The level that a line begins with, as systemd knows it (sd-daemon(3)), and the rest.
    private static func reading(_ line: ArraySlice<UInt8>) -> (LogLevel, String) {
        let start = Array(line.prefix(3))
        guard start.count == 3, start[0] == UInt8(ascii: "<"), start[2] == UInt8(ascii: ">"),
            (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(start[1])
        else { return (.info, String(decoding: line, as: UTF8.self)) }
        let level: LogLevel =
            switch start[1] - UInt8(ascii: "0") {
            case 0...3: .error
            case 4: .warning
            case 5, 6: .info
            default: .debug
            }
        return (level, String(decoding: line.dropFirst(3), as: UTF8.self))
    }
}
