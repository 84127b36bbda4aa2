import CCurl
import Dispatch
import DispatchIsolation
import Glibc
import Pipeline

/// Makes HTTP requests with libcurl.
///
/// libcurl says when it wants to be called again and which sockets it waits for; the sockets lie in one private epoll set,
/// and Dispatch says when the set or the time is ready. All of that happens on this actor's queue, so its methods, the C
/// callbacks and the watches never run at the same time, and no request has a thread.
package actor CurlHTTP {
    private nonisolated let executor = DispatchExecutor(label: "http")
    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    let settings: Settings
    private let multi: MultiHandle
    let sockets: SocketSet
    private var slots: Slots
    private var alarm: EarliestAlarm?
    /// When libcurl wants to be called again; `nil` where it waits for sockets alone.
    private var wanted: ContinuousClock.Instant?
    private var isAdvanceScheduled = false
    /// Rings when the time of a transfer may be up.
    private var overdue: EarliestAlarm?
    private var readiness: Watch?
    private var transfers: [Int: any Exchange] = [:]
    private var handles = EasyHandles()
    nonisolated let known = KnownAddresses()
    private nonisolated let inbox = Inbox()
    /// What the inbox holds while it is worked off.
    private var errands: [Inbox.Errand] = []
    /// Those that are over, to be told at the end of the turn: each wakes a thread, which finds the others there too.
    private var ended:
        [(completion: CheckedContinuation<Transfer.Outcome, Never>, outcome: Transfer.Outcome)] = []
    private var isInTurn = false
    /// Whether libcurl wants to be called at the end of the turn.
    private var isAdvanceWanted = false

    package init(userAgent: String) async { await self.init(Settings(userAgent: userAgent)) }

    package init(_ settings: Settings) async {
        prepareProcess()
        // An idle connection is a descriptor too, and the rest of the process needs some.
        let most = min(settings.mostTransfers, max(Self.descriptors / 4, 4))
        self.settings = settings
        sockets = SocketSet()
        multi = MultiHandle(sockets)
        slots = Slots(most: most, mostOfServer: settings.mostTransfersOfServer)
        alarm = EarliestAlarm(on: executor) { [weak self] in self?.assumeIsolated { $0.ring() } }
        overdue = EarliestAlarm(on: executor) { [weak self] in self?.assumeIsolated { $0.endOverdue() } }
        readiness = executor.when(sockets.descriptor, is: .readable) { [weak self] in
            self?.assumeIsolated { client in client.takeTurn { client.advanceReady() } }
        }
        let context = Unmanaged.passUnretained(self).toOpaque()
        ccurl_multi_set_long(multi.raw, CURLMOPT_MAXCONNECTS, min(settings.mostConnections, most))
        ccurl_multi_on_timer(multi.raw, Self.onTimer, context)
        ccurl_multi_on_socket(multi.raw, Self.onSocket, context)
    }

    // MARK: Beginning and end

    /// Asks from whatever thread, and goes on there.
    nonisolated func ask(
        _ question: Question, until deadline: ContinuousClock.Instant
    ) async -> Transfer.Outcome {
        guard !Task.isCancelled else { return .failure(.cancelled) }
        guard deadline > .now else { return .failure(.timedOut) }
        let id = inbox.newID()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { completion in
                send(.begin(id, question, until: deadline, completion))
                // The handler may have run before there was something to cancel.
                if Task.isCancelled { send(.cancel(id)) }
            }
        } onCancel: {
            send(.cancel(id))
        }
    }

    private nonisolated func send(_ errand: Inbox.Errand) {
        guard inbox.add(errand) else { return }
        executor.queue.async { self.assumeIsolated { client in client.takeTurn { client.runErrands() } } }
    }

    private func runErrands() {
        inbox.take(&errands)
        for errand in errands {
            switch errand {
            case .cancel(let id): finish(id, .failure(.cancelled))
            case .begin(let id, let question, let deadline, let completion):
                let transfer = Transfer(question, sockets: sockets, settings: settings)
                begin(transfer, id, until: deadline, completion)
            }
        }
        errands.removeAll(keepingCapacity: true)
    }

    /// Makes an exchange that was prepared on the queue.
    func run(_ exchange: any Exchange, within time: Duration) async -> Transfer.Outcome {
        guard !Task.isCancelled else { return .failure(.cancelled) }
        guard time > .zero else { return .failure(.timedOut) }
        let id = inbox.newID()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { completion in
                begin(exchange, id, until: .now.advanced(by: time), completion)
            }
        } onCancel: {
            send(.cancel(id))
        }
    }

    private func begin(
        _ exchange: any Exchange, _ id: Int, until deadline: ContinuousClock.Instant,
        _ completion: CheckedContinuation<Transfer.Outcome, Never>
    ) {
        (exchange.id, exchange.completion) = (id, completion)
        transfers[id] = exchange
        watch(exchange, until: deadline)
        if slots.enter(id, server: exchange.server) { start(id) }
    }

    private func start(_ id: Int) {
        guard let exchange = transfers[id] else { return }
        guard let handle = handles.take() else { return finish(id, .failure(.failed("no memory"))) }
        exchange.prepare(handle)
        ccurl_easy_set_tag(handle.raw, id)
        let code = curl_multi_add_handle(multi.raw, handle.raw)
        if code != CURLM_OK { finish(id, .failure(.failed(String(cString: curl_multi_strerror(code))))) }
    }

    private func end(_ id: Int, _ code: CURLcode, isOverdue: Bool = false) {
        guard let transfer = transfers[id] else { return }
        finish(id, transfer.outcome(of: code, isOverdue: isOverdue), isWhole: code == CURLE_OK)
    }

    private func finish(_ id: Int, _ outcome: Transfer.Outcome, isWhole: Bool = false) {
        guard let transfer = transfers.removeValue(forKey: id) else { return }
        if let handle = transfer.handle {
            curl_multi_remove_handle(multi.raw, handle.raw)
            handles.giveBack(handle, wasWhole: isWhole)
        }
        if let completion = transfer.completion { ended.append((completion, outcome)) }
        if !isInTurn { tellEnded() }
        for next in slots.leave(id) { start(next) }
    }

    private func tellEnded() {
        for (completion, outcome) in ended { completion.resume(returning: outcome) }
        ended.removeAll(keepingCapacity: true)
    }

    /// Does something on the queue, and what libcurl wants done at once because of it.
    private func takeTurn(_ body: () -> Void) {
        isInTurn = true
        body()
        // Once: a server that always has more would leave no turn for others.
        if isAdvanceWanted {
            isAdvanceWanted = false
            advance(CURL_SOCKET_TIMEOUT)
        }
        isInTurn = false
        tellEnded()
        if isAdvanceWanted { advanceSoon() }
    }

    // MARK: What libcurl asks of us

    private static let onTimer: curl_multi_timer_callback = { _, milliseconds, context in
        enter(context) { $0.wake(after: milliseconds) }
    }

    private static let onSocket: curl_socket_callback = { _, socket, interest, context, _ in
        enter(context) { $0.sockets.watch(socket, for: interest) }
    }

    /// Enters the client from a callback, which libcurl makes on the thread that called it: our queue.
    private static func enter(
        _ context: UnsafeMutableRawPointer?, _ body: (isolated CurlHTTP) -> Void
    ) -> Int32 {
        guard let context else { return -1 }
        Unmanaged<CurlHTTP>.fromOpaque(context).takeUnretainedValue().assumeIsolated(body)
        return 0
    }

    private func wake(after milliseconds: Int) {
        guard milliseconds != 0 else {
            wanted = nil
            return advanceSoon()
        }
        guard milliseconds > 0 else { return wanted = nil }
        let time = ContinuousClock.now.advanced(by: .milliseconds(milliseconds))
        wanted = time
        alarm?.ring(by: time)
    }

    /// libcurl must not be called from its own callbacks.
    private func advanceSoon() {
        isAdvanceWanted = true
        guard !isInTurn, !isAdvanceScheduled else { return }
        isAdvanceScheduled = true
        executor.queue.async { [weak self] in
            self?.assumeIsolated { client in
                client.isAdvanceScheduled = false
                client.takeTurn {}
            }
        }
    }

    private func ring() {
        alarm?.hasRung()
        guard let wanted else { return }
        guard wanted <= .now else {
            alarm?.ring(by: wanted)
            return
        }
        self.wanted = nil
        isAdvanceWanted = true
        takeTurn {}
    }

    // MARK: What takes too long

    private func watch(_ transfer: any Exchange, until time: ContinuousClock.Instant) {
        transfer.deadline = time
        overdue?.ring(by: time)
    }

    /// Ends the transfers whose time is up, and waits for the next.
    private func endOverdue() {
        overdue?.hasRung()
        let now = ContinuousClock.now
        for (id, transfer) in transfers where transfer.deadline.map({ $0 <= now }) ?? false {
            end(id, CURLE_OPERATION_TIMEDOUT, isOverdue: true)
        }
        if let next = transfers.values.compactMap(\.deadline).min() { overdue?.ring(by: next) }
    }

    // MARK: What we tell libcurl

    private func advance(_ socket: curl_socket_t, _ events: Int32 = 0) {
        var running: Int32 = 0
        curl_multi_socket_action(multi.raw, socket, events, &running)
        reap()
    }

    private func advanceReady() {
        var running: Int32 = 0
        for (socket, events) in sockets.ready() {
            curl_multi_socket_action(multi.raw, socket, events, &running)
        }
        reap()
    }

    private func reap() {
        var waiting: Int32 = 0
        while let message = curl_multi_info_read(multi.raw, &waiting) {
            // Removing the handle frees the message, so the result is read first.
            let (id, code) = (ccurl_easy_tag(message.pointee.easy_handle), ccurl_message_result(message))
            end(id, code)
        }
    }

    private static var descriptors: Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
        return Int(clamping: limit.rlim_cur)
    }
}
