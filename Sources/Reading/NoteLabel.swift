/// What calls a footnote: `3`, `2, 3 en 4`, `*`, `1)`.
struct NoteLabel: Equatable {
    /// Each as printed, without what stands around it.
    let labels: [String]

    /// No paper has more footnotes than such a number counts.
    private static let mostDigits = 3
    private static let longest = 24

    init?(_ text: [UInt8]) {
        guard let first = text.first, text.count <= Self.longest, Self.mayBegin(first) else { return nil }
        var labels: [String] = []
        let words = String(decoding: text, as: UTF8.self)
            .split { " ,;()[]".contains($0) }
        for word in words where word != "en" && word != "and" && word != "et" && word != "und" {
            let isNumber = word.utf8.allSatisfy { (0x30...0x39).contains($0) }
            let isMark = word.unicodeScalars.allSatisfy { "*†‡§".unicodeScalars.contains($0) }
            guard isNumber && word.utf8.count <= Self.mostDigits || isMark && word.count <= Self.mostDigits
            else { return nil }
            labels.append(String(word))
        }
        guard !labels.isEmpty else { return nil }
        self.labels = labels
    }

    /// Whether a label, a word between labels, or a mark around one may begin with this byte; most text does not.
    private static func mayBegin(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x20, 0x28, 0x29, 0x2A, 0x2C, 0x3B, 0x5B, 0x5D, 0x61, 0x65, 0x75, 0x80...: true
        default: false
        }
    }

    /// Whether digits behind `text` are no call but an exponent: `10,4 miljard m³`, `5 km²`.
    static func isExponent(_ label: [UInt8], behind text: some BidirectionalCollection<UInt8>) -> Bool {
        guard label == [0x32] || label == [0x33] else { return false }
        let word = Array(text.reversed().prefix { (0x61...0x7A).contains($0 | 0x20) }.reversed())
        return ["m", "km", "hm", "dm", "cm", "mm"].contains { word.elementsEqual($0.utf8) }
    }
}
