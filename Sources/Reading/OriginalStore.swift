import DispatchIsolation
import Hashing
import Host
package import Pipeline

/// Keeps the bytes of papers as evidence: files named by their SHA-256, written once and never changed.
package actor OriginalStore {
    private nonisolated let executor = DispatchExecutor(label: "originals")
    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    private let directory: String
    /// More than any paper that is fetched.
    private static let largestRead = 256 << 20

    /// - Parameter directory: where to keep them; made when the first is kept.
    package init(directory: String) { self.directory = directory }

    /// Stores `original` durably, unless it is there already, and says which it is.
    ///
    /// Throws ``LogFailure/full(_:)`` where there is no room, ``LogFailure/broken(_:)`` where the disk fails.
    package func keep(_ original: Original) throws(LogFailure) -> OriginalReference {
        let hash = hex(SHA256.hash(original.bytes))
        let folder = "\(directory)/\(hash.prefix(2))"
        let path = "\(folder)/\(hash)"
        do throws(FileFailure) {
            if !Files.exists(path) {
                try Files.makeDirectory(directory)
                try Files.makeDirectory(folder)
                try Files.writeDurably(original.bytes, to: path)
            }
        } catch {
            throw error.isFull ? .full("\(error)") : .broken("\(error)")
        }
        return OriginalReference(sha256: hash, mediaType: original.mediaType, url: original.url)
    }

    /// The bytes that were kept under that SHA-256; `nil` where there are none, or others than there should be.
    package func bytes(of sha256: String) -> [UInt8]? {
        let path = "\(directory)/\(sha256.prefix(2))/\(sha256)"
        guard let bytes = try? Files.read(path, limit: OriginalStore.largestRead),
            hex(SHA256.hash(bytes)) == sha256
        else { return nil }
        return bytes
    }
}
