extension DutchStem {
    /// Letters of which every word with that stem begins with one: for looking words up where no stems are stored.
    ///
    /// ``stem(_:)`` taken back step by step: what is cut off an end needs nothing, a vowel may have been doubled, the last
    /// letter may have been soft, and `-heid` was `-heden`.
    package static func beginnings(of stem: String) -> [String] {
        let letters = Array(stem.utf8)
        guard let last = letters.last, letters.count > 1 else { return [stem] }
        var found = [letters]
        let vowel = letters.count - 2
        if "aeouy".utf8.contains(letters[vowel]) {
            var long = letters
            long.insert(letters[vowel], at: vowel)
            found.append(long)
        }
        let soft: UInt8? =
            switch last {
            case UInt8(ascii: "f"): UInt8(ascii: "v")
            case UInt8(ascii: "s"): UInt8(ascii: "z")
            default: nil
            }
        if let soft { found += found.map { $0.dropLast() + [soft] } }
        // A participle of a verb in -eren has lost its ge-.
        if stem.hasSuffix("er") { found += found.map { Array("ge".utf8) + $0 } }
        if stem.hasSuffix("heid") { found.append(letters.dropLast(3) + Array("eden".utf8)) }
        return found.map { String(decoding: $0, as: UTF8.self) }
            + irregular.filter { $0.value == stem }.map(\.key)
    }
}
