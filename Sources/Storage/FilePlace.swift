import Glibc
package import Pipeline

/// Where a file lies: its directory, opened anew each time, and its name there.
package struct FilePlace: Sendable {
    /// For messages.
    package let path: String
    private let base: String
    /// Directories below `base`, none of which may be a symbolic link.
    private let folders: [String]
    package let name: String

    /// Places `path`: as it is where it is absolute, else beneath `directory` and never outside of it.
    ///
    /// Throws ``InvalidOptions`` about `path`.
    package init(_ path: String, beneath directory: String) throws(InvalidOptions) {
        func problem(_ problem: String) -> InvalidOptions { InvalidOptions("path", problem) }
        guard !path.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
            throw problem("holds a control character")
        }
        var parts = path.split(separator: "/").map(String.init).filter { $0 != "." }
        guard !parts.contains("..") else { throw problem("must not lead upwards with '..'") }
        guard let name = parts.popLast(), !path.hasSuffix("/") else { throw problem("must name a file") }
        guard parts.allSatisfy({ $0.utf8.count <= 255 }), name.utf8.count <= 255 else {
            throw problem("has a name of more than 255 bytes in it")
        }
        self.name = name
        if path.hasPrefix("/") {
            (base, folders) = ("/" + parts.joined(separator: "/"), [])
            self.path = path
        } else {
            (base, folders) = (directory, parts)
            self.path = directory + "/" + path
        }
    }

    /// Calls `body` with a descriptor of the directory.
    package func withDirectory<Result>(_ body: (Int32) throws(SinkFailure) -> Result) throws(SinkFailure)
        -> Result
    {
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
        var directory = open(base, flags)
        guard directory >= 0 else { throw failure("open the directory", base) }
        defer { close(directory) }
        for folder in folders {
            let next = openat(directory, folder, flags | O_NOFOLLOW)
            guard next >= 0 else { throw failure("open the directory '\(folder)' of", path) }
            close(directory)
            directory = next
        }
        return try body(directory)
    }

    /// The file that lies there now, without following a link; `nil` where there is none.
    package func identity(in directory: Int32) -> LineFile.Identity? {
        status(of: name, in: directory).map(LineFile.Identity.init)
    }

    /// Regular files beside it with their sizes, to look for what it was renamed or copied to.
    package func siblings(in directory: Int32) -> [(name: String, identity: LineFile.Identity, size: Int)] {
        // The stream takes the descriptor it is given, and moves its offset: a fresh one.
        let own = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard own >= 0 else { return [] }
        guard let stream = fdopendir(own) else {
            close(own)
            return []
        }
        defer { closedir(stream) }
        var siblings: [(name: String, identity: LineFile.Identity, size: Int)] = []
        for _ in 0..<Self.mostSiblings {
            guard let entry = readdir(stream) else { break }
            let sibling = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard sibling != name, let status = status(of: sibling, in: directory),
                status.st_mode & S_IFMT == S_IFREG
            else { continue }
            siblings.append((sibling, LineFile.Identity(status), status.st_size))
        }
        return siblings
    }

    /// Entries of the directory that are looked at; rotation leaves a few.
    private static let mostSiblings = 10_000

    private func status(of name: String, in directory: Int32) -> stat? {
        var status = stat()
        return fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0 ? status : nil
    }
}
