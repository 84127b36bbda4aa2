import Glibc
import Synchronization

/// Notes which papers are being read or are with the stages, in a file that survives a crash of the process (not a power cut).
///
/// A paper that makes a reader or a stage trap takes the process with it. After the restart it is found here, tried alone, and set
/// aside when it has ended the process ``mostDeaths`` times.
package final class InHand: Sendable {
    /// How often a document may end the process.
    package static let mostDeaths = 3
    /// Room for some thirty documents; more stages than that do not run at once.
    private static let fileSize = 1024

    private struct State {
        /// Deaths of those in hand, and of the suspects that are still to be tried.
        var deaths: [Int64: Int] = [:]
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
        var buffer = [UInt8](repeating: 0, count: InHand.fileSize)
        let count = max(0, pread(descriptor, &buffer, buffer.count, 0))
        var deaths: [Int64: Int] = [:]
        for line in buffer.prefix(count).split(separator: UInt8(ascii: "\n")) {
            let fields = line.split(separator: UInt8(ascii: " "))
            guard fields.count == 2, let sequence = Int64(String(decoding: fields[0], as: UTF8.self)),
                let past = Int(String(decoding: fields[1], as: UTF8.self)), (0..<1000).contains(past)
            else { continue }
            deaths[sequence] = past + 1
        }
        state = Mutex(State(deaths: deaths, suspects: Set(deaths.keys)))
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Messages that were in hand when the process last ended without putting them down, and are not tried yet.
    package var suspects: Set<Int64> { state.withLock { $0.suspects } }

    /// True for a message that has ended the process too often to be tried again.
    package func isDeadly(_ sequence: Int64) -> Bool {
        state.withLock { $0.deaths[sequence, default: 0] >= InHand.mostDeaths }
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
    /// Returns the system's number of what failed.
    @discardableResult
    private func write(_ state: State) -> Int32 {
        guard descriptor >= 0 else { return 0 }
        var text = ""
        for sequence in state.inHand { text += "\(sequence) \(state.deaths[sequence, default: 0])\n" }
        for sequence in state.suspects where !state.inHand.contains(sequence) {
            text += "\(sequence) \(state.deaths[sequence, default: 1] - 1)\n"
        }
        var bytes = Array(text.utf8.prefix(InHand.fileSize))
        bytes += Array(repeating: UInt8(ascii: "\n"), count: InHand.fileSize - bytes.count)
        let count = pwrite(descriptor, bytes, bytes.count, 0)
        return count == bytes.count ? 0 : count < 0 ? errno : ENOSPC
    }
}
