import Pipeline
import Synchronization

/// Counts what happens, from the start of the process on.
///
/// Every label is a name of the configuration, a status code or a word of a short list, so that what is counted stays small.
package final class Meter: Sendable {
    /// How often something was as long as that, or shorter.
    package struct Histogram: Sendable {
        /// Upper bounds in seconds, rising.
        package let bounds: [Double]
        /// Of each bound, those between it and the one before; the last are longer than all bounds.
        package private(set) var counts: [Int]
        package private(set) var sum = 0.0

        init(_ bounds: [Double]) {
            self.bounds = bounds
            counts = Array(repeating: 0, count: bounds.count + 1)
        }

        mutating func add(_ seconds: Double) {
            sum += seconds
            counts[bounds.firstIndex { seconds <= $0 } ?? bounds.count] += 1
        }
    }

    /// What became of a delivery.
    package enum Outcome: String, Sendable, CaseIterable {
        case delivered
        /// It is tried again.
        case failed
        case setAside = "set_aside"
        /// The receiver wants no more.
        case gone
    }

    package struct DeliveryKey: Hashable, Sendable {
        package var sink: String
        package var outcome: Outcome
        /// The status code of the receiver; `none` where it gave none.
        package var code: String
    }

    package struct ResponseKey: Hashable, Sendable {
        package var source: String
        /// The status code of the server; `failed` where it gave none.
        package var code: String
    }

    /// All that was counted.
    package struct Counts: Sendable {
        package var responses: [ResponseKey: Int] = [:]
        package var deliveries: [DeliveryKey: Int] = [:]
        /// From when a paper was first seen to when a sink took what came of it.
        package var latencies: [String: Histogram] = [:]
        package var stages: [String: Histogram] = [:]
        /// How often a program was started again after it died, by the name of its reader.
        package var restarts: [String: Int] = [:]
    }

    private static let latencyBounds: [Double] = [1, 5, 15, 60, 300, 900, 3600, 21_600, 86_400, 273_600]
    private static let stageBounds: [Double] = [0.001, 0.005, 0.025, 0.1, 0.5, 2, 10, 60]

    private let state = Mutex(Counts())

    package init() {}

    package var counts: Counts { state.withLock { $0 } }

    /// A server answered a source; `nil` where it could not be asked.
    package func answered(_ source: String, status: Int?) {
        let known = status.flatMap { (100...599).contains($0) ? String($0) : nil }
        let key = ResponseKey(source: source, code: known ?? "failed")
        state.withLock { $0.responses[key, default: 0] += 1 }
    }

    /// A stage was done with a document.
    package func worked(_ stage: String, for time: Duration) {
        state.withLock {
            $0.stages[stage, default: Histogram(Meter.stageBounds)].add(time.inSeconds)
        }
    }

    /// The program of a stage or a sink was started again after it died, hung or broke the protocol.
    package func restarted(_ reader: String) { state.withLock { $0.restarts[reader, default: 0] += 1 } }

    /// A sink was given an event that tells of something seen at `seen`; `reason` says why it was not taken.
    func delivered(to sink: String, _ outcome: Outcome, reason: String, seen: Timestamp?, at now: Timestamp) {
        let key = DeliveryKey(sink: sink, outcome: outcome, code: Meter.code(in: reason) ?? "none")
        state.withLock {
            $0.deliveries[key, default: 0] += 1
            guard outcome == .delivered, let seen else { return }
            $0.latencies[sink, default: Histogram(Meter.latencyBounds)].add(max(0, now.since(seen).inSeconds))
        }
    }

    /// The status code that a reason names: the first number of three digits from 100 to 599.
    static func code(in reason: String) -> String? {
        reason.split { !("0"..."9").contains($0) }.first {
            $0.utf8.count == 3 && ("1"..."5").contains($0.first ?? " ")
        }.map(String.init)
    }
}

extension Duration {
    fileprivate var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}

extension Event {
    /// When what it tells of was first seen: the last `time` of its JSON, whose keys are in the order of the alphabet.
    var seen: Timestamp? {
        let mark = Array("\"time\":\"".utf8)
        let tail = Array(json.utf8.suffix(256))
        guard tail.count > mark.count else { return nil }
        for start in stride(from: tail.count - mark.count, through: 0, by: -1)
        where tail[start..<start + mark.count].elementsEqual(mark) {
            let time = tail[(start + mark.count)...].prefix { $0 != UInt8(ascii: "\"") }
            return Timestamp(rfc3339: String(decoding: time, as: UTF8.self))
        }
        return nil
    }
}
