import Glibc
package import Pipeline

/// A file that grows by whole lines.
///
/// Not `Sendable`: its sink keeps it on a queue of its own, since every call may wait for the disk.
package final class LineFile {
    /// What stays the same when a file is renamed.
    package struct Identity: Hashable {
        package var device: UInt64
        package var inode: UInt64

        init(_ status: stat) { (device, inode) = (UInt64(status.st_dev), UInt64(status.st_ino)) }
        package init(device: UInt64, inode: UInt64) { (self.device, self.inode) = (device, inode) }
    }

    package let identity: Identity
    private let descriptor: Int32
    /// For messages.
    private let path: String
    private let onBreak: @Sendable (SinkFailure) -> Void

    /// Opens the file called `name` in `directory`, a descriptor; nobody else's link or device is opened.
    ///
    /// `onBreak` is called when a sync has failed, once all is undone that a later start could take for durable: nobody
    /// knows what is on the disk then, a second sync may succeed over the loss, and so the process must end.
    package init(
        _ name: String, in directory: Int32, path: String, creating: Bool,
        onBreak: @escaping @Sendable (SinkFailure) -> Void = { _ in }
    ) throws(SinkFailure) {
        // Without O_NONBLOCK a FIFO could hold us up before we see that it is none of ours.
        let flags = O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
        let found = openat(directory, name, flags)
        guard found >= 0 || (creating && errno == ENOENT) else {
            throw errno == ELOOP ? SinkFailure("\(path) is a symbolic link") : failure("open", path)
        }
        if found < 0 {
            // Ops may read it, the group may, nobody else.
            descriptor = openat(directory, name, flags | O_CREAT | O_EXCL, 0o640)
            guard descriptor >= 0 else { throw failure("create", path) }
        } else {
            descriptor = found
        }
        (self.path, self.onBreak) = (path, onBreak)
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw SinkFailure("\(path) is not a regular file")
        }
        identity = Identity(status)
        // Otherwise a power cut may take the name of a file whose lines are safe; the process that made it may have died
        // before it came to this.
        guard creating, fsync(directory) != 0 else { return }
        let broken = failure("sync the directory of", path)
        if found < 0 { unlinkat(directory, name, 0) }
        close(descriptor)
        onBreak(broken)
        throw broken
    }

    deinit { close(descriptor) }

    package func size() throws(SinkFailure) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure("examine", path) }
        return status.st_size
    }

    /// The bytes from `offset` on.
    package func read(from offset: Int) throws(SinkFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = pread(descriptor, &buffer, buffer.count, offset + bytes.count)
            guard count >= 0 else {
                if errno == EINTR { continue }
                throw failure("read", path)
            }
            guard count > 0 else { return bytes }
            bytes += buffer.prefix(count)
        }
    }

    /// Adds `lines` at the end and waits until they are on the disk; where that fails, none of them is left in the file.
    ///
    /// - Returns: the new size.
    package func append(_ lines: [UInt8]) throws(SinkFailure) -> Int {
        let before = try size()
        do throws(SinkFailure) { try write(lines) } catch {
            try cut(to: before)
            throw error
        }
        try sync(orCutTo: before)
        return before + lines.count
    }

    /// In one call, so that a reader of the file and a crash see as much of the batch as can be.
    private func write(_ bytes: [UInt8]) throws(SinkFailure) {
        var count: Int
        repeat {
            count = Glibc.write(descriptor, bytes, bytes.count)
        } while count < 0 && errno == EINTR
        guard count >= 0 else { throw failure("write to", path) }
        guard count == bytes.count else {
            throw SinkFailure("cannot write to \(path): only \(count) of \(bytes.count) bytes fitted")
        }
    }

    package func cut(to size: Int) throws(SinkFailure) {
        guard ftruncate(descriptor, size) == 0 else { throw failure("shorten", path) }
    }

    /// Waits until all is on the disk.
    ///
    /// Where that fails, nothing beyond `size` is left, which a later start would take for lines that are safe.
    package func sync(orCutTo size: Int) throws(SinkFailure) {
        guard fdatasync(descriptor) != 0 else { return }
        let broken = failure("sync", path)
        try? cut(to: size)
        onBreak(broken)
        throw broken
    }
}

/// What the system says about the call that just failed.
func failure(_ verb: String, _ path: String) -> SinkFailure {
    SinkFailure("cannot \(verb) \(path): \(String(cString: strerror(errno)))")
}
