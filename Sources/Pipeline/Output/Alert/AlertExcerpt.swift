/// The part of a text that a reader needs: its sentences that matched, with those around them.
struct AlertExcerpt {
    private let scalars: [Unicode.Scalar]
    private let marks: [Range<Int>]
    private let sentences: [Sentence]

    private struct Sentence {
        var range: Range<Int>
        /// Which paragraph it stands in.
        var paragraph: Int
    }

    /// What is put where something was left out.
    static let gap = "[…]"
    /// A longer match is a place rather than words, and marking it would mark everything.
    private static let longestMark = 80

    /// `marks` are in Unicode scalars; those that lie outside of the text are passed over.
    init(_ text: String, marks: [Range<Int>]) {
        scalars = Array(text.unicodeScalars)
        var merged: [Range<Int>] = []
        let count = scalars.count
        let sorted = marks.filter { $0.lowerBound >= 0 && $0.upperBound <= count && !$0.isEmpty }
            .filter { $0.count <= Self.longestMark }
            .sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        for mark in sorted {
            // Words that follow each other are one mark.
            guard let last = merged.last,
                mark.lowerBound <= last.upperBound
                    || (mark.lowerBound == last.upperBound + 1 && scalars[last.upperBound] == " ")
            else {
                merged.append(mark)
                continue
            }
            merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, mark.upperBound)
        }
        self.marks = merged
        sentences = Self.sentences(of: scalars)
    }

    /// The marked words with their places, in the order of the text.
    var marked: [(place: Range<Int>, words: String)] { marks.map { ($0, Self.text(scalars[$0])) } }

    /// The paragraphs to show: all where the text is not longer than `length`, else the sentence with the most marks, and as
    /// much as fits of the first one, of others with marks and of `context` sentences around them.
    func paragraphs(context: Int, length: Int) -> [[AlertText.Run]] {
        guard !sentences.isEmpty else { return [] }
        let whole = sentences.reduce(0) { $0 + $1.range.count }
        guard whole > length else { return runs(of: Set(sentences.indices), clippedTo: .max) }
        let counts = sentences.map { sentence in marks.count { $0.overlaps(sentence.range) } }
        let best = sentences.indices.filter { counts[$0] > 0 }
            .sorted { (-counts[$0], $0) < (-counts[$1], $1) }
        var chosen: Set<Int> = [best.first ?? 0]
        var rest = length - sentences[best.first ?? 0].range.count
        func add(_ index: Int) {
            guard sentences.indices.contains(index), !chosen.contains(index) else { return }
            guard sentences[index].range.count <= rest else { return }
            chosen.insert(index)
            rest -= sentences[index].range.count
        }
        // The first one often is the answer: "No."
        add(0)
        for index in best {
            add(index)
            guard chosen.contains(index) else { continue }
            for step in 1..<max(context, 0) + 1 {
                add(index - step)
                add(index + step)
            }
        }
        // Nothing matched here: the beginning says most.
        if best.isEmpty {
            for index in sentences.indices.dropFirst() where chosen.contains(index - 1) { add(index) }
        }
        return runs(of: chosen, clippedTo: length)
    }

    // MARK: Writing it out

    private func runs(of chosen: Set<Int>, clippedTo length: Int) -> [[AlertText.Run]] {
        var paragraphs: [[AlertText.Run]] = []
        var (last, lastParagraph): (Int?, Int?) = (nil, nil)
        for index in chosen.sorted() {
            let sentence = sentences[index]
            let isGap = last.map { $0 + 1 != index } ?? (index > 0)
            if sentence.paragraph == lastParagraph {
                paragraphs[paragraphs.count - 1].append(.init(isGap ? " \(Self.gap) " : " "))
            } else if isGap, isFirst(index), !paragraphs.isEmpty {
                paragraphs[paragraphs.count - 1].append(.init(" " + Self.gap))
                paragraphs.append([])
            } else {
                paragraphs.append(isGap ? [.init(Self.gap + " ")] : [])
            }
            paragraphs[paragraphs.count - 1] += runs(of: sentence.range, clippedTo: length)
            (last, lastParagraph) = (index, sentence.paragraph)
        }
        if let last, last + 1 < sentences.count {
            paragraphs[paragraphs.count - 1].append(.init(" " + Self.gap))
        }
        return paragraphs
    }

    /// True for the first sentence of its paragraph.
    private func isFirst(_ index: Int) -> Bool {
        index == 0 || sentences[index - 1].paragraph != sentences[index].paragraph
    }

    private func runs(of sentence: Range<Int>, clippedTo length: Int) -> [AlertText.Run] {
        let range = window(of: sentence, length)
        var runs: [AlertText.Run] = range.lowerBound > sentence.lowerBound ? [.init("… ")] : []
        var place = range.lowerBound
        for mark in marks where mark.upperBound > range.lowerBound && mark.lowerBound < range.upperBound {
            let part = mark.clamped(to: place..<range.upperBound)
            if part.lowerBound > place { runs.append(.init(Self.text(scalars[place..<part.lowerBound]))) }
            if !part.isEmpty { runs.append(.init(Self.text(scalars[part]), isMarked: true)) }
            place = max(place, part.upperBound)
        }
        if place < range.upperBound { runs.append(.init(Self.text(scalars[place..<range.upperBound]))) }
        if range.upperBound < sentence.upperBound { runs.append(.init("…")) }
        return runs
    }

    /// What is shown of a sentence that is too long: around its first mark, from the beginning of a word.
    private func window(of sentence: Range<Int>, _ length: Int) -> Range<Int> {
        guard sentence.count > length else { return sentence }
        let mark = marks.first { $0.overlaps(sentence) }?.lowerBound ?? sentence.lowerBound
        var start = min(max(mark - length / 3, sentence.lowerBound), sentence.upperBound - length)
        if start > sentence.lowerBound, let space = scalars[start..<max(mark, start)].firstIndex(of: " ") {
            start = space + 1
        }
        return start..<min(start + length, sentence.upperBound)
    }

    /// The scalars as text on one line.
    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var result = String.UnicodeScalarView()
        for scalar in scalars { result.append(scalar.actsOnTerminalsOrLines ? " " : scalar) }
        return String(result)
    }

    // MARK: Sentences

    /// Sentences without the white space around them; a line's end ends one too.
    ///
    /// It only decides where an excerpt may be cut, so a sentence that is parted wrongly costs nothing but elegance.
    private static func sentences(of scalars: [Unicode.Scalar]) -> [Sentence] {
        var sentences: [Sentence] = []
        var (start, paragraph) = (0, 0)
        func end(at place: Int) {
            var range = start..<place
            while let first = range.first, scalars[first].properties.isWhitespace {
                range = range.dropFirst()
            }
            while let last = range.last, scalars[last].properties.isWhitespace { range = range.dropLast() }
            if !range.isEmpty { sentences.append(Sentence(range: range, paragraph: paragraph)) }
            start = place
        }
        for (index, scalar) in scalars.enumerated() {
            if scalar == "\n" {
                end(at: index)
                paragraph += 1
            } else if scalar == " ", index > start, endsSentence(from: start, before: index, in: scalars) {
                end(at: index)
            }
        }
        end(at: scalars.count)
        return sentences
    }

    private static func endsSentence(from start: Int, before space: Int, in scalars: [Unicode.Scalar]) -> Bool
    {
        var mark = space - 1
        while mark > 0, [")", "”", "’", "\"", "'", "»"].contains(scalars[mark]) { mark -= 1 }
        guard [".", "!", "?"].contains(scalars[mark]), space + 1 < scalars.count else { return false }
        let next = scalars[space + 1].properties
        guard next.isUppercase || next.numericType != nil || !next.isAlphabetic else { return false }
        guard scalars[mark] == "." else { return true }
        // "2. Hoeveel …": the number of what follows.
        let isNumber = scalars[start..<mark].allSatisfy {
            $0.properties.numericType != nil || $0 == " " || $0 == "\n"
        }
        guard !isNumber else { return false }
        // "J. Jansen", "nr. 12", "art. 5".
        var word = mark
        while word > 0, scalars[word - 1].properties.isAlphabetic { word -= 1 }
        guard mark - word > 1 else { return mark == word }
        return !abbreviations.contains(text(scalars[word..<mark]).lowercased())
    }

    /// Words that a point shortens, of those that stand before capitals and numbers.
    private static let abbreviations: Set = [
        "nr", "nrs", "no", "art", "blz", "jl", "dhr", "mw", "mevr", "mr", "mrs", "ms", "dr", "drs", "ir",
        "ing",
        "prof", "st", "stb", "stcrt", "resp", "incl", "excl", "ca", "vs", "cf", "par", "al", "pag", "vgl",
        "bijv", "zgn",
    ]
}
