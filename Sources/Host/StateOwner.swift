import Glibc

/// Whose a state directory is.
///
/// What root wrote there the service could not read afterwards: a database's write-ahead log, an original. So commands of root
/// act as the owner of the state, or give them what they wrote. Where the process is not root's, or the state is, nothing is done.
package enum StateOwner {
    /// Lets this process go on as the owner of `directory` for good.
    ///
    /// Every thread changes with it, and there is no way back.
    ///
    /// - Returns: whether the process is another user's now.
    /// - Throws: ``FileFailure`` where the system refuses.
    @discardableResult
    package static func become(of directory: String) throws(FileFailure) -> Bool {
        guard let owner = stranger(directory) else { return false }
        guard setgroups(0, nil) == 0, setgid(owner.group) == 0, setuid(owner.user) == 0 else {
            throw refusal(directory)
        }
        return true
    }

    /// Does `body` as the owner of `directory`, and is root again afterwards.
    package static func acting<Value>(
        for directory: String, _ body: () async throws -> Value
    ) async throws -> Value {
        guard let owner = stranger(directory) else { return try await body() }
        guard setegid(owner.group) == 0, seteuid(owner.user) == 0 else { throw refusal(directory) }
        defer {
            seteuid(0)
            setegid(0)
        }
        return try await body()
    }

    /// Gives what root owns in `folder`, and the folder itself, to the owner of `directory`.
    package static func handOver(_ folder: String, toOwnerOf directory: String) throws(FileFailure) {
        guard let owner = stranger(directory) else { return }
        var rest = [folder]
        while let path = rest.popLast() {
            var about = stat()
            guard lstat(path, &about) == 0 else { continue }
            if about.st_uid == 0, lchown(path, owner.user, owner.group) != 0 {
                throw FileFailure(path, errno)
            }
            guard about.st_mode & S_IFMT == S_IFDIR else { continue }
            rest += Files.names(in: path).map { "\(path)/\($0)" }
        }
    }

    /// The owner, where this process is root's and the directory is somebody else's.
    private static func stranger(_ directory: String) -> (user: uid_t, group: gid_t)? {
        var about = stat()
        guard geteuid() == 0, stat(directory, &about) == 0, about.st_uid != 0 else { return nil }
        return (about.st_uid, about.st_gid)
    }

    private static func refusal(_ directory: String) -> FileFailure {
        FileFailure(
            directory,
            "is another user's, and root cannot go on as them: \(String(cString: strerror(errno)))")
    }
}
