import Glibc
import Synchronization

/// Notes which papers are being read or are with the stages, in a file that survives a crash of the process (not a power cut).
///
/// A paper that makes a reader or a stage trap takes the process with it. After the restart it is found here, tried alone, and set
/// aside when its ``Deaths`` are too many. The file has a line for each paper: its sequence, traps, kills where there were any, and
/// `-` where it only waits to be tried again. Behind the lines is room for the byte that tells a trap from a kill.
package final class InHand: Sendable {
    /// Room for some thirty documents; more stages than that do not run at once.
    private static let linesSize = 1024
    /// No paper gets as far; a file that says more is not ours.
    private static let mostCounted = 1000

    private struct State {
        /// Deaths of those in hand, and of the suspects that are still to be tried.
        var deaths: [Int64: Deaths] = [:]
        var inHand: Set<Int64> = []
        var suspects: Set<Int64> = []
    }

    private let path: String
    private let descriptor: Int32
    private let state: Mutex<State>

    /// Opens `path`, whose notes are the suspects of the last run.
    ///
    /// Without a file it notes nothing.
    package init(path: String) {
        self.path = path
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        var buffer = [UInt8](repeating: 0, count: InHand.linesSize + 1)
        let count = max(0, pread(descriptor, &buffer, buffer.count, 0))
        let wasTrap = count > InHand.linesSize && buffer[InHand.linesSize] == UInt8(ascii: "T")
        var deaths: [Int64: Deaths] = [:]
        for line in buffer.prefix(min(count, InHand.linesSize)).split(separator: UInt8(ascii: "\n")) {
            guard let (sequence, past, isWaiting) = InHand.read(line) else { continue }
            deaths[sequence] = isWaiting ? past : past.and(byTrap: wasTrap)
        }
        state = Mutex(State(deaths: deaths, suspects: Set(deaths.keys)))
        // What the last death was is in the counts from here on, and its note is gone with the same write.
        state.withLock { _ = write($0, clearingNote: true) }
    }

    /// A line of the file; one of two fields may be from a version that counted every death as a trap.
    private static func read(_ line: ArraySlice<UInt8>) -> (Int64, Deaths, isWaiting: Bool)? {
        var fields = line.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
        let isWaiting = fields.last == "-"
        if isWaiting { fields.removeLast() }
        let numbers = fields.compactMap { Int64($0) }
        guard numbers.count == fields.count, (2...3).contains(numbers.count),
            numbers.dropFirst().allSatisfy({ (0..<Int64(mostCounted)).contains($0) })
        else { return nil }
        let kills = numbers.count == 3 ? Int(numbers[2]) : 0
        return (numbers[0], Deaths(traps: Int(numbers[1]), kills: kills), isWaiting)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Messages that were in hand when the process last ended without putting them down, and are not tried yet.
    package var suspects: Set<Int64> { state.withLock { $0.suspects } }

    /// How often the process ended with this message in hand, since it was last put down.
    package func deaths(of sequence: Int64) -> Deaths { state.withLock { $0.deaths[sequence] ?? Deaths() } }

    /// Has the process note its own traps here from now on, over any other note.
    ///
    /// Once in a process: what is in hand elsewhere is then taken as killed.
    package func noteTraps() {
        let note = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
        guard note >= 0, lseek(note, off_t(InHand.linesSize), SEEK_SET) >= 0 else { return }
        Traps.note(into: note)
    }

    /// Notes the message as in hand.
    ///
    /// Throws where that cannot be written: then a message that ends the process would do so for ever.
    package func take(_ sequence: Int64) throws(FileFailure) {
        let code = state.withLock { state in
            state.inHand.insert(sequence)
            return write(state)
        }
        guard code != 0 else { return }
        putDown(sequence)
        throw FileFailure(path, code)
    }

    /// The message came to an end without ending the process.
    package func putDown(_ sequence: Int64) {
        state.withLock { state in
            state.inHand.remove(sequence)
            state.suspects.remove(sequence)
            state.deaths[sequence] = nil
            write(state)
        }
    }

    /// One write of the whole small file; those not tried yet keep their deaths.
    ///
    /// A trap on another thread may just have left its note, which only a new run clears. Returns the system's number of what failed.
    @discardableResult
    private func write(_ state: State, clearingNote: Bool = false) -> Int32 {
        guard descriptor >= 0 else { return 0 }
        var bytes: [UInt8] = []
        func add(_ sequence: Int64, _ mark: String) {
            let deaths = state.deaths[sequence] ?? Deaths()
            let kills = deaths.kills > 0 ? " \(deaths.kills)" : ""
            let line = "\(sequence) \(deaths.traps)\(kills)\(mark)\n".utf8
            // Half a line would be another paper's.
            if bytes.count + line.count <= InHand.linesSize { bytes += line }
        }
        for sequence in state.inHand { add(sequence, "") }
        for sequence in state.suspects where !state.inHand.contains(sequence) { add(sequence, " -") }
        let size = InHand.linesSize + (clearingNote ? 1 : 0)
        bytes += Array(repeating: UInt8(ascii: "\n"), count: size - bytes.count)
        let count = pwrite(descriptor, bytes, bytes.count, 0)
        return count == bytes.count ? 0 : count < 0 ? errno : ENOSPC
    }
}
