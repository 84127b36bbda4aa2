import CCrypto

/// Message authentication with SHA-256 under one key (RFC 2104).
///
/// What the key makes of the two digests is reckoned once, since it is the same for each message.
///
/// `@unchecked`, since libcrypto's contexts are pointers: nobody writes to these two after they were made, and each code is
/// made in a copy.
package final class HMACSHA256: @unchecked Sendable {
    /// The digests that begin with the key, as RFC 2104 pads it for the message and for the message's digest.
    private let inner: OpaquePointer
    private let outer: OpaquePointer

    /// Bytes that SHA-256 takes in at a time.
    private static let block = 64

    package init(key: [UInt8]) {
        var key = key
        if key.count > Self.block { key = SHA256.hash(key) }
        key += [UInt8](repeating: 0, count: Self.block - key.count)
        inner = Self.context(beginning: key.map { $0 ^ 0x36 })
        outer = Self.context(beginning: key.map { $0 ^ 0x5C })
    }

    deinit {
        EVP_MD_CTX_free(inner)
        EVP_MD_CTX_free(outer)
    }

    /// The code of the message that `parts` make up, 32 bytes.
    package func code(for parts: [UInt8]...) -> [UInt8] {
        guard let context = EVP_MD_CTX_new() else { preconditionFailure("libcrypto has no memory") }
        defer { EVP_MD_CTX_free(context) }
        Self.begin(context, as: inner)
        for part in parts { EVP_DigestUpdate(context, part, part.count) }
        let digest = Self.finish(context)
        Self.begin(context, as: outer)
        EVP_DigestUpdate(context, digest, digest.count)
        return Self.finish(context)
    }

    private static func context(beginning bytes: [UInt8]) -> OpaquePointer {
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1,
            EVP_DigestUpdate(context, bytes, bytes.count) == 1
        else { preconditionFailure("libcrypto has no memory or no SHA-256") }
        return context
    }

    private static func begin(_ context: OpaquePointer, as other: OpaquePointer) {
        guard EVP_MD_CTX_copy_ex(context, other) == 1 else { preconditionFailure("libcrypto has no memory") }
    }

    private static func finish(_ context: OpaquePointer) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { digest, count in
            var length: UInt32 = 0
            EVP_DigestFinal_ex(context, digest.baseAddress, &length)
            count = Int(length)
        }
    }
}
