import CZip

/// Takes files out of a ZIP archive that is held in memory, as far as its limits let it.
///
/// What an archive says of its own sizes is never believed: bytes are counted as they come out, so that a bomb costs what the
/// limits allow and no more.
package enum ZIPArchive {
    package struct Limits: Sendable {
        /// Files in the archive, wanted or not.
        package var entries: Int
        /// Bytes of all wanted files together, unpacked.
        package var bytes: Int
        /// How many times its packed size a file larger than ``plainBytes`` may have unpacked.
        ///
        /// DEFLATE reaches 1032; markup of office programs has been seen at some 40.
        package var ratio: Int
        /// The size up to which the ratio does not matter, since even an empty form may pack as well as a bomb.
        package var plainBytes: Int

        package init(
            entries: Int = 5000, bytes: Int = 48 << 20, ratio: Int = 250, plainBytes: Int = 2 << 20
        ) {
            (self.entries, self.bytes, self.ratio, self.plainBytes) = (entries, bytes, ratio, plainBytes)
        }
    }

    /// The wanted files that are in `archive`, unpacked, by name; of several with one name the last that libzip finds.
    ///
    /// Throws ``ArchiveFailure`` where any of them cannot be had.
    package static func files(
        in archive: [UInt8], limits: Limits = Limits(), where isWanted: (_ name: String) -> Bool
    ) throws(ArchiveFailure) -> [String: [UInt8]] {
        // Before libzip sees it, which takes memory for every entry; whichever of several directories it would choose.
        guard entries(named: archive, upTo: limits.entries) <= limits.entries else {
            throw .tooLarge("the archive has more than \(limits.entries) files")
        }
        let result: Result<[String: [UInt8]], ArchiveFailure> = archive.withUnsafeBytes { raw in
            guard let handle = Handle(raw) else {
                return .failure(.broken("the archive is damaged or cut off"))
            }
            return Result { () throws(ArchiveFailure) in try files(in: handle, limits, isWanted) }
        }
        return try result.get()
    }

    private static func files(
        in archive: borrowing Handle, _ limits: Limits, _ isWanted: (String) -> Bool
    ) throws(ArchiveFailure) -> [String: [UInt8]] {
        let count = zip_get_num_entries(archive.pointer, 0)
        guard count <= limits.entries else {
            throw .tooLarge("the archive has more than \(limits.entries) files")
        }
        var files: [String: [UInt8]] = [:]
        var left = limits.bytes
        for index in 0..<UInt64(max(0, count)) {
            guard let name = zip_get_name(archive.pointer, index, 0).map({ String(cString: $0) }),
                isWanted(name)
            else { continue }
            let file = try file(index, in: archive, limits, atMost: left)
            left -= file.count
            files[name] = file
        }
        return files
    }

    private static let chunk = 1 << 16

    private static func file(
        _ index: UInt64, in archive: borrowing Handle, _ limits: Limits, atMost most: Int
    ) throws(ArchiveFailure) -> [UInt8] {
        var status = zip_stat_t()
        zip_stat_init(&status)
        guard zip_stat_index(archive.pointer, index, 0, &status) == 0 else {
            throw .broken("the archive is damaged")
        }
        guard status.encryption_method == UInt16(ZIP_EM_NONE) else {
            throw .locked("the archive is locked by a password")
        }
        guard let file = zip_fopen_index(archive.pointer, index, 0) else {
            throw .broken("a file in the archive is damaged, or packed in an unknown way")
        }
        defer { zip_fclose(file) }
        let packed = Int(clamping: status.comp_size)
        let (scaled, isLarge) = packed.multipliedReportingOverflow(by: limits.ratio)
        let plausible = max(limits.plainBytes, isLarge ? .max : scaled)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: chunk)
        while true {
            let count = zip_fread(file, &buffer, UInt64(chunk))
            // Also where the sum of the whole does not match.
            guard count >= 0 else { throw .broken("a file in the archive is damaged") }
            guard count > 0 else { return bytes }
            bytes += buffer[..<Int(count)]
            guard bytes.count <= most else {
                throw .tooLarge("the files in the archive have more than \(limits.bytes) bytes")
            }
            guard bytes.count <= plausible else {
                throw .tooLarge("a file in the archive unpacks to more than \(limits.ratio) times its size")
            }
        }
    }

    /// How often the mark of a directory's entry stands in the archive; more than `most` is counted no further.
    private static func entries(named archive: [UInt8], upTo most: Int) -> Int {
        var (count, window): (Int, UInt32) = (0, 0)
        for byte in archive {
            window = window << 8 | UInt32(byte)
            // "PK", 1, 2: APPNOTE 6.3.10, 4.3.12
            guard window == 0x504B_0102 else { continue }
            count += 1
            if count > most { break }
        }
        return count
    }

    /// Owns libzip's archive, over bytes that outlive it.
    private struct Handle: ~Copyable {
        let pointer: OpaquePointer

        init?(_ bytes: UnsafeRawBufferPointer) {
            guard let source = zip_source_buffer_create(bytes.baseAddress, UInt64(bytes.count), 0, nil) else {
                return nil
            }
            guard let pointer = zip_open_from_source(source, ZIP_RDONLY, nil) else {
                zip_source_free(source)
                return nil
            }
            self.pointer = pointer
        }

        deinit { zip_discard(pointer) }
    }
}

/// Why files could not be had from an archive.
package enum ArchiveFailure: Error, Equatable, CustomStringConvertible {
    /// No archive, or a damaged one.
    case broken(String)
    /// It takes a password.
    case locked(String)
    /// It passes a limit: the text says which.
    case tooLarge(String)

    package var description: String {
        switch self {
        case .broken(let why), .locked(let why), .tooLarge(let why): why
        }
    }
}
