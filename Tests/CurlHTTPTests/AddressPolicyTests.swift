import CurlHTTP
import Pipeline
import Testing

@Suite struct AddressPolicyTests {
    struct Sample: Sendable, CustomTestStringConvertible {
        let address: String
        let isPublic: Bool
        let why: String
        var testDescription: String { "\(address): \(why)" }

        init(_ address: String, _ isPublic: Bool, _ why: String) {
            (self.address, self.isPublic, self.why) = (address, isPublic, why)
        }
    }

    @Test(
        "lets through the public internet and nothing else",
        arguments: [
            Sample("0.0.0.0", false, "this network, which Linux takes for loopback"),
            Sample("0.255.255.255", false, "the last of this network"),
            Sample("1.0.0.0", true, "the first after it"),
            Sample("1.1.1.1", true, "a resolver"),
            Sample("9.255.255.255", true, "the last before the private ten"),
            Sample("10.0.0.0", false, "private"),
            Sample("10.255.255.255", false, "the last private ten"),
            Sample("11.0.0.0", true, "the first after the private ten"),
            Sample("100.63.255.255", true, "the last before the carriers' range"),
            Sample("100.64.0.1", false, "shared by a carrier's customers"),
            Sample("100.127.255.255", false, "the last shared one"),
            Sample("100.128.0.0", true, "the first after the carriers' range"),
            Sample("127.0.0.1", false, "loopback"),
            Sample("127.255.255.254", false, "loopback too"),
            Sample("128.0.0.0", true, "the first after loopback"),
            Sample("169.253.255.255", true, "the last before link-local"),
            Sample("169.254.169.254", false, "a cloud's metadata"),
            Sample("172.15.255.255", true, "the last before the private sixteen"),
            Sample("172.16.0.0", false, "private"),
            Sample("172.31.255.255", false, "the last private one"),
            Sample("172.32.0.0", true, "the first after them"),
            Sample("192.0.0.8", false, "protocol assignments"),
            Sample("192.0.2.55", false, "documentation"),
            Sample("192.0.3.0", true, "the first after documentation"),
            Sample("192.88.99.1", false, "a 6to4 relay"),
            Sample("192.168.1.1", false, "private"),
            Sample("192.169.0.0", true, "the first after them"),
            Sample("198.17.255.255", true, "the last before benchmarking"),
            Sample("198.18.0.1", false, "benchmarking"),
            Sample("198.19.255.255", false, "the last of benchmarking"),
            Sample("198.20.0.0", true, "the first after it"),
            Sample("198.51.100.1", false, "documentation"),
            Sample("203.0.113.1", false, "documentation"),
            Sample("223.255.255.255", true, "the last before multicast"),
            Sample("224.0.0.1", false, "multicast"),
            Sample("239.255.255.255", false, "multicast"),
            Sample("240.0.0.1", false, "reserved"),
            Sample("255.255.255.255", false, "broadcast"),
            Sample("::", false, "unspecified"),
            Sample("::1", false, "loopback"),
            Sample("::127.0.0.1", false, "an IPv4 address in the form given up"),
            Sample("::ffff:127.0.0.1", false, "loopback inside"),
            Sample("::ffff:10.1.2.3", false, "private inside"),
            Sample("::ffff:a9fe:a9fe", false, "a cloud's metadata inside"),
            Sample("::ffff:1.1.1.1", true, "public inside"),
            Sample("64:ff9b::1.1.1.1", false, "NAT64"),
            Sample("64:ff9b::7f00:1", false, "NAT64 to loopback"),
            Sample("64:ff9b:1::1", false, "local NAT64"),
            Sample("100::1", false, "the discard range"),
            Sample("2000::1", true, "the first of global unicast"),
            Sample("2001::1", false, "Teredo"),
            Sample("2001:0:7f00:1::", false, "Teredo with loopback inside"),
            Sample("2001:1ff:ffff::1", false, "the last of the protocol assignments"),
            Sample("2001:200::1", true, "the first after them"),
            Sample("2001:db8::1", false, "documentation"),
            Sample("2001:db9::1", true, "the first after documentation"),
            Sample("2002:7f00:1::1", false, "6to4 with loopback inside"),
            Sample("2002:101:101::1", false, "6to4"),
            Sample("2003::1", true, "the first after 6to4"),
            Sample("2606:4700:4700::1111", true, "a resolver"),
            Sample("3ffe:ffff::1", true, "the last before documentation"),
            Sample("3fff::1", false, "documentation"),
            Sample("3fff:fff:ffff::1", false, "the last of documentation"),
            Sample("3fff:1000::1", true, "the first after it"),
            Sample("5f00::1", false, "segment routing"),
            Sample("4000::1", false, "not given out"),
            Sample("fc00::1", false, "private"),
            Sample("fdff:ffff::1", false, "private"),
            Sample("fe80::1", false, "link-local"),
            Sample("fe80::10%eth0", false, "link-local with a scope"),
            Sample("fec0::1", false, "site-local"),
            Sample("ff02::1", false, "multicast"),
        ])
    func judges(_ sample: Sample) throws {
        let address = try #require(IPAddress(sample.address))
        #expect(address.isPublic == sample.isPublic)
        let objection = try AddressPolicy().objection(to: address, port: 443)
        #expect((objection == nil) == sample.isPublic)
    }

    @Test(
        "reads an address in one spelling only",
        arguments: [
            "", "1", "2130706433", "0x7f.1", "127.1", "0127.0.0.1", "127.0.0.1.", "127.0.0.1%lo",
            " 127.0.0.1",
            "::1 ", "[::1]", "1.2.3.4/8", "localhost", ":::", "1.2.3.256",
        ])
    func refuses(_ text: String) { #expect(IPAddress(text) == nil) }

    @Test func `says how to allow what it refuses`() throws {
        let policy = try AddressPolicy()
        #expect(
            policy.objection(to: try #require(IPAddress("127.0.0.1")), port: 8080)
                == "127.0.0.1 is not a public address; allow it with allow: [\"127.0.0.1/32:8080\"]")
        #expect(
            policy.objection(to: try #require(IPAddress("::1")), port: 443)
                == "::1 is not a public address; allow it with allow: [\"[::1]/128:443\"]")
    }

    @Test(
        "takes back its own advice",
        arguments: [("127.0.0.1", 8080), ("::1", 443), ("fd00::12", 1), ("::ffff:10.0.0.1", 80)]
            as [(String, UInt16)])
    func allows(_ text: String, _ port: UInt16) throws {
        let address = try #require(IPAddress(text))
        let objection = try #require(try AddressPolicy().objection(to: address, port: port))
        let advice = try #require(objection.split(separator: "\"").dropFirst().first)
        let policy = try AddressPolicy(allowing: [String(advice)])
        #expect(policy.objection(to: address, port: port) == nil)
        #expect(policy.objection(to: address, port: port + 1) != nil)
    }

    @Test(
        "allows a range on a port",
        arguments: [
            ("10.0.0.0/8:*", "10.9.8.7", 1, true),
            ("10.0.0.0/8:443", "10.9.8.7", 443, true),
            ("10.0.0.0/8:443", "10.9.8.7", 444, false),
            ("10.0.0.0/8:*", "11.0.0.1", 1, true),
            ("10.0.0.0/8:*", "172.16.0.1", 1, false),
            ("0.0.0.0/0:80", "127.0.0.1", 80, true),
            ("0.0.0.0/0:80", "::1", 80, false),
            ("[fd00::]/8:443", "fd12::1", 443, true),
            ("[fd00::]/8:443", "fe80::1", 443, false),
            ("127.0.0.1/32:80", "::ffff:127.0.0.1", 80, true),
            ("127.0.0.1/32:80", "127.0.0.2", 80, false),
        ] as [(String, String, UInt16, Bool)])
    func allows(_ range: String, _ address: String, _ port: UInt16, _ isAllowed: Bool) throws {
        let policy = try AddressPolicy(allowing: [range])
        #expect((policy.objection(to: try #require(IPAddress(address)), port: port) == nil) == isAllowed)
    }

    @Test(
        "says what is wrong with an exception",
        arguments: [
            ("127.0.0.1:8080", "has no prefix length"),
            ("", "has no prefix length"),
            ("localhost/32:80", "does not begin with an address"),
            ("fe80::1%eth0/64:80", "does not begin with an address"),
            ("127.0.0.1/32", "names no port"),
            ("127.0.0.1/33:80", "between 0 and 32"),
            ("127.0.0.1/-1:80", "between 0 and 32"),
            ("[::1]/129:80", "between 0 and 128"),
            ("127.0.0.1/99999999999999999999:80", "between 0 and 32"),
            ("127.0.0.1/32:", "neither \"*\" nor between 1 and 65535"),
            ("127.0.0.1/32:0", "neither"),
            ("127.0.0.1/32:65536", "neither"),
            ("127.0.0.1/32:+80", "neither"),
            ("127.0.0.1/32:http", "neither"),
            ("10.1.2.3/8:*", "the range begins at 10.0.0.0"),
            ("::1/128:80", "needs brackets"),
        ])
    func complains(_ range: String, _ problem: String) throws {
        let refusal = try #require(throws: InvalidOptions.self) { try AddressRange(range) }
        #expect(refusal.option == "allow")
        #expect(refusal.problem.contains(problem))
    }
}
