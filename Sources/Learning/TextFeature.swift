package import Language

/// What a model knows a text by: its words, and the pieces of words that compounds and inflections share.
///
/// A feature has a name that people can read: `migratie` is a word, `~migra` is a piece of one, and `_` in it stands for where
/// the word begins or ends: `~_visum`, `~beleid_`.
package struct TextFeature: Hashable, Sendable {
    package enum Kind: Hashable, Sendable, CaseIterable { case word, piece }

    package let kind: Kind
    /// Stands for the name.
    package let fingerprint: Fingerprint
    /// The word of the text that has it.
    package let token: Int

    /// Letters in a piece, the marks of the word's ends included.
    static let pieceLength = 5
    /// Longer words are cut, so that no text costs more than its length.
    private static let longestWord = 64
    private static let pieceMark = UInt8(ascii: "~")
    private static let border = UInt8(ascii: "_")

    /// Calls `body` with every feature of `text`, in the order of its words, and with the feature's name.
    ///
    /// Words without a letter and single letters are none; pieces are those of words of four letters or more.
    package static func forEach(in text: TokenizedText, _ body: (TextFeature, ArraySlice<UInt8>) -> Void) {
        var padded: [UInt8] = []
        for (index, token) in text.tokens.enumerated() where token.letterCase != .none {
            var word = Array(text.letters(index))
            let isASCII = word.allSatisfy { $0 < 0x80 }
            if isASCII { word = Array(word.prefix(longestWord)) }
            guard word.count > 1, word.count <= longestWord else { continue }
            body(TextFeature(kind: .word, fingerprint: Fingerprint(word), token: index), word[...])
            // A letter of another script takes several bytes, and half a letter has no name.
            guard word.count > 3, isASCII else { continue }
            padded.removeAll(keepingCapacity: true)
            padded.append(border)
            padded += word
            padded.append(border)
            for start in 0...(padded.count - pieceLength) {
                let piece = padded[start..<start + pieceLength]
                var fingerprint = Fingerprint()
                fingerprint.add(pieceMark)
                fingerprint.add(piece)
                body(TextFeature(kind: .piece, fingerprint: fingerprint, token: index), piece)
            }
        }
    }

    /// What is written for a feature of that kind with these bytes.
    static func name(_ kind: Kind, _ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        return kind == .word ? text : "~" + text
    }

    /// Whose name that is.
    static func kind(ofNamed name: String) -> Kind { name.utf8.first == pieceMark ? .piece : .word }
}
