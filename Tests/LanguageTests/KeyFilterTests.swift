import Language
import Testing

struct KeyFilterTests {
    /// Numbers as those of words are: spread over all bits (splitmix64, prng.di.unimi.it).
    private func keys(_ count: Int, from seed: UInt64) -> [UInt64] {
        (0..<count).map { number in
            var key = (seed &+ UInt64(number)) &* 0x9E37_79B9_7F4A_7C15
            key = (key ^ key >> 30) &* 0xBF58_476D_1CE4_E5B9
            key = (key ^ key >> 27) &* 0x94D0_49BB_1331_11EB
            return key ^ key >> 31
        }
    }

    @Test("may contain each of its numbers", arguments: [0, 1, 2, 63, 64, 65, 10_000])
    func contains(_ count: Int) {
        let keys = keys(count, from: 1)
        let filter = KeyFilter(keys)
        #expect(keys.allSatisfy(filter.mayContain))
    }

    @Test func `contains nothing where it is empty`() {
        let filter = KeyFilter([])
        #expect(!([0, 1, .max] + keys(1000, from: 1)).contains(where: filter.mayContain))
    }

    @Test("takes hardly any other number for one of them", arguments: [1, 100, 10_000, 100_000])
    func seldomErrs(_ count: Int) {
        let filter = KeyFilter(keys(count, from: 1))
        let others = keys(10_000, from: 1 << 40)
        #expect(others.count { filter.mayContain($0) } < 1250)
    }

    @Test(
        "takes numbers that differ in nothing but a few bits, or not at all", arguments: [0, 1, UInt64.max])
    func takes(_ odd: UInt64) {
        let filter = KeyFilter(Array(repeating: odd, count: 100))
        #expect(filter.mayContain(odd) && !filter.mayContain(~odd))
    }
}
