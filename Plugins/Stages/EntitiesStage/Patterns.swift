import Language
import Pipeline

/// Finds names that no list has, by the way they are built.
struct Patterns {
    let text: TokenizedText
    let roles: [WordRoles]
    let known: KnownNames

    func mentions() -> [Mention] {
        var result: [Mention] = []
        // Whatever is found here begins with a capital.
        for index in text.tokens.indices where isCapitalised(index) {
            let built = roles[index].contains(.pattern) ? compass(at: index) ?? body(at: index) : nil
            if let mention = built ?? law(at: index) ?? quoted(at: index) { result.append(mention) }
        }
        return result
    }

    private func word(_ index: Int) -> Word {
        index >= 0 && index < text.tokens.count ? text.tokens[index].word : .empty
    }

    private func isCapitalised(_ index: Int) -> Bool {
        index < text.tokens.count && text.tokens[index].letterCase.hasCapital
    }

    private func follows(_ index: Int) -> Bool {
        index < text.tokens.count && text.tokens[index].gap <= .space
    }

    private static let directions: WordSet = [
        "noord", "zuid", "oost", "west", "centraal", "midden", "noordoost", "noordwest", "zuidoost",
        "zuidwest",
    ]

    /// `Noord-Mali`, `Noord- en Centraal-Mali`.
    private func compass(at index: Int) -> Mention? {
        guard Self.directions.contains(word(index)), isCapitalised(index), follows(index + 1) else {
            return nil
        }
        var next = index + 1
        var canonical = Self.title(word(index))
        if ["en", "of"].contains(word(next)), text.between(index, next).hasPlainPrefix("-"),
            Self.directions.contains(word(next + 1))
        {
            canonical += "- \(word(next)) \(Self.title(word(next + 1)))"
            next += 2
        }
        guard next < text.tokens.count, text.tokens[next].gap == .hyphen,
            let place = known[next]?.first(where: { $0.name.category == .entity(.place) })
        else { return nil }
        return Mention(
            kind: .place, range: text.range(ofTokens: index..<place.tokens.upperBound),
            canonical: "\(canonical)-\(place.name.canonical)", isDemonym: place.name.isDemonym)
    }

    private static func title(_ word: Word) -> String {
        word.letters.prefix(1).uppercased() + word.letters.dropFirst()
    }

    /// Words with which something begins that is built so.
    static let beginnings = directions.union(heads).union(namedHeads)

    private static let heads: WordSet = [
        "adviesraad", "raad", "dienst", "rijksdienst", "instituut", "ministerie", "commissie", "inspectie",
        "autoriteit", "agentschap", "stichting", "vereniging", "universiteit", "hogeschool", "rechtbank",
        "gerechtshof", "federatie", "maatschappij", "financieringsmaatschappij", "planbureau", "centrum",
        "fonds",
        "unie", "bond", "directie", "directoraat", "bureau", "gezondheidsdienst", "veiligheidsregio",
        "provincie",
        "waterschap", "partnerschap", "alliantie", "coalitie", "onderzoeksraad", "college", "bank",
    ]

    /// `Adviesraad voor Internationale Vraagstukken`: a body's noun and what it is for, both with capitals.
    private func body(at index: Int) -> Mention? {
        if let named = namedBody(at: index) { return named }
        guard Self.heads.contains(word(index)), isCapitalised(index), text.tokens[index].gap != .hyphen,
            !text.tokens[index].startsSentence || ["voor", "van"].contains(word(index + 1))
        else { return nil }
        var next = index + 1
        guard follows(next), ["voor", "van", "of"].contains(word(next)) else { return nil }
        next += 1
        if ["de", "het", "the"].contains(word(next)), follows(next) { next += 1 }
        guard isCapitalised(next), follows(next) else { return nil }
        var end = next
        while end < text.tokens.count, follows(end), end - next < 8 {
            if isCapitalised(end) {
                end += 1
            } else if ["en", "voor", "of"].contains(word(end)), isCapitalised(end + 1),
                follows(end + 1)
            {
                end += 2
            } else {
                break
            }
        }
        let range = text.range(ofTokens: index..<end)
        return Mention(kind: .organisation, range: range, canonical: text.plain(range))
    }

    private static let namedHeads: WordSet = [
        "stichting", "vereniging", "universiteit", "hogeschool", "rechtbank", "gerechtshof", "instituut",
        "veiligheidsregio", "waterschap", "provincie", "omgevingsdienst",
    ]

    /// `Stichting Vluchteling`, `Universiteit Leiden`: a body's noun and its name.
    private func namedBody(at index: Int) -> Mention? {
        guard Self.namedHeads.contains(word(index)), isCapitalised(index) else { return nil }
        var end = index + 1
        while isCapitalised(end), follows(end), end - index < 6 { end += 1 }
        guard end > index + 1 else { return nil }
        let range = text.range(ofTokens: index..<end)
        return Mention(kind: .organisation, range: range, canonical: text.plain(range))
    }

    private static let treaties: WordSet = ["verdrag", "akkoord", "conventie"]
    private static let lawEnds: WordEnds = [
        "strategie", "wet", "verdrag", "akkoord", "pact", "richtlijn", "verordening",
    ]

    /// `Vreemdelingenwet`, `Chinastrategie`, `Wet open overheid`, `Verdrag van Genève`: laws and policies by their ends.
    private func law(at index: Int) -> Mention? {
        guard isCapitalised(index) else { return nil }
        let name = word(index)
        if Self.treaties.contains(name), ["van", "inzake"].contains(word(index + 1)),
            isCapitalised(index + 2),
            follows(index + 1), follows(index + 2)
        {
            let range = text.range(ofTokens: index..<index + 3)
            return Mention(kind: .policy, range: range, canonical: text.plain(range))
        }
        guard !text.tokens[index].startsSentence, text.tokens[index].letterCase == .capitalised,
            Self.lawEnds.contains(endOf: name, leaving: 2)
        else { return nil }
        let range = text.tokens[index].range
        return Mention(kind: .policy, range: range, canonical: text.plain(range))
    }

    static let quotedKinds: WordSet = [
        "organisatie", "ngo", "bedrijf", "stichting", "terreurgroep", "beweging",
    ]

    /// `de organisatie ‘Promediation’`.
    private func quoted(at index: Int) -> Mention? {
        guard
            index > 0, roles[index - 1].contains(.quoted), isCapitalised(index),
            ["‘", "“", "\"", "'"].contains(where: { text.between(index - 1, index).hasPlainSuffix($0) })
        else { return nil }
        var end = index + 1
        while isCapitalised(end), follows(end), end - index < 6 { end += 1 }
        let range = text.range(ofTokens: index..<end)
        return Mention(kind: .organisation, range: range, canonical: text.plain(range))
    }
}
