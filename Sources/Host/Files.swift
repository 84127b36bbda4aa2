import Glibc

/// What files the daemon reads and writes, with errors that say which and why.
package enum Files {
    /// The bytes of a regular file.
    ///
    /// Throws ``FileFailure`` where it cannot be read, is no regular file, or is larger than `limit` bytes.
    package static func read(_ path: String, limit: Int) throws(FileFailure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw FileFailure(path, errno) }
        defer { close(descriptor) }
        var about = stat()
        guard fstat(descriptor, &about) == 0 else { throw FileFailure(path, errno) }
        guard about.st_mode & S_IFMT == S_IFREG else { throw FileFailure(path, "is no regular file") }
        return try readAll(descriptor, path, limit: limit)
    }

    /// Everything on standard input, up to `limit` bytes.
    package static func readStandardInput(limit: Int) throws(FileFailure) -> [UInt8] {
        try readAll(0, "standard input", limit: limit)
    }

    private static func readAll(_ descriptor: Int32, _ path: String, limit: Int) throws(FileFailure)
        -> [UInt8]
    {
        var (bytes, buffer): ([UInt8], [UInt8]) = ([], Array(repeating: 0, count: 1 << 16))
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw FileFailure(path, errno) }
            guard count > 0 else { return bytes }
            guard bytes.count + count <= limit else {
                throw FileFailure(path, "is larger than \(limit) bytes")
            }
            bytes += buffer.prefix(count)
        }
    }

    /// Writes a file that after a crash or a power cut is whole or not there: written beside, synced, then renamed.
    ///
    /// Only its owner may read it, unless `mode` says otherwise.
    package static func writeDurably(
        _ bytes: [UInt8], to path: String, mode: UInt32 = 0o600
    ) throws(FileFailure) {
        let draft = "\(path).new"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode)
        guard descriptor >= 0 else { throw FileFailure(draft, errno) }
        var problem: FileFailure?
        var rest = bytes[...]
        while !rest.isEmpty && problem == nil {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { problem = FileFailure(draft, errno) }
            rest = rest.dropFirst(max(0, count))
        }
        if problem == nil && fsync(descriptor) != 0 { problem = FileFailure(draft, errno) }
        close(descriptor)
        if problem == nil && Glibc.rename(draft, path) != 0 { problem = FileFailure(path, errno) }
        if let problem {
            unlink(draft)
            throw problem
        }
        do throws(FileFailure) { try syncDirectory(parent(of: path)) } catch {
            // Whoever finds it would take it for safe.
            unlink(path)
            throw error
        }
    }

    /// Writes a file over what was there, without waiting for the disk: a crash leaves it as it is, a power cut may lose or tear it.
    package static func jot(_ bytes: [UInt8], in path: String) throws(FileFailure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw FileFailure(path, errno) }
        defer { close(descriptor) }
        let count = write(descriptor, bytes, bytes.count)
        guard count == bytes.count else { throw FileFailure(path, count < 0 ? errno : ENOSPC) }
    }

    /// Makes a directory, for its owner alone unless `mode` says otherwise; one that is there is left as it is.
    package static func makeDirectory(_ path: String, mode: UInt32 = 0o700) throws(FileFailure) {
        if mkdir(path, mode) == 0 {
            do throws(FileFailure) { try syncDirectory(parent(of: path)) } catch {
                rmdir(path)
                throw error
            }
        } else if errno != EEXIST {
            throw FileFailure(path, errno)
        }
    }

    /// Makes directories of those names in another one, all of them with one sync; those that are there are left as they are.
    package static func makeDirectories(_ names: [String], in directory: String) throws(FileFailure) {
        var made: [String] = []
        do throws(FileFailure) {
            for path in names.map({ "\(directory)/\($0)" }) {
                if mkdir(path, 0o700) == 0 {
                    made.append(path)
                } else if errno != EEXIST {
                    throw FileFailure(path, errno)
                }
            }
            if !made.isEmpty { try syncDirectory(directory) }
        } catch {
            // Whoever finds one would take it for safe.
            for path in made { rmdir(path) }
            throw error
        }
    }

    /// The size of a regular file in bytes; `nil` where there is none.
    package static func size(of path: String) -> Int64? {
        var about = stat()
        return stat(path, &about) == 0 && about.st_mode & S_IFMT == S_IFREG ? Int64(about.st_size) : nil
    }

    /// When a file's content last changed, in milliseconds since 1970.
    package static func modified(_ path: String) -> Int64? {
        var about = stat()
        guard stat(path, &about) == 0 else { return nil }
        return Int64(about.st_mtim.tv_sec) &* 1000 &+ Int64(about.st_mtim.tv_nsec) / 1_000_000
    }

    /// Takes a file away; one that is not there is gone already.
    package static func remove(_ path: String) throws(FileFailure) {
        guard unlink(path) == 0 || errno == ENOENT else { throw FileFailure(path, errno) }
    }

    package static func rename(_ path: String, to other: String) throws(FileFailure) {
        guard Glibc.rename(path, other) == 0 else { throw FileFailure(other, errno) }
    }

    /// Gives `path`, a file that never changes, a second name at `other`: on the same file system without a copy.
    ///
    /// True where it was copied, and synced. Directories are not synced.
    @discardableResult
    package static func linkOrCopy(_ path: String, to other: String) throws(FileFailure) -> Bool {
        if link(path, other) == 0 { return false }
        guard errno == EXDEV || errno == EPERM || errno == EMLINK || errno == ENOTSUP else {
            throw FileFailure(other, errno)
        }
        let draft = "\(other).new"
        try copy(path, to: draft)
        try rename(draft, to: other)
        return true
    }

    /// Copies a file's bytes into a new one, in place of one that is there, and syncs it; its directory is not.
    package static func copy(_ path: String, to other: String) throws(FileFailure) {
        let source = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard source >= 0 else { throw FileFailure(path, errno) }
        defer { close(source) }
        unlink(other)
        let target = open(other, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard target >= 0 else { throw FileFailure(other, errno) }
        defer { close(target) }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        do throws(FileFailure) {
            while true {
                let count = Glibc.read(source, &buffer, buffer.count)
                if count < 0 && errno == EINTR { continue }
                guard count >= 0 else { throw FileFailure(path, errno) }
                guard count > 0 else { break }
                var rest = buffer.prefix(count)
                while !rest.isEmpty {
                    let written = rest.withUnsafeBytes { write(target, $0.baseAddress, $0.count) }
                    if written < 0 && errno == EINTR { continue }
                    guard written > 0 else { throw FileFailure(other, errno) }
                    rest = rest.dropFirst(written)
                }
            }
            guard fsync(target) == 0 else { throw FileFailure(other, errno) }
        } catch {
            unlink(other)
            throw error
        }
    }

    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Whether there is a file that this process may execute.
    package static func isProgram(_ path: String) -> Bool { !isDirectory(path) && access(path, X_OK) == 0 }

    package static func isDirectory(_ path: String) -> Bool {
        var about = stat()
        return stat(path, &about) == 0 && about.st_mode & S_IFMT == S_IFDIR
    }

    /// True for a directory whose names this process may not read.
    package static func isClosed(_ directory: String) -> Bool {
        isDirectory(directory) && access(directory, R_OK | X_OK) != 0
    }

    /// Names in a directory, in order; empty where there is none.
    package static func names(in directory: String) -> [String] {
        guard let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: Int(entry.pointee.d_reclen)) {
                    String(cString: $0)
                }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Bytes that are free for us where `path` lies; `nil` where that cannot be told.
    package static func freeBytes(at path: String) -> UInt64? {
        var about = statvfs()
        guard statvfs(path, &about) == 0 else { return nil }
        return UInt64(about.f_bavail).multipliedReportingOverflow(by: UInt64(about.f_frsize)).partialValue
    }

    /// The directory that holds `path`.
    package static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// `path` itself where it is absolute, else what it is beneath `directory`.
    package static func path(_ path: String, beneath directory: String) -> String {
        path.hasPrefix("/") ? path : "\(directory)/\(path)"
    }

    /// The path without links and `..`; `nil` where it does not exist.
    package static func absolute(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Makes the names in a directory durable.
    package static func syncDirectory(_ directory: String) throws(FileFailure) {
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure(directory, errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileFailure(directory, errno) }
    }
}

/// Why a file could not be read or written.
package struct FileFailure: Error, Hashable, CustomStringConvertible {
    package let path: String
    package let reason: String
    /// True where the disk, or the user's share of it, is full.
    package let isFull: Bool
    /// True where there is no such file, or no directory for it.
    package let isMissing: Bool

    init(_ path: String, _ code: Int32) {
        self.path = path
        isMissing = code == ENOENT
        reason = String(cString: strerror(code))
        isFull = code == ENOSPC || code == EDQUOT
    }

    init(_ path: String, _ reason: String, isFull: Bool = false) {
        (self.path, self.reason, self.isFull) = (path, reason, isFull)
        isMissing = false
    }

    /// No room at `path`, for a reason of ours.
    package static func full(_ path: String, _ reason: String) -> FileFailure {
        FileFailure(path, reason, isFull: true)
    }

    package var description: String { "\(path): \(reason)" }
}
