
/// What a page carries besides the text: running heads and feet, page numbers, the publisher's lines.
struct Furniture {
    /// The text of a paper without its furniture, and the furniture.
    struct Result {
        var lines: [PaperLine]
        var removed: [Bytes]
    }

    /// How many lines at the top and at the bottom of a page may be a running head or foot.
    private static let edge = 3

    /// Takes the furniture out of `lines`.
    ///
    /// - Parameters:
    ///   - lines: the paper.
    ///   - kept: indexes of lines that look like page numbers and are none.
    static func remove(from lines: [PaperLine], keeping kept: Set<Int>) -> Result {
        let running = runningLines(lines, keeping: kept)
        var result = Result(lines: [], removed: [])
        result.lines.reserveCapacity(lines.count)
        var cut = false
        for (index, line) in lines.enumerated() {
            let isFurniture =
                running.contains(index) || isPublishers(line.text)
                || (!kept.contains(index) && isPageNumber(line.text) && standsAlone(index, in: lines))
            if isFurniture {
                result.removed.append(line.text)
                cut = true
                continue
            }
            var line = line
            line.isAfterCut = line.isAfterCut || cut
            if !line.isBlank { cut = false }
            result.lines.append(line)
        }
        return result
    }

    // MARK: Lines that come back on every page

    /// Lines at the edges of pages that are the same on several of them but for their digits.
    private static func runningLines(_ lines: [PaperLine], keeping kept: Set<Int>) -> Set<Int> {
        let edges = edgeLines(lines).filter { !kept.contains($0) }
        let pages = Set(lines.map(\.page)).count
        guard pages > 1 else { return [] }
        var found: [Bytes: (indexes: [Int], pages: Set<Int>)] = [:]
        for index in edges {
            let line = lines[index].text
            guard line.count <= 200, Marker.read(line) == nil, !PartyHead.matches(line) else { continue }
            let key = masked(line)
            found[key, default: ([], [])].indexes.append(index)
            found[key, default: ([], [])].pages.insert(lines[index].page)
        }
        // Two pages are enough for a line with a number that counts them; a sentence may begin two pages by chance.
        let common = found.filter { key, value in
            let threshold = key.contains(0x23) || pages == 2 ? 2 : 3
            return value.pages.count >= max(threshold, pages / 3)
        }
        return Set(common.values.flatMap(\.indexes))
    }

    private static func edgeLines(_ lines: [PaperLine]) -> [Int] {
        var result: [Int] = []
        var (start, index) = (0, 0)
        while index <= lines.count {
            if index == lines.count || lines[index].page != lines[start].page {
                var filled: [Int] = []
                var scan = start
                while scan < index, filled.count < edge {
                    if !lines[scan].isBlank { filled.append(scan) }
                    scan += 1
                }
                result += filled
                var (last, count) = (index - 1, 0)
                while last > (filled.last ?? start), count < edge {
                    if !lines[last].isBlank {
                        result.append(last)
                        count += 1
                    }
                    last -= 1
                }
                start = index
            }
            index += 1
        }
        return result
    }

    /// The line with one mark for every run of digits, and one space for every run of spaces.
    private static func masked(_ line: Bytes) -> Bytes {
        var result: Bytes = []
        for byte in line {
            let byte: UInt8 = byte.isDigit ? 0x23 : byte
            if (byte == 0x23 || byte == 0x20) && result.last == byte { continue }
            result.append(byte)
        }
        return result
    }

    // MARK: Page numbers

    /// `20`, `- 3 -`, `Pagina 3 van 12`, `3/12`.
    private static func isPageNumber(_ line: Bytes) -> Bool {
        guard line.count <= 24 else { return false }
        var scanner = ByteScanner(line)
        let dash = scanner.skipDash()
        scanner.skipSpaces()
        let word = scanner.skipAnyWord(["pagina", "page", "blz.", "p."])
        scanner.skipSpaces()
        guard scanner.number() != nil else { return false }
        scanner.skipSpaces()
        if scanner.skip("/") || scanner.skipAnyWord(["van", "of"]) {
            scanner.skipSpaces()
            guard scanner.number() != nil else { return false }
        } else if dash {
            guard scanner.skipDash() else { return false }
        }
        _ = word
        return scanner.atEnd
    }

    /// A number within a paragraph is part of it, or the call of a footnote.
    private static func standsAlone(_ index: Int, in lines: [PaperLine]) -> Bool {
        let before = index == 0 || lines[index - 1].isBlank || lines[index].isAfterCut
        let after =
            index + 1 >= lines.count || lines[index + 1].isBlank || lines[index + 1].isAfterCut
        return before && (after || lines[index].isAfterCut)
    }

    // MARK: The publisher's lines

    /// `Tweede Kamer, vergaderjaar 2024–2025, Aanhangsel 6`, `ISSN 0921 - 7398…`, `ah-tk-20242025-595`.
    private static func isPublishers(_ line: Bytes) -> Bool {
        guard let first = line.first, line.count <= 200 else { return false }
        switch first {
        case 0x54, 0x45:  // T, E
            var scanner = ByteScanner(line)
            guard scanner.skip("tweede kamer, vergaderjaar ") || scanner.skip("eerste kamer, vergaderjaar "),
                scanner.number() != nil, scanner.skipDash(), scanner.number() != nil
            else { return false }
            return line.last?.isDigit == true || scanner.rest.has("aanhangsel") || scanner.rest.has("vragen")
        case 0x49: return line.starts(withFolded: "issn ")
        case 0x61, 0x6B, 0x68:  // a, k, h
            return ["ah-tk-", "kv-tk-", "kst-", "h-tk-", "ah-ek-"].contains { line.starts(withFolded: $0) }
                && !line.contains(0x20)
        case 0xE2, 0x27:
            return line.count <= 120 && line.has("s-gravenhage ") && line.prefix(16).contains { $0 == 0x73 }
        default: return false
        }
    }
}
