/// Takes out hyphens in the middle of lines, which ended lines before these were joined: `gasleve-ringszekerheid`.
enum SoftHyphens {
    /// Mends the lines of a paper that lost its lines' ends.
    ///
    /// It did where `isKnown`, or where it has one of its words both with a hyphen and without.
    static func mend(_ lines: inout [PaperLine], isKnown: Bool) {
        var words = WantedWords()
        var capitalised = WantedWords()
        for line in lines {
            for place in hyphens(in: line.text) {
                guard let (head, tail) = halves(line.text, place) else { continue }
                let left = head.map(\.asciiLowercased)
                words.want(left + tail.map(\.asciiLowercased))
                capitalised.want(left)
            }
        }
        guard !words.isEmpty else { return }
        for line in lines { see(line.text, &words, &capitalised) }
        guard isKnown || lines.contains(where: { hasBroken($0.text, words) }) else { return }
        for index in lines.indices where lines[index].text.contains(0x2D) {
            mend(&lines[index], words, capitalised)
        }
    }

    private static func hyphens(in text: Bytes) -> [Int] {
        var (places, start): ([Int], Int) = ([], 0)
        while let place = text[...].firstPlace(of: 0x2D, from: start, upTo: text.count) {
            places.append(place)
            start = place + 1
        }
        return places
    }

    /// Takes note of the words of `text` that have no hyphen.
    private static func see(_ text: Bytes, _ words: inout WantedWords, _ capitalised: inout WantedWords) {
        var start = 0
        while start < text.count {
            guard text[start].isWordByte || text[start] == 0x2D else {
                start += 1
                continue
            }
            var (end, hasHyphen) = (start, false)
            while end < text.count, text[end].isWordByte || text[end] == 0x2D {
                hasHyphen = hasHyphen || text[end] == 0x2D
                end += 1
            }
            let word = text[start..<end]
            let isLikely =
                words.isLikely(in: text, from: start, upTo: end)
                || capitalised.isLikely(in: text, from: start, upTo: end)
            start = end
            guard !hasHyphen, word.count < 40, isLikely else { continue }
            let folded = word.map(\.asciiLowercased)
            words.see(folded)
            if word.first?.isASCIIUppercase == true { capitalised.see(folded) }
        }
    }

    private static func hasBroken(_ text: Bytes, _ words: WantedWords) -> Bool {
        hyphens(in: text).contains { place in
            guard let (head, tail) = halves(text, place) else { return false }
            let (left, right) = (head.map(\.asciiLowercased), tail.map(\.asciiLowercased))
            return words.has(left + right) == true && !DutchHyphen.belongs(between: left, right)
        }
    }

    private static func mend(_ line: inout PaperLine, _ words: WantedWords, _ capitalised: WantedWords) {
        var edits: [LineEdit] = []
        for place in hyphens(in: line.text) {
            guard let (head, tail) = halves(line.text, place) else { continue }
            let (left, right) = (head.map(\.asciiLowercased), tail.map(\.asciiLowercased))
            if right == Bytes("en".utf8) || right == Bytes("of".utf8) {
                // `domein- en ketenpartners`: no word is parted before `en`.
                edits.append(.space(before: place + 1))
            } else if words.has(left + right) == true
                || !DutchHyphen.belongs(between: left, right) && !isName(head, left, capitalised)
            {
                edits.append(.removal(of: place))
            }
        }
        line.apply(edits)
    }

    /// `Gülen-aanhangers`: a name that the paper also has alone, and that no small letters could begin.
    private static func isName(_ head: Bytes, _ folded: Bytes, _ capitalised: WantedWords) -> Bool {
        head.first?.isASCIILowercase != true && capitalised.has(folded) == true
    }

    /// The letters on both sides of a hyphen that may have ended a line; `nil` where it cannot have.
    private static func halves(_ text: Bytes, _ place: Int) -> (Bytes, Bytes)? {
        var (start, end) = (place, place + 1)
        while start > 0, text[start - 1].isLetter { start -= 1 }
        while end < text.count, text[end].isLetter { end += 1 }
        guard place - start > 1, end - place > 2, text[place + 1].isASCIILowercase || text[place + 1] >= 0x80
        else { return nil }
        // An address, an amount, or a word of several parts is as its author wrote it.
        for neighbour in [start - 1, end] where text.indices.contains(neighbour) {
            if [0x2D, 0x2F, 0x40, 0x5F, 0x23, 0x25, 0x3D].contains(text[neighbour]) || text[neighbour].isDigit
            {
                return nil
            }
            if text[neighbour] == 0x2E, neighbour == start - 1 || text.indices.contains(end + 1),
                neighbour != end
                    || text[end + 1].isWordByte
            {
                return nil
            }
        }
        let head = Bytes(text[start..<place])
        guard !head.dropFirst().contains(where: \.isASCIIUppercase) else { return nil }
        return (head, Bytes(text[(place + 1)..<end]))
    }
}
