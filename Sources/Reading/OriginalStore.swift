import DispatchIsolation
import Hashing
package import Host
package import Pipeline

/// Keeps the bytes of papers as evidence: files named by their SHA-256, written once and never changed.
package actor OriginalStore {
    private nonisolated let executor = DispatchExecutor(label: "originals")
    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    private let directory: String
    private let reserve: UInt64
    private let onBreak: @Sendable (LogFailure) -> Void
    /// Folders whose names this process knows to be durable.
    private var synced: Set<String> = []
    /// More than any paper that is fetched.
    private static let largestRead = 256 << 20
    /// Names that are synced together: each changes a block of inodes, a few hundred kilobytes in all.
    package static let portion = 64

    /// - Parameters:
    ///   - directory: where to keep them; made when the first is kept.
    ///   - reserve: bytes that must stay free on the file system; nothing is kept below.
    ///   - onBreak: called when a write or a sync has failed, before anybody else hears of it: the place to end the
    ///     process.
    package init(
        directory: String, reserve: UInt64 = 0, onBreak: @escaping @Sendable (LogFailure) -> Void = { _ in }
    ) {
        (self.directory, self.reserve, self.onBreak) = (directory, reserve, onBreak)
    }

    /// Stores `original` durably, unless it is there already, and says which it is.
    ///
    /// Throws ``LogFailure/full(_:)`` where there is no room, ``LogFailure/broken(_:)`` where the disk fails.
    package func keep(_ original: Original) throws(LogFailure) -> OriginalReference {
        let hash = hex(SHA256.hash(original.bytes))
        let folder = "\(directory)/\(hash.prefix(2))"
        let path = "\(folder)/\(hash)"
        do throws(FileFailure) {
            // One that a disk has cut short is stored anew.
            if Files.size(of: path) != Int64(original.bytes.count) {
                try checkRoom(for: original.bytes.count)
                try Files.makeDirectory(directory)
                try Files.makeDirectory(folder)
                try Files.writeDurably(original.bytes, to: path)
            } else if !synced.contains(folder) {
                // The process that wrote it may have died before it came to this.
                for directory in [folder, directory, Files.parent(of: directory)] {
                    try Files.syncDirectory(directory)
                }
                synced.insert(folder)
            }
        } catch {
            guard !error.isFull else { throw .full("\(error)") }
            let failure = LogFailure.broken("\(error)")
            onBreak(failure)
            throw failure
        }
        return OriginalReference(sha256: hash, mediaType: original.mediaType, url: original.url)
    }

    private func checkRoom(for size: Int) throws(FileFailure) {
        let (needed, isTooMuch) = reserve.addingReportingOverflow(UInt64(size))
        guard reserve > 0, let free = Files.freeBytes(at: Files.parent(of: directory)),
            isTooMuch || free < needed
        else { return }
        throw .full(directory, "less than \(reserve >> 20) MiB would be left free")
    }

    /// The bytes that were kept under that SHA-256; `nil` where there are none, or others than there should be.
    package func bytes(of sha256: String) -> [UInt8]? {
        let path = "\(directory)/\(sha256.prefix(2))/\(sha256)"
        guard let bytes = try? Files.read(path, limit: OriginalStore.largestRead),
            hex(SHA256.hash(bytes)) == sha256
        else { return nil }
        return bytes
    }

    // MARK: All of them

    /// An original as it lies on the disk.
    package struct Kept: Sendable {
        package var sha256: String
        package var size: Int64
        /// When it was kept.
        package var since: Timestamp
    }

    /// The originals in one of ``folders``, as they lie there.
    package func list(_ folder: String) -> [Kept] {
        Files.names(in: "\(directory)/\(folder)").compactMap { name in
            let path = "\(directory)/\(folder)/\(name)"
            guard OriginalStore.isHash(name), let size = Files.size(of: path), let time = Files.modified(path)
            else { return nil }
            return Kept(sha256: name, size: size, since: Timestamp(milliseconds: time))
        }
    }

    /// The folders that there are, in order: one for each beginning of a hash.
    package var folders: [String] {
        Files.names(in: directory).filter { $0.utf8.count == 2 && OriginalStore.isHex($0) }
    }

    /// Takes originals away.
    package func drop(_ hashes: [String]) throws(LogFailure) {
        do throws(FileFailure) {
            for hash in hashes { try Files.remove("\(directory)/\(hash.prefix(2))/\(hash)") }
        } catch { throw .broken("\(error)") }
    }

    /// False where the file under that hash has other bytes.
    package func isWhole(_ sha256: String) -> Bool { bytes(of: sha256) != nil }

    /// Gives every original that `other` lacks a second name there, or a copy on another file system.
    ///
    /// Names are synced by the portion, since each sync is a transaction of the file system, which everyone else's waits for:
    /// one for each of some hundred folders, one after the other, and a slow disk has nothing left for others for seconds.
    ///
    /// - Parameters:
    ///   - other: the directory; made where it is missing.
    ///   - rest: called between two portions with the time that the last one took, to leave as much to others.
    /// - Returns: how many were new there.
    /// - Throws: what the file system refused.
    package func export(
        to other: String, rest: (Duration) async -> Void = { _ in }
    ) async throws(FileFailure) -> Int {
        let folders = folders
        guard !folders.isEmpty else { return 0 }
        try Files.makeDirectory(other)
        try Files.makeDirectories(folders, in: other)
        var (count, unsynced, begin) = (0, Set<String>(), ContinuousClock.now)
        for folder in folders {
            let target = "\(other)/\(folder)"
            let there = Set(Files.names(in: target))
            // A backup that was interrupted may have left them there unsynced.
            if !there.isEmpty { unsynced.insert(target) }
            for name in Files.names(in: "\(directory)/\(folder)")
            where OriginalStore.isHash(name) && !there.contains(name) {
                let path = "\(directory)/\(folder)/\(name)"
                do throws(FileFailure) { try Files.linkOrCopy(path, to: "\(target)/\(name)") } catch {
                    // It was too old, and dropped in the meantime.
                    guard error.isMissing, !Files.exists(path) else { throw error }
                    continue
                }
                unsynced.insert(target)
                count += 1
                guard count.isMultiple(of: OriginalStore.portion) else { continue }
                for folder in unsynced { try Files.syncDirectory(folder) }
                unsynced = []
                await rest(ContinuousClock.now - begin)
                begin = .now
            }
        }
        for folder in unsynced { try Files.syncDirectory(folder) }
        return count
    }

    private static func isHash(_ name: String) -> Bool { name.utf8.count == 64 && isHex(name) }
    private static func isHex(_ name: String) -> Bool {
        name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
