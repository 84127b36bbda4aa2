import Dispatch
import Glibc
import Pipeline
import PluginProtocol
import Synchronization

/// Talks with Bode from the greeting to the end of input, and ends the process.
struct PluginConversation: Sendable {
    private let run: PluginRun

    /// The longest line that Bode may send: four times what it would send unless configured otherwise.
    private static let longestLine = 64 << 20

    init(_ run: PluginRun) { self.run = run }

    func hold() async -> Never {
        guard isatty(0) == 0 else {
            let words = "This is a \(run.role.rawValue) for Bode, which starts it by itself. Try it with:\n"
            StandardStreams.write(Array((words + "  bode stage test PROGRAM\n").utf8), to: 2)
            exit(64)
        }
        guard let streams = StandardStreams.takeOver() else {
            PluginLog.write(.error, "no file descriptors left")
            exit(70)
        }
        do throws(ProtocolFault) { try await talk(over: streams) } catch {
            PluginLog.write(.error, "\(error)")
            exit(65)
        }
        exit(0)
    }

    private func talk(over streams: StandardStreams) async throws(ProtocolFault) {
        var messages = Self.messages(from: streams).makeAsyncIterator()
        guard let greeting = await messages.next() else { return }
        guard case .hello(let hello) = try greeting.get() else {
            throw ProtocolFault("Bode did not greet")
        }
        let (reply, desk) = run.introduce(hello)
        streams.write(reply.line)
        guard let desk else { return }
        let pen = Pen(streams)
        await withDiscardingTaskGroup { group in
            while let next = await messages.next() {
                group.addTask {
                    do throws(ProtocolFault) {
                        for line in try await desk.answer(try next.get()) { pen.write(line) }
                    } catch {
                        PluginLog.write(.error, "\(error)")
                        exit(65)
                    }
                }
            }
        }
        await desk.stop()
    }

    /// What Bode sends, read on a thread that does nothing else.
    ///
    /// Bode sends no more than the window without an answer, so what waits here has a bound.
    private static func messages(
        from streams: StandardStreams
    ) -> AsyncStream<Result<HostMessage, ProtocolFault>> {
        let (messages, sending) = AsyncStream.makeStream(of: Result<HostMessage, ProtocolFault>.self)
        DispatchQueue(label: "bode.reading").async {
            var splitter = LineSplitter(limit: longestLine)
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = streams.read(into: &buffer)
                guard count > 0 else { break }
                do throws(ProtocolFault) {
                    try splitter.feed(buffer[..<count]) { line in
                        sending.yield(Result { () throws(ProtocolFault) in try HostMessage(line: line) })
                    }
                } catch {
                    sending.yield(.failure(error))
                    break
                }
            }
            sending.finish()
        }
        return messages
    }
}

/// Writes lines whole: those of documents that are worked on at the same time must not cut into each other.
private final class Pen: Sendable {
    private let streams: Mutex<StandardStreams>
    init(_ streams: StandardStreams) { self.streams = Mutex(streams) }

    func write(_ line: [UInt8]) {
        let isRead = streams.withLock { $0.write(line) }
        // Bode is gone; what was not answered is given to another.
        guard isRead else { exit(1) }
    }
}
