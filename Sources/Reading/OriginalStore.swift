import DispatchIsolation
import Glibc
import Hashing
package import Pipeline

/// Keeps the bytes of papers as evidence: files named by their SHA-256, written once and never changed.
package actor OriginalStore {
    private nonisolated let executor = DispatchExecutor(label: "originals")
    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    private let directory: String

    /// - Parameter directory: where to keep them; made when the first is kept.
    package init(directory: String) { self.directory = directory }

    /// Stores `original` durably, unless it is there already, and says which it is.
    ///
    /// Throws ``LogFailure/full(_:)`` where there is no room, ``LogFailure/broken(_:)`` where the disk fails.
    package func keep(_ original: Original) throws(LogFailure) -> OriginalReference {
        let hash = hex(SHA256.hash(original.bytes))
        let folder = "\(directory)/\(hash.prefix(2))"
        let path = "\(folder)/\(hash)"
        if access(path, F_OK) != 0 {
            try makeDirectory(directory)
            try makeDirectory(folder)
            try write(original.bytes, to: path, in: folder)
        }
        return OriginalReference(sha256: hash, mediaType: original.mediaType, url: original.url)
    }

    /// Written beside, synced, then renamed: after a crash the file is whole or not there.
    private func write(_ bytes: [UInt8], to path: String, in folder: String) throws(LogFailure) {
        let draft = "\(path).new"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure(draft) }
        var isWhole = true
        var rest = bytes[...]
        while !rest.isEmpty && isWhole {
            let count = unsafe rest.withUnsafeBytes {
                unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count < 0 && errno == EINTR { continue }
            isWhole = count > 0
            rest = rest.dropFirst(max(0, count))
        }
        let problem = isWhole && fsync(descriptor) == 0 ? nil : failure(draft)
        close(descriptor)
        if let problem {
            unlink(draft)
            throw problem
        }
        guard rename(draft, path) == 0 else { throw failure(path) }
        try sync(folder)
    }

    private func makeDirectory(_ path: String) throws(LogFailure) {
        if mkdir(path, 0o700) == 0 {
            let parent = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
                separator: "/")
            try sync(parent.isEmpty ? "/" : parent)
        } else if errno != EEXIST {
            throw failure(path)
        }
    }

    private func sync(_ folder: String) throws(LogFailure) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure(folder) }
    }

    private func failure(_ path: String) -> LogFailure {
        let code = errno
        let text = unsafe "\(path): \(String(cString: strerror(code)))"
        return code == ENOSPC || code == EDQUOT ? .full(text) : .broken(text)
    }
}
