import Pipeline

/// Finds the publisher's lines, and the notes of the page above them, in text whose own line ends were lost.
enum InlineFurniture {
    /// The lines, parted around what pages add to the text.
    static func parted(_ lines: [PaperLine]) -> [PaperLine] {
        var result: [PaperLine] = []
        result.reserveCapacity(lines.count)
        var note = 1
        for line in lines {
            var start = 0
            for furniture in places(in: line.text) {
                if furniture.lowerBound > start {
                    result += withNotes(line, start..<furniture.lowerBound, &note)
                }
                var foot = line.head(to: furniture.upperBound).tail(from: furniture.lowerBound)
                foot.role = .furniture
                result.append(foot)
                start = furniture.upperBound
            }
            if start == 0 {
                result.append(line)
            } else if start < line.text.count {
                result.append(line.tail(from: start))
            }
        }
        return result
    }

    /// The text of a page, with its notes, which stand last, on lines of their own.
    private static func withNotes(_ line: PaperLine, _ range: Range<Int>, _ note: inout Int) -> [PaperLine] {
        var cuts: [Int] = []
        var index = range.lowerBound
        while index < range.upperBound {
            if index > range.lowerBound, line.text[index - 1] == 0x20, startsNote(line.text, index, note) {
                cuts.append(index)
                note += 1
            }
            index += 1
        }
        var result: [PaperLine] = []
        var start = range.lowerBound
        for end in cuts + [range.upperBound] {
            let part = line.head(to: end)
            if start < part.text.count {
                result.append(start == 0 ? part : part.tail(from: start, keepingEarlierCalls: false))
            }
            start = end
        }
        return result
    }

    /// Whether note `number` begins here: no space parts its number from its text, as the publisher sets it.
    private static func startsNote(_ text: Bytes, _ index: Int, _ number: Int) -> Bool {
        var scanner = ByteScanner(text, at: index)
        guard scanner.number(maximumDigits: 3) == number, let next = scanner.current else { return false }
        return next.isASCIIUppercase || next == 0xC2 || next == 0xE2 || scanner.skip("http")
            || scanner.skip("www")
    }

    // MARK: The publisher's lines

    private static func places(in text: Bytes) -> [Range<Int>] {
        var places: [Range<Int>] = []
        var start = 0
        while let found = text[start...].firstRange(of: "tweede kamer, vergaderjaar ") {
            start = found.upperBound
            guard let end = footEnd(text, found.upperBound) else { continue }
            // A line of its own is told from the text as it is.
            if found.lowerBound > 0 || end < text.count {
                places.append(footStart(text, found.lowerBound, after: places.last?.upperBound ?? 0)..<end)
            }
            start = end
        }
        return places
    }

    /// Behind `2024–2025, Aanhangsel 6`.
    private static func footEnd(_ text: Bytes, _ start: Int) -> Int? {
        var scanner = ByteScanner(text, at: start)
        guard scanner.number() != nil, scanner.skipDash(), scanner.number() != nil, scanner.skip(",") else {
            return nil
        }
        scanner.skipSpaces()
        guard scanner.skip("aanhangsel") || scanner.skip("vragen"), scanner.skipSpaces(),
            scanner.number() != nil
        else { return nil }
        return scanner.position
    }

    /// Where `ah-tk-20242025-575 ISSN 0921 - 7398 ’s-Gravenhage 2024` begins, if that stands before the foot.
    private static func footStart(_ text: Bytes, _ foot: Int, after limit: Int) -> Int {
        let reach = max(limit, foot - 90)
        let before = text[reach..<foot]
        let signs = ["ah-tk-", "kv-tk-", "issn ", "\u{2019}s-gravenhage ", "'s-gravenhage "]
        return signs.compactMap { before.firstRange(of: $0)?.lowerBound }.min() ?? foot
    }
}
