import Synchronization

/// Who lacks room on the disk, so that the lack is told when it begins and when it ends, and not at every try.
final class Shortage: Sendable {
    private let lacking = Mutex<Set<String>>([])

    /// True where that is news.
    func begins(for name: String) -> Bool { lacking.withLock { $0.insert(name).inserted } }

    /// True where that is news.
    func ends(for name: String) -> Bool { lacking.withLock { $0.remove(name) != nil } }
}
