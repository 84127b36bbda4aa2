import Hashing
package import Pipeline

/// Signs messages as Standard Webhooks 1.0.0 says, symmetrically: HMAC-SHA256 over id, timestamp and body.
///
/// <https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>
package struct WebhookSignature: Sendable {
    private let keys: [HMACSHA256]

    /// Signs with each of `keys`, so that a receiver who knows any of them is content while keys are changed.
    package init(keys: [[UInt8]]) { self.keys = keys.map(HMACSHA256.init) }

    /// The value of `webhook-signature`; `timestamp` is in seconds since 1970.
    package func header(id: String, timestamp: Int64, body: [UInt8]) -> String {
        let beginning = Array("\(id).\(timestamp).".utf8)
        return keys.map { "v1," + Base64.encode($0.code(for: beginning, body)) }.joined(separator: " ")
    }

    /// Reads a secret as the specification writes it: `whsec_` and 24 to 64 bytes in base64.
    ///
    /// Throws ``InvalidOptions`` about `secret`, without a word of what it holds.
    package static func key(_ secret: String, called name: String) throws(InvalidOptions) -> [UInt8] {
        let prefix = "whsec_"
        let text = secret.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
        let form = "a secret is \"\(prefix)\" and 24 to 64 random bytes in base64"
        guard text.starts(with: prefix) else {
            throw InvalidOptions("secret", "\(name) does not begin with \"\(prefix)\"; \(form)")
        }
        guard let key = Base64.decode(String(text.dropFirst(prefix.count))) else {
            throw InvalidOptions("secret", "\(name) is not base64 after \"\(prefix)\"; \(form)")
        }
        guard (24...64).contains(key.count) else {
            throw InvalidOptions("secret", "\(name) has \(key.count) bytes; \(form)")
        }
        return key
    }
}
