import Language

/// What companies are before the law, in letters with points behind their names: `B.V.`, `N.V.`, `v.o.f.`.
enum LegalForms {
    static let letters: [WordSequence] = [
        ["b", "v"], ["n", "v"], ["c", "v"], ["v", "o", "f"], ["s", "a"],
    ]
}

extension TokenizedText {
    /// The letters of a legal form that may begin at a word; `nil` where none does.
    func legalForm(at index: Int) -> Range<Int>? {
        guard word(index).count == 1, index > 0, tokens[index].gap == .space else { return nil }
        for form in LegalForms.letters.map(\.words) {
            let fits = form.indices.allSatisfy { place in
                word(index + place) == form[place]
                    && (place == 0 || isBetween(index + place - 1, index + place, "."))
            }
            if fits { return index..<index + form.count }
        }
        return nil
    }

    /// True for a letter with a hyphen behind it, which is no initial: `P-Direkt`, not `J-P`.
    func isLetterCompound(_ index: Int) -> Bool {
        tokens.indices.contains(index + 1) && word(index).count == 1 && word(index + 1).count > 1
            && tokens[index + 1].gap == .hyphen
    }
}
