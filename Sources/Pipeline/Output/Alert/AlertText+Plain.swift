extension AlertText {
    /// The alert as plain text, in lines of at most `width` characters; what matched stands between asterisks.
    ///
    /// An address is longer than that where it has to be.
    public func plain(width: Int = 74) -> String {
        let width = max(width, 20)
        var blocks = [Self.wrapped(title, width: width)]
        let head = ([paper].compactMap(\.self) + (place.isEmpty ? [] : [place.joined(separator: " · ")]))
        if !head.isEmpty { blocks.append(head.flatMap { Self.wrapped($0, width: width) }) }
        for passage in passages {
            if !passage.label.isEmpty {
                blocks.append(Self.wrapped(passage.label.uppercasedFirstWord, width: width))
            }
            for (index, paragraph) in passage.paragraphs.enumerated() {
                let text = paragraph.map { $0.isMarked ? "*\($0.text)*" : $0.text }.joined()
                let lines = Self.wrapped(text, width: width, indent: passage.label.isEmpty ? "" : "  ")
                // The label stands right above its text.
                if index == 0, !passage.label.isEmpty {
                    blocks[blocks.count - 1] += lines
                } else {
                    blocks.append(lines)
                }
            }
        }
        let margin = (facts.map(\.label.count).max() ?? 0) + 2
        let told = facts.flatMap { fact in
            Self.wrapped(
                fact.label + String(repeating: " ", count: margin - fact.label.count) + fact.text,
                width: width,
                hanging: String(repeating: " ", count: margin))
        }
        if !told.isEmpty { blocks.append(told) }
        if let url { blocks.append([url]) }
        return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    /// The words of `text` in lines; lines after the first begin with `hanging`, or with `indent` like the first.
    static func wrapped(_ text: String, width: Int, indent: String = "", hanging: String? = nil) -> [String] {
        let hanging = hanging ?? indent
        var lines: [String] = []
        var line = indent
        var length = indent.unicodeScalars.count
        var isEmpty = true
        // A label with its spaces is one word.
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let count = word.unicodeScalars.count
            if !isEmpty, length + 1 + count > width, !word.isEmpty {
                lines.append(line)
                (line, length, isEmpty) = (hanging, hanging.unicodeScalars.count, true)
            }
            if !isEmpty { line += " " }
            line += word
            length += count + (isEmpty ? 0 : 1)
            isEmpty = false
        }
        lines.append(line)
        return lines
    }
}

extension String {
    /// `Vraag 22 · CDA` as a heading of plain text: `VRAAG 22 · CDA`.
    fileprivate var uppercasedFirstWord: String {
        let word = prefix { $0 != " " }
        return word.uppercased() + dropFirst(word.count)
    }
}
