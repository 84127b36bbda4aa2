import Glibc

/// Whose a state directory is.
package enum StateOwner {
    /// Lets this process go on as the owner of `directory`, where root started it and the directory is somebody else's.
    ///
    /// What root wrote there the service could not read afterwards: a database's write-ahead log, an original. Does nothing
    /// where the directory does not exist, or the process is not root's. Every thread changes with it, and there is no way back.
    ///
    /// - Returns: whether the process is another user's now.
    /// - Throws: ``FileFailure`` where the system refuses.
    @discardableResult
    package static func become(of directory: String) throws(FileFailure) -> Bool {
        var status = stat()
        guard geteuid() == 0, stat(directory, &status) == 0, status.st_uid != 0 else { return false }
        guard setgroups(0, nil) == 0, setgid(status.st_gid) == 0, setuid(status.st_uid) == 0 else {
            throw FileFailure(
                directory,
                "is another user's, and root cannot go on as them: \(String(cString: strerror(errno)))")
        }
        return true
    }
}
