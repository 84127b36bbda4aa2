import Language

/// What a word may begin or be, so that each rule passes over most words with a look at a bit.
///
/// A word is looked for once, in one table of all words that rules begin with, and not by each rule in tables of its own.
struct WordRoles: OptionSet, Sendable {
    let rawValue: UInt16

    /// An office or a title may stand here; see ``Offices``.
    static let office = WordRoles(rawValue: 1)
    /// An amount may begin here; see ``Amounts``.
    static let amount = WordRoles(rawValue: 2)
    /// The number of a paper may begin here; see ``DocumentNumbers``.
    static let document = WordRoles(rawValue: 4)
    /// A name that is built as others are may begin here or, for what stands before a quotation, behind it; see ``Patterns``.
    static let pattern = WordRoles(rawValue: 8)
    static let quoted = WordRoles(rawValue: 16)
    /// Small words of one language; see ``Tongue``.
    static let dutch = WordRoles(rawValue: 32)
    static let english = WordRoles(rawValue: 64)
    static let french = WordRoles(rawValue: 128)
    static let german = WordRoles(rawValue: 256)

    private static let table: WordMap<WordRoles> = {
        var table: WordMap<WordRoles> = [:]
        func add(_ words: [Word], _ role: WordRoles) {
            for word in words { table[word, default: []].insert(role) }
        }
        add(OfficeWords.beginnings.words, .office)
        add(AmountWords.beginnings.words + Numeral.words, .amount)
        add(DocumentNumbers.beginnings.words, .document)
        add(Patterns.beginnings.words, .pattern)
        add(Patterns.quotedKinds.words, .quoted)
        for (tongue, words) in Tongue.marks { add(words.map { Word(folded: $0) }, tongue.mark) }
        return table
    }()

    init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The roles of each word of a text.
    static func all(in text: TokenizedText) -> [WordRoles] {
        let (table, officeEnds) = (Self.table, OfficeWords.allEnds)
        return text.tokens.map { token in
            let word = token.word
            var roles = table[word] ?? []
            if word.hasDigit {
                roles.formUnion([.amount, .document])
            } else if word.count > Numeral.longestWord, Numeral.mayBeCompound(word) {
                roles.insert(.amount)
            }
            if officeEnds.contains(endOf: word) { roles.insert(.office) }
            return roles
        }
    }
}
