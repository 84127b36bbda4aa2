import CCrypto

/// Message authentication with SHA-256 (RFC 2104).
package enum HMACSHA256 {
    /// The code of `message` under `key`, 32 bytes.
    package static func code(for message: some Sequence<UInt8>, key: some Sequence<UInt8>) -> [UInt8] {
        withContiguousBytes(of: key) { key in
            withContiguousBytes(of: message) { message in
                [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { code, count in
                    var length: UInt32 = 0
                    let result = HMAC(
                        EVP_sha256(), key.baseAddress, Int32(clamping: key.count), message.baseAddress,
                        message.count, code.baseAddress, &length)
                    guard result != nil else { preconditionFailure("libcrypto has no memory or no SHA-256") }
                    count = Int(length)
                }
            }
        }
    }
}
