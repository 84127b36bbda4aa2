import Glibc

/// The one thread that starts programs.
///
/// A program that asks to die with its parent dies with the *thread* that started it, and Dispatch ends its threads when they
/// are idle. This one lasts as long as the process.
final class SpawningThread: @unchecked Sendable {
    // Unchecked: `waiting` is only touched while `mutex` is held; the pointers never change.

    static let shared = SpawningThread()

    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let filled: UnsafeMutablePointer<pthread_cond_t>
    private var waiting: [@Sendable () -> Void] = []

    private init() {
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        pthread_mutex_init(mutex, nil)
        filled = .allocate(capacity: 1)
        filled.initialize(to: pthread_cond_t())
        pthread_cond_init(filled, nil)
    }

    /// Runs `work` on the thread; false where there is no thread to be had.
    func run(_ work: @escaping @Sendable () -> Void) -> Bool {
        guard Self.isRunning else { return false }
        pthread_mutex_lock(mutex)
        waiting.append(work)
        pthread_cond_signal(filled)
        pthread_mutex_unlock(mutex)
        return true
    }

    /// Starts the thread the first time it is asked for.
    private static let isRunning: Bool = {
        var thread = pthread_t()
        let started = pthread_create(
            &thread, nil,
            { _ in
                SpawningThread.shared.work()
                return nil
            }, nil)
        if started == 0 { pthread_detach(thread) }
        return started == 0
    }()

    private func work() {
        while true {
            pthread_mutex_lock(mutex)
            while waiting.isEmpty { pthread_cond_wait(filled, mutex) }
            let next = waiting.removeFirst()
            pthread_mutex_unlock(mutex)
            next()
        }
    }
}
