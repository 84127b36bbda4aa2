import Pipeline
import Synchronization

/// What is to be asked of one server: a request without its redirects, and all that was judged of it.
struct Question: Sendable {
    let request: HTTPRequest
    let address: WebAddress
    let headers: RequestHeaders
    let policy: AddressPolicy
    let followsRedirects: Bool
}

/// What other threads want of a client, in the order in which they said so, until its queue takes it.
///
/// Crossing to the queue costs more than what a small request does there, so whatever is wanted while the queue is on its
/// way goes with it.
final class Inbox: Sendable {
    enum Errand: Sendable {
        case begin(
            Int, Question, until: ContinuousClock.Instant, CheckedContinuation<Transfer.Outcome, Never>)
        case cancel(Int)
    }

    private struct State {
        var lastID = 0
        var errands: [Errand] = []
    }

    private let state = Mutex(State())

    /// A name that no other exchange of the client has.
    func newID() -> Int {
        state.withLock {
            $0.lastID &+= 1
            return $0.lastID
        }
    }

    /// Adds an errand; true where it is the first, for which somebody must come.
    func add(_ errand: Errand) -> Bool {
        state.withLock {
            $0.errands.append(errand)
            return $0.errands.count == 1
        }
    }

    /// Takes everything, in exchange for an empty list whose memory is used for what comes next.
    func take(_ errands: inout [Errand]) { state.withLock { swap(&$0.errands, &errands) } }
}
