import Glibc

/// Keeps other processes that want the same from changing a file at the same time; let go of with the value.
package struct FileLock: ~Copyable {
    private let descriptor: Int32

    /// Waits for the lock of the directory `path`.
    ///
    /// The directory itself is locked, so that no file is left behind. Throws ``FileFailure`` where there is none.
    package init(directory path: String) throws(FileFailure) {
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure(path, errno) }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else {
                let failure = FileFailure(path, errno)
                close(descriptor)
                throw failure
            }
        }
    }

    deinit { close(descriptor) }
}
