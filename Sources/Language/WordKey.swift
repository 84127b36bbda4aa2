/// Makes the number of a word from its letters, eight at a time.
///
/// Each step can be undone (a product by an odd number, and bits mixed with higher ones), so that no two words of the same
/// length, of eight letters at most, have the same number: most words are told apart without a look at their letters.
struct WordKey {
    private var state: UInt64 = 0

    /// The most letters of which a number with the length is as good as the letters.
    static let exactLength = 8

    /// Adds up to eight letters, the first one lowest; only the last letters of a word may be fewer than eight.
    @inline(__always)
    mutating func add(_ letters: UInt64) {
        state = (state ^ letters) &* 0x9E37_79B9_7F4A_7C15
        state ^= state &>> 32
    }

    @inline(__always)
    var value: UInt64 {
        // Once more, since the product's high bits know nothing of the last letters.
        let mixed = state &* 0xD6E8_FEB8_6659_FD93
        return mixed ^ mixed &>> 29
    }

    static func of(_ letters: some Sequence<UInt8>) -> UInt64 {
        var (key, block, place) = (WordKey(), UInt64(0), UInt64(0))
        for letter in letters {
            block |= UInt64(letter) &<< place
            place &+= 8
            if place == 64 {
                key.add(block)
                (block, place) = (0, 0)
            }
        }
        if place > 0 { key.add(block) }
        return key.value
    }
}

/// Makes a number of each beginning of a word, letter by letter: the FNV-1a hash (isthe.com/chongo/tech/comp/fnv) with its
/// last bits mixed.
struct BeginningKey {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    @inline(__always)
    mutating func add(_ letter: UInt8) { state = (state ^ UInt64(letter)) &* 0x0000_0100_0000_01B3 }

    var value: UInt64 { state ^ (state >> 29) }
}
