import DispatchIsolation
import Glibc
import Pipeline

/// The file that a copy of the database is written to, as the disk sees it.
///
/// Syncing takes as long as the disk likes, so it happens on a queue of its own, where nobody waits for it.
actor CopyFile {
    nonisolated let path: String
    private nonisolated let executor = DispatchExecutor(label: "bode.log.copy")
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }
    private let descriptor: Int32

    /// Creates the file at `path`, in place of one that may be there.
    init(_ path: String) throws(LogFailure) {
        try StateDirectory.createFile(path)
        descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        self.path = path
        guard descriptor >= 0 else { throw failure("open") }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Brings what was written to the disk.
    func sync() throws(LogFailure) {
        guard fdatasync(descriptor) == 0 else { throw failure("sync") }
    }

    private nonisolated func failure(_ deed: String) -> LogFailure {
        let reason = "cannot \(deed) \(path): \(String(cString: strerror(errno)))"
        return errno == ENOSPC || errno == EDQUOT ? .full(reason) : .broken(reason)
    }
}
