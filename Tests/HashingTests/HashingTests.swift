import Hashing
import Testing

@Suite struct HashingTests {
    @Test(
        "hashes the examples of FIPS 180-4",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func hashes(_ text: String, _ digest: String) {
        #expect(hex(SHA256.hash(text.utf8)) == digest)
        #expect(hex(SHA256.hash(Array(text.utf8))) == digest)
        #expect(hex(SHA256.hash(AnySequence(text.utf8))) == digest)
    }

    @Test func `hashes pieces as the whole`() {
        let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var digest = SHA256()
        for start in stride(from: 0, to: bytes.count, by: 777) {
            digest.update(bytes[start..<min(start + 777, bytes.count)])
        }
        #expect(digest.finish() == SHA256.hash(bytes))
    }

    @Test(
        "authenticates the examples of RFC 4231",
        arguments: [
            (
                Array("Jefe".utf8), "what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
            (
                Array(repeating: UInt8(0x0B), count: 20), "Hi There",
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                Array(repeating: UInt8(0xAA), count: 131),
                "Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
            ),
        ])
    func authenticates(_ key: [UInt8], _ message: String, _ code: String) {
        #expect(hex(HMACSHA256(key: key).code(for: Array(message.utf8))) == code)
    }

    @Test func `authenticates with an empty key and an empty message`() {
        #expect(
            hex(HMACSHA256(key: []).code(for: []))
                == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
    }

    @Test(
        "encodes and decodes base64 as RFC 4648 §10",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ])
    func base64(_ plain: String, _ encoded: String) {
        #expect(Base64.encode(Array(plain.utf8)) == encoded)
        #expect(Base64.decode(encoded) == Array(plain.utf8))
    }

    @Test func `joins the pieces of a long text`() throws {
        let bytes = (0..<(3 << 20) + 2).map { UInt8(truncatingIfNeeded: $0) }
        #expect(try #require(Base64.decode(Base64.encode(bytes))) == bytes)
    }

    @Test(
        "refuses what is not base64",
        arguments: [
            "Zg", "Zg=", "Zg===", "Z===", "====", "Zm9v\n", " Zm9", "Zm9-", "Zm=v", "Zg==Zg==", "é12",
        ])
    func refuses(_ text: String) { #expect(Base64.decode(text) == nil) }

    @Test(
        "writes base32 as RFC 4648 §10, in lower case and without padding",
        arguments: [
            ("", ""), ("f", "my"), ("fo", "mzxq"), ("foo", "mzxw6"), ("foob", "mzxw6yq"),
            ("fooba", "mzxw6ytb"), ("foobar", "mzxw6ytboi"),
        ])
    func base32s(_ plain: String, _ encoded: String) { #expect(base32(Array(plain.utf8)) == encoded) }

    @Test func `cuts base32 where it is told`() {
        let digest = SHA256.hash("abc".utf8)
        #expect(base32(digest, length: 26) == String(base32(digest).prefix(26)))
        #expect(base32(digest, length: 26).utf8.count == 26)
        #expect(base32(digest, length: 0).isEmpty)
    }
}
