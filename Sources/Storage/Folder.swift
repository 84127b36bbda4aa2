import DispatchIsolation
import Glibc

/// A directory that others write to, read without trusting what is in it.
///
/// Symbolic links, devices, pipes and what lies in further directories are passed over: only regular files of this very
/// directory are seen. Everything blocks on a queue of its own.
package actor Folder {
    package struct File: Hashable, Sendable {
        /// As it stands in the directory, in UTF-8.
        package var name: String
        package var size: Int64
        /// Milliseconds since 1970 when its content changed, which whoever writes it may set as they like.
        package var modified: Int64
        /// Milliseconds since 1970 when anything about it changed, which nobody can set.
        package var changed: Int64
    }

    package struct Listing: Sendable {
        package var files: [File] = []
        /// Names that are no UTF-8, and so could not be told to anyone.
        package var unreadableNames = 0
    }

    package nonisolated let path: String
    private let executor: DispatchExecutor

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// The most entries of a directory that are looked at.
    package static let mostEntries = 100_000

    package init(_ path: String) {
        self.path = path
        executor = DispatchExecutor(label: "bode.folder")
    }

    /// The regular files in it, ordered by name.
    package func listing() throws(FolderFailure) -> Listing {
        let directory = try Descriptor(opening: path, flags: O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        // The stream closes its descriptor, so it gets one of its own.
        let own = fcntl(directory.number, F_DUPFD_CLOEXEC, 0)
        guard own >= 0, let stream = fdopendir(own) else {
            if own >= 0 { close(own) }
            throw FolderFailure(path, errno)
        }
        defer { closedir(stream) }
        var listing = Listing()
        var seen = 0
        errno = 0
        while let entry = readdir(stream), seen < Self.mostEntries {
            seen += 1
            var bytes = entry.pointee.d_name
            let name = withUnsafeBytes(of: &bytes) { raw in
                String(validating: raw.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard let name else {
                listing.unreadableNames += 1
                continue
            }
            var status = stat()
            guard fstatat(directory.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0, status.isRegularFile
            else {
                continue
            }
            listing.files.append(File(name, status))
        }
        listing.files.sort { $0.name < $1.name }
        return listing
    }

    /// The bytes of the file called `name`, with what it was like when they were read.
    ///
    /// Throws where it is no regular file, is larger than `limit`, or changes while it is being read.
    package func read(_ name: String, limit: Int) throws(FolderFailure) -> (bytes: [UInt8], file: File) {
        guard !name.isEmpty, name != ".", name != "..", !name.utf8.contains(0x2F), !name.utf8.contains(0)
        else {
            throw FolderFailure(path, EINVAL)
        }
        let directory = try Descriptor(opening: path, flags: O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        // Not to be led elsewhere by a link, nor held up by a pipe.
        let descriptor = try Descriptor(
            opening: name, in: directory, flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        var status = stat()
        guard fstat(descriptor.number, &status) == 0 else { throw FolderFailure(name, errno) }
        guard status.isRegularFile else { throw FolderFailure(name, EINVAL) }
        guard status.st_size <= limit else { throw FolderFailure(name, EFBIG) }
        let bytes = try descriptor.bytes(size: Int(status.st_size), name: name)
        var after = stat()
        guard fstat(descriptor.number, &after) == 0 else { throw FolderFailure(name, errno) }
        let file = File(name, status)
        guard bytes.count == Int(status.st_size), File(name, after) == file else {
            throw FolderFailure(name, EAGAIN)
        }
        return (bytes, file)
    }
}

/// Why a folder or a file in it could not be read.
package struct FolderFailure: Error, Equatable, Sendable, CustomStringConvertible {
    package let what: String
    /// The number by which the system says why.
    package let code: Int32

    init(_ what: String, _ code: Int32) { (self.what, self.code) = (what, code) }

    /// Whether trying again cannot help.
    package var isPermanent: Bool { code == EFBIG || code == EINVAL || code == ELOOP || code == EISDIR }

    package var description: String {
        switch code {
        case EFBIG: "\(what) is too large"
        case EINVAL, ELOOP: "\(what) is no regular file"
        case EAGAIN: "\(what) is being written"
        default: "\(what): \(String(cString: strerror(code)))"
        }
    }
}

extension Folder.File {
    fileprivate init(_ name: String, _ status: stat) {
        self.init(
            name: name, size: Int64(status.st_size), modified: status.st_mtim.milliseconds,
            changed: status.st_ctim.milliseconds)
    }
}

extension stat {
    fileprivate var isRegularFile: Bool { st_mode & S_IFMT == S_IFREG }
}

extension timespec {
    fileprivate var milliseconds: Int64 {
        let (whole, tooMany) = Int64(tv_sec).multipliedReportingOverflow(by: 1000)
        return tooMany ? (tv_sec < 0 ? .min : .max) : whole &+ Int64(tv_nsec) / 1_000_000
    }
}
