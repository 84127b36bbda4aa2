import Glibc

/// A fresh directory for one program, which its user alone may enter, and which is taken away with all that is in it.
package struct ScratchDirectory: Sendable {
    package let path: String

    /// Makes one in `parent`, which is made too where it is missing; its name begins with `name`.
    package init(in parent: String, named name: String) throws(ScratchFailure) {
        guard mkdir(parent, 0o700) == 0 || errno == EEXIST else { throw ScratchFailure(parent) }
        var template = Array("\(parent)/\(name).XXXXXX".utf8CString)
        let isMade = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map { mkdtemp($0) != nil } ?? false
        }
        guard isMade else { throw ScratchFailure("\(parent)/\(name)") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Takes it away; what cannot be removed stays.
    package func remove() { ScratchDirectory.remove(path) }

    /// Takes away a directory with all that is in it, following no link.
    ///
    /// A program that means ill may have made directories deeper than any path or stack: what lies deeper is moved up before
    /// it is removed, so that neither grows.
    package static func remove(_ path: String) {
        let top = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard top >= 0 else { return }
        defer {
            close(top)
            rmdir(path)
        }
        var moved = 0
        // Each round empties the directories that were at the top; those in them are at the top then.
        while true {
            var isChanged = false
            for name in names(in: top) {
                if unlinkat(top, name, 0) == 0 {
                    isChanged = true
                    continue
                }
                fchmodat(top, name, 0o700, 0)
                let inner = openat(top, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
                guard inner >= 0 else { continue }
                for deeper in names(in: inner) where unlinkat(inner, deeper, 0) != 0 {
                    fchmodat(inner, deeper, 0o700, 0)
                    moved += 1
                    _ = renameat(inner, deeper, top, ".bode-removed-\(moved)")
                }
                close(inner)
                if unlinkat(top, name, AT_REMOVEDIR) == 0 { isChanged = true }
            }
            if !isChanged { return }
        }
    }

    private static func names(in directory: Int32) -> [String] {
        let copy = fcntl(directory, F_DUPFD_CLOEXEC, 3)
        guard copy >= 0, let stream = fdopendir(copy) else { return [] }
        defer { closedir(stream) }
        // The copy shares the place in the directory with those before.
        rewinddir(stream)
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: Int(entry.pointee.d_reclen)) {
                    String(cString: $0)
                }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }
}

/// Why there is no directory for a program.
package struct ScratchFailure: Error, CustomStringConvertible {
    package let description: String
    init(_ path: String) { description = "\(path): \(String(cString: strerror(errno)))" }
}
