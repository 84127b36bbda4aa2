import Glibc
import Pipeline

/// One process's hold on a state directory, until it is let go or the process ends.
final class StateDirectory {
    let path: String
    private let lock: Int32
    /// What the last process that had the database open has noted of its write-ahead log, where it did not end cleanly.
    struct Mark: Equatable {
        /// Of the log.
        var salt: UInt32
        /// What the database holds where the log was copied into it.
        var generation: Int64
    }

    private(set) var mark: Mark?
    /// Room for a process's number and the line's end; the mark follows.
    private static let ownerSize = 11

    static func databasePath(in directory: String) -> String { directory + "/bode.db" }

    /// Creates the directory where it is missing, and takes it for this process.
    ///
    /// Throws ``LogFailure/inUse(_:)`` at once where another process has it.
    init(_ path: String) throws(LogFailure) {
        try Self.create(path)
        // Nothing fails once the properties are set: then `deinit` would let go of a lock that is not ours.
        (self.path, lock) = (path, try Self.lock(path))
        mark = Self.readMark(lock)
        // For whoever comes second; the lock itself is what counts, so a failure here harms nobody.
        writeOwner("\(getpid())")
    }

    /// Throws ``LogFailure/inUse(_:)`` where another process has the directory; changes nothing.
    static func refuseInUse(_ path: String) throws(LogFailure) {
        let lock = open(path + "/bode.lock", O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard lock >= 0 else { return }
        defer { close(lock) }
        // Given back at once, with the descriptor.
        guard take(lock, LOCK_SH) != 0, errno == EWOULDBLOCK else { return }
        throw inUse(path, lock)
    }

    /// Takes a lock; a command that reads the state of a stopped daemon has it for a moment, for which no start must fail.
    private static func take(_ lock: Int32, _ kind: Int32) -> Int32 {
        for _ in 0..<tries {
            let result = flock(lock, kind | LOCK_NB)
            guard result != 0, errno == EWOULDBLOCK else { return result }
            usleep(pause)
        }
        return flock(lock, kind | LOCK_NB)
    }

    private static let tries = 5
    /// Microseconds between two tries.
    private static let pause: UInt32 = 80_000

    private static func inUse(_ path: String, _ lock: Int32) -> LogFailure {
        .inUse("\(path) is in use by \(owner(lock)); stop it first, or use another state directory")
    }

    private func writeOwner(_ text: String) {
        let line =
            Array(text.utf8) + Array(repeating: 0x20, count: max(0, Self.ownerSize - 1 - text.utf8.count))
        _ = pwrite(lock, line + [0x0A], Self.ownerSize, 0)
    }

    // MARK: Whether the last process ended cleanly

    private static func readMark(_ lock: Int32) -> Mark? {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = pread(lock, &bytes, bytes.count, ownerSize)
        let words = String(decoding: bytes.prefix(max(0, count)).prefix { $0 != 0x0A }, as: UTF8.self)
            .split(separator: " ")
        guard words.count == 3, words[0] == "open", let salt = UInt32(words[1]),
            let generation = Int64(words[2])
        else { return nil }
        return Mark(salt: salt, generation: generation)
    }

    /// Notes that the write-ahead log is on the disk and holds that generation, until ``clearMark()``.
    ///
    /// Where the note itself is lost, less is noticed the next time, and nothing is lost.
    func setMark(_ new: Mark) {
        let line = Array("open \(new.salt) \(new.generation)\n".utf8)
        if pwrite(lock, line, line.count, off_t(Self.ownerSize)) == line.count { mark = new }
    }

    /// Takes the note back, for good: before the log is taken away.
    func clearMark() throws(LogFailure) {
        guard mark != nil else { return }
        guard ftruncate(lock, off_t(Self.ownerSize)) == 0, fdatasync(lock) == 0 else {
            throw Self.failure("write", path + "/bode.lock")
        }
        mark = nil
    }

    private static func lock(_ path: String) throws(LogFailure) -> Int32 {
        let file = path + "/bode.lock"
        let lock = open(file, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard lock >= 0 else { throw failure("open", file) }
        guard take(lock, LOCK_EX) == 0 else {
            defer { close(lock) }
            guard errno == EWOULDBLOCK else { throw failure("lock", file) }
            throw inUse(path, lock)
        }
        return lock
    }

    deinit {
        // The file stays: another process may be waiting with it open, and would lock what nobody else can see.
        writeOwner("")
        // A child that is being started has a copy of the descriptor, with which the lock would live on for a moment.
        flock(lock, LOCK_UN)
        close(lock)
    }

    /// Bytes that this user can still write to the file system; `nil` where that cannot be told.
    var free: UInt64? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        let (bytes, overflow) = UInt64(status.f_bavail).multipliedReportingOverflow(
            by: UInt64(status.f_frsize))
        return overflow ? .max : bytes
    }

    /// The size of a file in bytes; `nil` where there is none.
    static func size(of file: String) -> Int64? {
        var status = stat()
        return stat(file, &status) == 0 ? Int64(status.st_size) : nil
    }

    /// Creates an empty file that only this user can read, in place of one that may be there.
    static func createFile(_ file: String) throws(LogFailure) {
        unlink(file)
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("create", file) }
        // Before SQLite opens it: closing any descriptor of a file drops this process's POSIX locks on it.
        close(descriptor)
    }

    /// Moves a finished file to its place, for good.
    func rename(_ old: String, to new: String) throws(LogFailure) {
        guard Glibc.rename(old, new) == 0 else { throw Self.failure("create", new) }
        try Self.sync(path)
    }

    private static func create(_ directory: String) throws(LogFailure) {
        guard mkdir(directory, 0o700) != 0 else { return try sync(parent(of: directory)) }
        if errno == ENOENT, !directory.isEmpty {
            try create(parent(of: directory))
            guard mkdir(directory, 0o700) != 0 else { return try sync(parent(of: directory)) }
        }
        guard errno == EEXIST else { throw failure("create", directory) }
    }

    private static func parent(of directory: String) -> String {
        let trimmed = directory.last == "/" ? directory.dropLast() : directory[...]
        guard let slash = trimmed.lastIndex(of: "/") else { return "." }
        return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
    }

    /// Makes the names in a directory durable.
    private static func sync(_ directory: String) throws(LogFailure) {
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open", directory) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("sync", directory) }
    }

    private static func owner(_ lock: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = pread(lock, &bytes, bytes.count, 0)
        let digits = String(
            decoding: bytes.prefix(max(0, count)).prefix { (0x30...0x39).contains($0) }, as: UTF8.self)
        return Int32(digits).map { "process \($0)" } ?? "another process"
    }

    private static func failure(_ deed: String, _ path: String) -> LogFailure {
        errno == ENOSPC || errno == EDQUOT
            ? .full("cannot \(deed) \(path): \(reason)") : .broken("cannot \(deed) \(path): \(reason)")
    }

    private static var reason: String { String(cString: strerror(errno)) }
}
