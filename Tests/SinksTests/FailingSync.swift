import Glibc
import Synchronization

/// Syncs that fail on request, in a process of its own: what a worn disk does once, and what nothing else here can.
///
/// The program's own `fdatasync` comes before the one of the C library, for whatever is linked into it.
enum FailingSync {
    fileprivate static let failures = Atomic(0)

    /// Has the next syncs fail with EIO, and those after them succeed over the loss, as the kernel's do.
    static func failNext(_ count: Int) { failures.store(count, ordering: .relaxed) }

    fileprivate static let real: (@convention(c) (Int32) -> Int32)? = {
        // RTLD_NEXT, which is no constant to Swift: the first after ours.
        let next = UnsafeMutableRawPointer(bitPattern: -1)
        return dlsym(next, "fdatasync").map { unsafeBitCast($0, to: (@convention(c) (Int32) -> Int32).self) }
    }()
}

@_cdecl("fdatasync")
public func interposedSync(_ descriptor: Int32) -> Int32 {
    if FailingSync.failures.load(ordering: .relaxed) > 0 {
        FailingSync.failures.subtract(1, ordering: .relaxed)
        errno = EIO
        return -1
    }
    return FailingSync.real?(descriptor) ?? fsync(descriptor)
}
