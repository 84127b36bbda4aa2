import Glibc
package import Pipeline

/// A file that is always whole: what is new is written beside it, synced, and put in its place.
package struct WholeFile: Sendable {
    private let place: FilePlace
    private let directory: String

    /// The file at `path`: as it is where it is absolute, else beneath `directory`.
    ///
    /// Throws ``InvalidOptions`` about `path`.
    package init(_ path: String, beneath directory: String) throws(InvalidOptions) {
        place = try FilePlace(path, beneath: directory)
        let whole = place.path
        self.directory = String(whole.prefix(upTo: whole.lastIndex(of: "/") ?? whole.startIndex))
    }

    /// For messages.
    package var path: String { place.path }

    /// Makes the directory that it lies in, where only that one is missing.
    package func makeDirectory() throws(SinkFailure) {
        guard mkdir(directory, 0o755) == 0 || errno == EEXIST else {
            throw failure("create the directory", directory)
        }
    }

    /// Its bytes; `nil` where there is no such file yet.
    ///
    /// Throws ``SinkFailure`` where it is larger than `limit` or no regular file.
    package func read(limit: Int) throws(SinkFailure) -> [UInt8]? {
        try place.withDirectory { (directory) throws(SinkFailure) in
            guard place.identity(in: directory) != nil else { return nil }
            let file = try LineFile(place.name, in: directory, path: path, creating: false)
            guard try file.size() <= limit else {
                throw SinkFailure("\(path) is larger than \(limit) bytes; move it away")
            }
            return try file.read(from: 0)
        }
    }

    /// Puts `bytes` in its place: afterwards, whatever happens, it is the old one or the new one.
    package func replace(with bytes: [UInt8]) throws(SinkFailure) {
        try place.withDirectory { (directory) throws(SinkFailure) in
            let draft = ".\(place.name).new"
            let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW
            // Whoever serves it must be able to read it.
            let descriptor = openat(directory, draft, flags, 0o644)
            guard descriptor >= 0 else { throw failure("create", "\(path).new") }
            var problem = Self.write(bytes, to: descriptor, path)
            if problem == nil, fsync(descriptor) != 0 { problem = failure("sync", path) }
            if Glibc.close(descriptor) != 0, problem == nil { problem = failure("close", path) }
            if problem == nil, renameat(directory, draft, directory, place.name) != 0 {
                problem = failure("replace", path)
            }
            if let problem {
                unlinkat(directory, draft, 0)
                throw problem
            }
            // Otherwise a power cut may bring the old one back, after its successor was settled.
            guard fsync(directory) == 0 else { throw failure("sync the directory of", path) }
        }
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) -> SinkFailure? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return failure("write", path) }
            rest = rest.dropFirst(count)
        }
        return nil
    }
}
