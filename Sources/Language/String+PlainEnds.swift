extension String {
    /// True where its bytes end so; `hasSuffix` compares characters, which costs many times more.
    package func hasPlainSuffix(_ end: String) -> Bool {
        let (count, all) = (end.utf8.count, utf8.count)
        guard all >= count else { return false }
        var (own, other) = (utf8.endIndex, end.utf8.endIndex)
        for _ in 0..<count {
            (own, other) = (utf8.index(before: own), end.utf8.index(before: other))
            if utf8[own] != end.utf8[other] { return false }
        }
        return true
    }

    /// True where its bytes begin so.
    package func hasPlainPrefix(_ start: String) -> Bool { utf8.starts(with: start.utf8) }
}
