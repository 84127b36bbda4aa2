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
        }
        keep(rest)
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
        if let began, now >= began, now.since(began) < Self.period {
            guard count < Self.mostLines else {
                dropped &+= 1
                return
            }
        } else {
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
