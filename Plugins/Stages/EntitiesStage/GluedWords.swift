import Language
import Pipeline

/// Finds words that lost the space between them, as pages that are read from PDF have them: `Afghanistanvoor`.
///
/// What a list knows of such a word is taken, with the place of its letters: `Taliban` in `Talibanopgelegde`, and
/// `InternationaalGerechtshof` whole. Otherwise the word names nothing, since nobody can say where its name ends.
struct GluedWords {
    /// The words that are glued.
    private(set) var words: Set<Int> = []
    /// What the lists know in them.
    private(set) var names: [Mention] = []

    private let text: TokenizedText
    private let vocabulary: Vocabulary
    private let gazetteer: Gazetteer

    init(
        _ text: TokenizedText, matches: [PassageNames.Match], vocabulary: Vocabulary, gazetteer: Gazetteer
    ) {
        (self.text, self.vocabulary, self.gazetteer) = (text, vocabulary, gazetteer)
        var isListed = Array(repeating: false, count: text.tokens.count)
        for match in matches {
            for index in match.tokens where isListed.indices.contains(index) { isListed[index] = true }
        }
        for index in text.tokens.indices
        where text.tokens[index].letterCase.hasCapital && !isListed[index]
            && (Self.shortestWord...Self.longestWord).contains(text.tokens[index].word.count)
            && text.isCapital(index)
        {
            read(index)
        }
    }

    private static let shortestWord = 7
    /// Nobody writes a longer one; it is not taken apart.
    private static let longestWord = 60
    private static let (shortestName, shortestRest) = (5, 3)

    private mutating func read(_ index: Int) {
        let range = text.tokens[index].range
        switch text.tokens[index].letterCase {
        case .mixed: readCapitals(index, range)
        case .capitalised: readSmall(index, range)
        default: return
        }
    }

    /// Two words with capitals: `AmnestyInternational`.
    private mutating func readCapitals(_ index: Int, _ range: Range<Int>) {
        let letters = Array(text.text(in: range))
        guard
            let border = letters.indices.dropFirst().first(where: {
                letters[$0].isUppercase && letters[$0 - 1].isLowercase
            }), border > 2, letters.count - border > 2
        else { return }
        let (first, second) = (String(letters[..<border]), String(letters[border...]))
        if let name = gazetteer.name(first + " " + second) {
            words.insert(index)
            take(name, range)
        } else if let name = gazetteer.single(Word(second)), name.id != nil, name.isThing,
            border >= Self.shortestName
        {
            // `AmbtsberichtenTurkije`
            words.insert(index)
            take(name, range.upperBound - second.utf8.count..<range.upperBound)
        } else if Self.adjectives.contains(Word(first)) || gazetteer.single(Word(first))?.isDemonym == true {
            words.insert(index)
        }
    }

    /// A word and a small one: `Afghaansevrouwen`, `Internationaal Strafhofverdacht`, `Verdraginzake`.
    private mutating func readSmall(_ index: Int, _ range: Range<Int>) {
        let word = text.tokens[index].word
        guard !vocabulary.isCommon(word), !OfficeWords.isPerson(word) else { return }
        let letters = Array(text.letters(index))
        if text.bytes[range].elementsEqual(letters, by: { $0 | 0x20 == $1 && $0 < 0x80 }) {
            // The longest name goes first.
            for border in stride(from: letters.count - 2, through: 4, by: -1) {
                let rest = Spelling(letters[border...])
                let plain = Spelling(letters[..<border])
                let isJoint = Self.joints.contains(rest)
                let isTwo = isJoint || (rest.count >= Self.shortestRest && vocabulary.isCommon(rest))
                let name = plain.count >= Self.shortestName ? gazetteer.single(plain) : nil
                guard isTwo || name != nil else { continue }
                if readParts(index, range, first: border, plain.word, rest.word, name, isTwo: isTwo) {
                    return
                }
            }
        } else {
            // Accents and lost hyphens: the letters as they are printed count.
            let letters = Array(text.text(in: range))
            for border in stride(from: letters.count - 2, through: 4, by: -1) {
                let (first, rest) = (String(letters[..<border]), Word(String(letters[border...])))
                let plain = Word(first)
                let isTwo =
                    Self.joints.contains(rest)
                    || (rest.count >= Self.shortestRest && vocabulary.isCommon(rest))
                let name = plain.count >= Self.shortestName ? gazetteer.single(plain) : nil
                if readParts(index, range, first: first.utf8.count, plain, rest, name, isTwo: isTwo) {
                    return
                }
            }
        }
    }

    /// Takes a word apart behind its `first` bytes; false where it is none of these two.
    private mutating func readParts(
        _ index: Int, _ range: Range<Int>, first: Int, _ plain: Word, _ rest: Word, _ name: Gazetteer.Name?,
        isTwo: Bool
    ) -> Bool {
        let end = range.lowerBound + first
        if let name, isRest(rest, after: name, plain) {
            words.insert(index)
            take(name, range.lowerBound..<end)
            return true
        }
        guard isTwo else { return false }
        if index > 0, text.follows(index), text.isCapital(index - 1) {
            let start = text.tokens[index - 1].range.lowerBound
            if let name = gazetteer.name(text.plain(start..<end)) {
                words.insert(index)
                take(name, start..<end)
                return true
            }
        }
        guard Self.joints.contains(rest),
            vocabulary.isCommon(plain) || vocabulary.isName(plain) || OfficeWords.isPerson(plain)
                || NameCues.isBareHead(plain) || CommonWords.generic.contains(plain)
        else { return false }
        words.insert(index)
        return true
    }

    private func isRest(_ rest: Word, after name: Gazetteer.Name, _ first: Word) -> Bool {
        // No compound begins with an adjective that has its ending: `Afghaansevrouwen`.
        if name.isDemonym, first.hasSuffix("se") {
            return rest.count > Self.shortestRest
        }
        if Self.joints.contains(rest) { return true }
        if rest.count >= Self.shortestRest, vocabulary.isCommon(rest) { return true }
        return rest.count > 5 && first.count > 5
            && rest.hasSuffix("de") && Self.participles.contains(beginningOf: rest)
    }

    private mutating func take(_ name: Gazetteer.Name, _ range: Range<Int>) {
        guard case .entity(let kind) = name.category else { return }
        names.append(
            Mention(
                kind: kind, range: range, canonical: name.canonical, id: name.id, isDemonym: name.isDemonym))
    }

    /// Small words that end no Dutch name.
    private static let joints: WordSet = [
        "van", "voor", "inzake", "op", "tegen", "naar", "tussen", "over", "met", "door", "zijn", "wordt",
        "heeft", "worden", "hebben",
    ]
    private static let participles: WordBeginnings = [
        "opge", "voorge", "inge", "aange", "uitge", "afge", "ge",
    ]
    /// First words of names that no compound begins with.
    private static let adjectives: WordSet = [
        "nationaal", "nationale", "internationaal", "internationale", "openbaar", "openbare", "koninklijk",
        "koninklijke", "europees", "europese", "verenigde", "algemeen", "algemene", "regionaal", "regionale",
        "lokaal", "lokale", "national", "international", "european", "united", "royal", "general",
    ]
}
