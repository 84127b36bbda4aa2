import Glibc

/// Tells how long a write waits at the moment, by writing.
///
/// What somebody wrote to a file waits behind all that a file system has put into its journal; the sync of a name need not,
/// and so says nothing of how busy the disk is.
package final class DiskProbe: Sendable {
    /// A file that has no name any more; -1 where there can be none.
    private let descriptor: Int32
    private static let size = 4096

    /// Looks at the disk that `directory` is on.
    package init(in directory: String) {
        let path = "\(directory)/.probe"
        unlink(path)
        descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if descriptor >= 0 { unlink(path) }
        // From now on only bytes change, and nothing of how the file lies.
        _ = wait
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// How long it takes to write a page and to sync it; nothing where that cannot be told.
    package var wait: Duration {
        let page = [UInt8](repeating: 0, count: Self.size)
        let begin = ContinuousClock.now
        guard pwrite(descriptor, page, page.count, 0) == page.count, fdatasync(descriptor) == 0 else {
            return .zero
        }
        return ContinuousClock.now - begin
    }
}
