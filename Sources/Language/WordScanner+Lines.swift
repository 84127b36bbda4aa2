// Words that go on past a soft hyphen or the end of a line.

extension WordScanner {
    /// Where the word goes on past a soft hyphen or a broken line; `nil` where it ends here.
    func continuation(isAcronym: Bool) -> Int? {
        var next = index
        while let (scalar, width) = scalar(next), Folding.isIgnorable(scalar) { next += width }
        let sawSoftHyphen = next > index
        var sawHyphen = false
        if let (scalar, width) = scalar(next), Self.isHyphen(scalar) {
            sawHyphen = true
            next += width
        }
        if !sawHyphen, let (scalar, _) = scalar(next), Self.isWord(scalar) { return next }
        guard sawHyphen || sawSoftHyphen, let start = lineStart(after: next),
            decode(start).scalar.properties.isLowercase, sawSoftHyphen || !isAcronym,
            !isConjunction(at: start)
        else { return nil }
        return start
    }

    /// The first word character of the next line, where only one line end lies between.
    private func lineStart(after position: Int) -> Int? {
        var (next, newlines) = (position, 0)
        while newlines < 2, let (scalar, width) = scalar(next) {
            switch scalar {
            case "\n": newlines += 1
            case " ", "\t", "\r": break
            default: return newlines == 1 && Self.isWord(scalar) ? next : nil
            }
            next += width
        }
        return nil
    }

    /// True before `en` and `of`: the hyphen stands for a left-out half, as in `in- en uitvoer`.
    private func isConjunction(at position: Int) -> Bool {
        let end = bytes[position...].prefix(4).prefix(while: ASCII.isWord)
        let goesOn = scalar(end.endIndex).map { Self.isWord($0.0) } ?? false
        return !goesOn && (end.elementsEqual("en".utf8) || end.elementsEqual("of".utf8))
    }
}
