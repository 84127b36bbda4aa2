/// Random numbers that are the same on every machine and run, for tests that try odd input.
///
/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(_ seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// `bytes` with a few places changed, cut out, doubled or taken from elsewhere.
    public mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var result = bytes
        for _ in 0..<Int.random(in: 1...6, using: &self) where !result.isEmpty {
            let start = Int.random(in: 0..<result.count, using: &self)
            let end = min(result.count, start + Int.random(in: 0...24, using: &self))
            switch Int.random(in: 0..<5, using: &self) {
            case 0: result[start] = UInt8.random(in: 0...255, using: &self)
            case 1: result.removeSubrange(start..<end)
            case 2:
                result.insert(
                    contentsOf: result[start..<end], at: Int.random(in: 0...result.count, using: &self))
            case 3: result.removeSubrange(start...)
            default:
                result[start] =
                    [0x00, 0x22, 0x26, 0x3C, 0x3E, 0x7F, 0xC2, 0xFF].randomElement(using: &self) ?? 0
            }
        }
        return result
    }
}
