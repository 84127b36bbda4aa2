import Glibc

/// An open file, closed when it is let go.
struct Descriptor: ~Copyable {
    let number: Int32

    init(opening path: String, flags: Int32) throws(FolderFailure) {
        number = open(path, flags)
        guard number >= 0 else { throw FolderFailure(path, errno) }
    }

    init(opening name: String, in directory: borrowing Descriptor, flags: Int32) throws(FolderFailure) {
        number = openat(directory.number, name, flags)
        guard number >= 0 else { throw FolderFailure(name, errno) }
    }

    deinit { if number >= 0 { close(number) } }

    /// Up to `size` bytes from the start; fewer where the file has become shorter.
    func bytes(size: Int, name: String) throws(FolderFailure) -> [UInt8] {
        var failure: FolderFailure?
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = read(number, buffer.baseAddress.map { $0 + count }, size - count)
                if got > 0 {
                    count += got
                } else if got == 0 {
                    break
                } else if errno != EINTR {
                    failure = FolderFailure(name, errno)
                    break
                }
            }
        }
        if let failure { throw failure }
        return bytes
    }
}
