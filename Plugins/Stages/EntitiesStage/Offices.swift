import Language
import Pipeline

/// Finds offices that stand for their holders, and persons by the title before their name.
///
/// An office is its noun with what it is over (`minister van Justitie`, `voorzitter van de Europese Raad`) and the adjective of
/// its country (`Ghanese president`); bare `minister` and `president` are none. A name is a run of capitalised words after an
/// office, a title or a form of address, with the small words that Dutch and Arabic names have in the middle.
struct Offices {
    let text: TokenizedText
    /// Names of the gazetteer by their first word: the longest place, portfolio or body there.
    let known: [Int: [(name: Gazetteer.Name, tokens: Range<Int>)]]

    func mentions() -> [Mention] {
        var (result, index): ([Mention], Int) = ([], 0)
        while index < text.tokens.count {
            guard OfficeWords.offices.contains(word(index)) || isCompoundOffice(index) else {
                if let person = addressed(at: index) { result.append(person) }
                index += 1
                continue
            }
            if index + 1 < text.tokens.count, text.tokens[index + 1].gap == .hyphen,
                OfficeWords.offices.contains(word(index + 1))
            {
                index += 1
                continue
            }
            let (start, end) = office(around: index)
            if end - start > 1 || isCompoundOffice(index), isNamed(start, end, index) {
                result.append(mention(.role, start..<end))
            }
            if let name = name(at: end, isAfterOffice: end - index > 1) {
                result.append(mention(.person, name))
                index = name.upperBound
            } else {
                index = max(end, index + 1)
            }
        }
        return result
    }

    private func word(_ index: Int) -> String {
        index >= 0 && index < text.tokens.count ? text.tokens[index].folded : ""
    }

    private func mention(_ kind: Entity.Kind, _ tokens: Range<Int>) -> Mention {
        let range = text.range(ofTokens: tokens)
        return Mention(kind: kind, range: range, canonical: text.plain(range))
    }

    /// `Veiligheidscoördinator`, `EU-gezant`: a capitalised compound that is an office by itself.
    private func isCompoundOffice(_ index: Int) -> Bool {
        guard index < text.tokens.count, text.tokens[index].letterCase == .capitalised else { return false }
        return OfficeWords.compoundEnds.contains { word(index).hasSuffix($0) && word(index) != $0 }
    }

    /// From the adjective before an office to the end of what it is over.
    private func office(around index: Int) -> (Int, Int) {
        var start = index
        // `secretaris-generaal`.
        while start > 0, text.tokens[start].gap == .hyphen, OfficeWords.offices.contains(word(start - 1)) {
            start -= 1
        }
        // `EU Speciale Vertegenwoordiger`, `Amerikaanse staatssecretaris`, `Hoge Vertegenwoordiger`.
        while start > 0, index - start < 3, text.tokens[start].gap <= .space, isQualifier(start - 1) {
            start -= 1
        }
        var end = index + 1
        // A capital makes it a name: `minister Van Weel`.
        guard OfficeWords.prepositions.contains(word(end)), text.tokens[end].gap <= .space,
            text.tokens[end].letterCase == .lower
        else { return (start, end) }
        var next = end + 1
        if OfficeWords.articles.contains(word(next)) { next += 1 }
        guard next < text.tokens.count, text.tokens[next].gap <= .space else { return (start, end) }
        if let longest = known[next]?.max(by: { $0.tokens.count < $1.tokens.count }) {
            end = longest.tokens.upperBound
        } else if text.tokens[next].letterCase.hasCapital {
            end = next + 1
            while end < text.tokens.count, text.tokens[end].letterCase.hasCapital,
                text.tokens[end].gap <= .space, end - next < 6
            {
                end += 1
            }
        }
        return (start, end)
    }

    private func isQualifier(_ index: Int) -> Bool {
        if OfficeWords.qualifiers.contains(word(index)) { return true }
        guard text.tokens[index].letterCase.hasCapital else { return false }
        if isCompoundOffice(index) { return false }
        return known[index]?.contains {
            $0.tokens.count == 1 && ($0.name.isDemonym || $0.name.canonical == "Europese Unie")
        }
            ?? false
    }

    /// True for an office with more to it than the noun: `speciale gezant` alone is none.
    private func isNamed(_ start: Int, _ end: Int, _ index: Int) -> Bool {
        if end > index + 1 || isCompoundOffice(index) { return true }
        return text.tokens[start..<index].contains { $0.letterCase.hasCapital }
            && OfficeWords.national.contains(word(index))
    }

    // MARK: Persons

    /// `de heer Jansen`, `het lid Van der Berg`, `mevrouw A. de Vries`.
    private func addressed(at index: Int) -> Mention? {
        guard OfficeWords.titles.contains(word(index)) else { return nil }
        return name(at: index + 1, isAfterOffice: false).map { mention(.person, $0) }
    }

    /// The name that begins at a word, after a title or an office.
    ///
    /// After the full name of an office it must be two words at least, since what follows may be the next thing.
    private func name(at start: Int, isAfterOffice: Bool) -> Range<Int>? {
        guard start < text.tokens.count else { return nil }
        let gap = text.tokens[start].gap
        guard gap == .space || (isAfterOffice && text.between(start - 1, start) == ", "), beginsName(start)
        else {
            return nil
        }
        var (next, end, capitals) = (start, start, 0)
        while next < text.tokens.count, next - start < 7 {
            let token = text.tokens[next]
            let isInitial =
                next > start && token.gap == .punctuation && text.tokens[next - 1].folded.utf8.count == 1
                && [".", ". "].contains(text.between(next - 1, next))
            guard next == start || token.gap <= .space || isInitial else { break }
            if beginsName(next) {
                if token.gap == .apostrophe, token.folded == "s" { break }
                capitals += 1
                end = next + 1
            } else if !OfficeWords.infixes.contains(token.folded) || isKnownThing(next + 1) {
                break
            }
            next += 1
        }
        guard capitals > 0, !isAfterOffice || capitals > 1 else { return nil }
        // A known place, party or body is not the name of a person, and not a part of one.
        for index in start..<end {
            for match in known[index] ?? [] where match.name.category != .entity(.person) {
                if match.tokens.count > 1 || (index == start && match.tokens.upperBound >= end) { return nil }
            }
        }
        return start..<end
    }

    /// True where a place, a body or a portfolio begins: `minister Van Dam van Financiën`.
    private func isKnownThing(_ index: Int) -> Bool {
        known[index]?.contains { $0.name.category != .entity(.person) } ?? false
    }

    /// True for a word that starts with a capital and is no abbreviation: `Traoré`, `McAllister`.
    private func beginsName(_ index: Int) -> Bool {
        let token = text.tokens[index]
        guard token.letterCase == .capitalised || token.letterCase == .mixed else { return false }
        return text.text(in: token.range).unicodeScalars.first?.properties.isUppercase ?? false
    }
}

/// The words around offices and names, folded.
enum OfficeWords {
    static let offices: Set = [
        "minister", "ministers", "staatssecretaris", "staatssecretarissen", "president", "premier",
        "minister-president", "vicepresident", "ambassadeur", "gezant", "vertegenwoordiger", "voorzitter",
        "secretaris", "generaal", "commissaris", "eurocommissaris", "directeur", "burgemeester", "wethouder",
        "transitiepresident", "coordinator", "rapporteur", "koning", "koningin", "kanselier",
        "bondskanselier",
        "gouverneur", "inspecteur", "procureur", "aanklager", "commandant", "opperbevelhebber", "vicepremier",
        "eersteminister", "secretary",
    ]
    static let compoundEnds = ["coordinator", "gezant", "vertegenwoordiger"]
    static let prepositions: Set = ["van", "voor", "bij", "in"]
    static let articles: Set = ["de", "het", "den"]
    static let qualifiers: Set = [
        "speciaal", "speciale", "hoge", "hoog", "regionale", "europese", "europees", "demissionair",
        "plaatsvervangend",
    ]
    /// Offices of states, which an adjective alone makes one.
    static let national: Set = [
        "president", "premier", "minister", "ambassadeur", "transitiepresident", "koning", "koningin",
        "kanselier",
        "vicepresident", "bondskanselier",
    ]
    static let titles: Set = [
        "heer", "mevrouw", "dhr", "mevr", "mw", "lid", "kamerlid", "mr", "mrs", "ms", "dr", "prof", "drs",
        "journalist", "activist", "kolonel", "kapitein", "majoor", "luitenant", "junta-leider",
    ]
    static let infixes: Set = [
        "van", "de", "der", "den", "het", "ter", "ten", "te", "von", "el", "al", "del", "della", "di", "da",
        "ould",
        "ag", "bin", "ibn", "la", "le", "t",
    ]
}
