import CCrypto

/// SHA-256 (FIPS 180-4), of bytes at hand or of bytes that come in pieces.
///
/// `SHA256.hash(bytes)` for the first; `var digest = SHA256()`, `update` and `finish` for the second.
package struct SHA256: ~Copyable {
    /// Bytes in a digest.
    package static let length = 32

    private let context: OpaquePointer

    /// Looked up once: libcrypto looks up what `EVP_sha256` stands for at every use, which takes longer than a short digest.
    ///
    /// `unsafe`, since it is a pointer: what it leads to is libcrypto's, counts its own references, and is never freed.
    private nonisolated(unsafe) static let algorithm = EVP_MD_fetch(nil, "SHA256", nil) ?? EVP_sha256()

    package init() {
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, Self.algorithm, nil) == 1 else {
            preconditionFailure("libcrypto has no memory or no SHA-256")
        }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    package mutating func update(_ bytes: some Sequence<UInt8>) {
        withContiguousBytes(of: bytes) { bytes in
            // Fails only on a context that was finished, which `finish` rules out by consuming it.
            _ = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
        }
    }

    /// The digest of everything that was handed to ``update(_:)``.
    package consuming func finish() -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { digest, count in
            var length: UInt32 = 0
            EVP_DigestFinal_ex(context, digest.baseAddress, &length)
            count = Int(length)
        }
    }

    package static func hash(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var digest = SHA256()
        digest.update(bytes)
        return digest.finish()
    }
}

/// Calls `body` with the elements as they lie in memory, copied where they do not lie together.
func withContiguousBytes<Result>(
    of bytes: some Sequence<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
) -> Result {
    bytes.withContiguousStorageIfAvailable(body) ?? Array(bytes).withUnsafeBufferPointer(body)
}
