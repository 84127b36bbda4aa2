/// Tells Dutch prose from that of its neighbours, by the little words that only one of them has.
enum DutchProse {
    private static let dutch: Set<String> = [
        "het", "een", "van", "niet", "zijn", "dat", "voor", "werd", "wordt", "worden", "naar", "ook", "bij",
        "aan", "uit", "heeft", "deze", "kabinet",
    ]
    private static let foreign: Set<String> = [
        "the", "and", "to", "for", "that", "were", "has", "which", "by",
        "und", "das", "ist", "nicht", "wurde", "wurden", "der", "zu", "mit", "den", "auf",
        "les", "des", "et", "du", "que", "pour", "dans", "est", "une",
    ]
    /// So much of a text says enough.
    private static let longest = 4000

    /// Whether `text` may be Dutch; true where nothing tells.
    static func isLikely(_ text: Bytes) -> Bool {
        var balance = 0
        for word in text.prefix(longest).split(whereSeparator: { !$0.isLetter }) where word.count < 8 {
            let folded = String(decoding: word.map(\.asciiLowercased), as: UTF8.self)
            if dutch.contains(folded) { balance += 1 }
            if foreign.contains(folded) { balance -= 1 }
        }
        return balance >= 0
    }
}
