import Language
import Pipeline

/// Finds offices that stand for their holders, and persons by the title before their name.
///
/// An office is its noun with what it is over (`minister van Justitie`, `voorzitter van de Europese Raad`) and the adjective of
/// its country (`Ghanese president`); bare `minister` and `president` are none. A name is a run of capitalised words after an
/// office, a title or a form of address, with the small words that Dutch and Arabic names have in the middle.
struct Offices {
    let text: TokenizedText
    let roles: [WordRoles]
    /// Names of the gazetteer by their first word: the longest place, portfolio or body there.
    let known: KnownNames
    let gazetteer: Gazetteer

    func findings() -> [UnlistedNames.Finding] {
        var (result, index): ([UnlistedNames.Finding], Int) = ([], 0)
        while index < text.tokens.count {
            guard roles[index].contains(.office) else {
                index += 1
                continue
            }
            if let (role, end) = fixedOffice(at: index) {
                result.append(role)
                if let name = name(at: end, isAfterOffice: true) {
                    result.append(person(name, isHolder: false))
                }
                index = end
                continue
            }
            guard (OfficeWords.isOffice(word(index)) && !isHalfAnOffice(index)) || isCompoundOffice(index)
            else {
                if let person = addressed(at: index) { result.append(person) }
                index += 1
                continue
            }
            if index + 1 < text.tokens.count, text.tokens[index + 1].gap == .hyphen,
                OfficeWords.isOffice(word(index + 1))
            {
                index += 1
                continue
            }
            let (start, end) = office(around: index)
            if end - start > 1 || isCompoundOffice(index), isNamed(start, end, index) {
                result.append(UnlistedNames.Finding(kind: .role, tokens: start..<end, evidence: .cue))
            }
            if let name = name(at: end, isAfterOffice: end - index > 1) {
                result.append(person(name, isHolder: OfficeWords.isOfGovernment(word(index))))
                index = name.upperBound
            } else {
                index = max(end, index + 1)
            }
        }
        return result
    }

    private func word(_ index: Int) -> Word {
        index >= 0 && index < text.tokens.count ? text.tokens[index].word : .empty
    }

    /// `directoraat-generaal`: a noun that ends as an office does; `oud-minister` and `EU-gezant` are offices.
    private func isHalfAnOffice(_ index: Int) -> Bool {
        guard index > 0, text.tokens[index].gap == .hyphen, text.tokens[index - 1].letterCase == .lower else {
            return false
        }
        return !OfficeWords.isOffice(word(index - 1)) && !OfficeWords.prefixes.contains(word(index - 1))
    }

    private func person(_ tokens: Range<Int>, isHolder: Bool) -> UnlistedNames.Finding {
        UnlistedNames.Finding(kind: .person, tokens: tokens, evidence: .cue, isHolder: isHolder)
    }

    /// `Foreign Secretary`, `Commandant der Strijdkrachten`, `Nationale ombudsman`: offices without more.
    private func fixedOffice(at index: Int) -> (UnlistedNames.Finding, Int)? {
        guard let offices = OfficeWords.fixed[word(index)], text.isCapital(index) else { return nil }
        for words in offices.map(\.words) {
            let end = index + 1 + words.count
            guard end <= text.tokens.count else { continue }
            let fits = words.enumerated().allSatisfy { offset, word in
                text.tokens[index + 1 + offset].word == word
                    && text.tokens[index + 1 + offset].gap <= .punctuation
            }
            if fits { return (UnlistedNames.Finding(kind: .role, tokens: index..<end, evidence: .cue), end) }
        }
        return nil
    }

    /// `Veiligheidscoördinator`, `EU-gezant`: a capitalised compound that is an office by itself.
    private func isCompoundOffice(_ index: Int) -> Bool {
        guard index < text.tokens.count, text.tokens[index].letterCase == .capitalised else { return false }
        return OfficeWords.isCompound(text.tokens[index].word)
    }

    /// From the adjective before an office to the end of what it is over.
    private func office(around index: Int) -> (Int, Int) {
        var start = index
        // `secretaris-generaal`.
        while start > 0, text.tokens[start].gap == .hyphen, OfficeWords.isOffice(word(start - 1)) {
            start -= 1
        }
        // `EU Speciale Vertegenwoordiger`, `Amerikaanse staatssecretaris`, `Hoge Vertegenwoordiger`.
        while start > 0, index - start < 3, text.tokens[start].gap <= .space, isQualifier(start - 1) {
            start -= 1
        }
        // `Secretary of State for Defence`
        var end = index + 1
        if word(end) == "of", word(end + 1) == "state", text.follows(end), text.follows(end + 1) { end += 2 }
        for _ in 0..<3 {
            guard let next = portfolio(after: end, of: word(index)) else { break }
            end = next
            guard
                ["van", "of"].contains(word(end))
                    || (word(end) == "in" && OfficeWords.isHeldSomewhere(word(index))),
                text.follows(end)
            else { break }
        }
        return (start, end)
    }

    /// The end of what an office is over, which begins with a preposition; `nil` where none follows.
    private func portfolio(after end: Int, of office: Word) -> Int? {
        // A capital makes it a name: `minister Van Weel`.
        guard OfficeWords.prepositions(after: office).contains(word(end)), text.tokens[end].gap <= .space,
            text.tokens[end].letterCase == .lower
        else { return nil }
        var next = end + 1
        if OfficeWords.articles.contains(word(next)), text.tokens[next].letterCase == .lower { next += 1 }
        guard next < text.tokens.count,
            text.tokens[next].gap <= .space || text.tokens[next].gap == .apostrophe
        else {
            return nil
        }
        let listed = known[next]?.map(\.tokens.upperBound).max() ?? next
        var capitals = next
        if text.isCapital(next) {
            capitals += 1
            while let further = continuation(capitals, from: next) { capitals = further }
        }
        let end = max(listed, capitals)
        return end > next ? end : nil
    }

    /// `Onderwijs, Cultuur en Wetenschap`: past a comma only where an `en` closes the list.
    private func continuation(_ end: Int, from start: Int) -> Int? {
        guard end < text.tokens.count, end - start < 12 else { return nil }
        if text.isCapital(end), text.follows(end) {
            // `minister van Klimaat Rob Jetten`, `voorzitter van de Europese Raad Charles Michel`
            let isPerson = gazetteer.givenNames.contains(word(end)) && text.tokens[end].gap == .space
            let isBeyond = known[start]?.contains { $0.tokens.upperBound == end } ?? false
            return isPerson || isBeyond || (isThing(end) && !isThing(start)) ? nil : end + 1
        }
        let between = text.between(end - 1, end)
        if between == " & ", text.isCapital(end) { return end + 1 }
        if OfficeWords.ands.contains(word(end)), text.follows(end) {
            var next = end + 1
            if OfficeWords.articles.contains(word(next)), ["et", "and"].contains(word(end)) { next += 1 }
            if isPlace(start), isPlace(next), text.follows(next),
                let place = known[next]?.map(\.tokens.upperBound).max()
            {
                return word(end) == "and" ? place : nil
            }
            return text.isCapital(next) && text.follows(next) && !isThing(next)
                && !OfficeWords.isOffice(word(next))
                ? next + 1 : nil
        }
        // `des Affaires étrangères`, `bestuurlijke Vernieuwing`
        if OfficeWords.portfolioAdjectives.contains(word(end)), text.follows(end) { return end + 1 }
        guard between == ", ", text.isCapital(end), !isThing(end) else { return nil }
        var next = end + 1
        while next < min(end + 8, text.tokens.count) {
            if OfficeWords.ands.contains(word(next)) {
                return text.isCapital(next + 1) && !isThing(next + 1) && !OfficeWords.isOffice(word(next + 1))
                    ? end + 1 : nil
            }
            guard text.isCapital(next), !isThing(next),
                text.follows(next) || text.between(next - 1, next) == ", "
            else {
                return nil
            }
            next += 1
        }
        return nil
    }

    private func isPlace(_ index: Int) -> Bool {
        known[index]?.contains { $0.name.category == .entity(.place) && $0.name.isThing } ?? false
    }

    /// True where a place, a body, a party or a person of the lists begins.
    private func isThing(_ index: Int) -> Bool { known[index]?.contains { $0.name.isThing } ?? false }

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
        // There is one in the Union.
        if word(index) == "vertegenwoordiger", word(index - 1) == "hoge", text.isCapital(index) {
            return true
        }
        return text.tokens[start..<index].contains { $0.letterCase.hasCapital }
            && OfficeWords.national.contains(word(index))
    }

    // MARK: Persons

    /// `de heer Jansen`, `het lid Van der Berg`, `mevrouw A. de Vries`.
    private func addressed(at index: Int) -> UnlistedNames.Finding? {
        guard OfficeWords.isTitle(word(index)) else { return nil }
        return name(at: index + 1, isAfterOffice: false).map { person($0, isHolder: false) }
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
                next > start && token.gap == .punctuation && text.tokens[next - 1].word.count == 1
                && [".", ". "].contains(text.between(next - 1, next))
            guard next == start || token.gap <= .space || isInitial else { break }
            if beginsName(next) {
                if token.gap == .apostrophe, token.word == "s" { break }
                capitals += 1
                end = next + 1
            } else if !OfficeWords.infixes.contains(token.word)
                || (isKnownThing(next + 1) && !isTownOf(next + 1, start))
            {
                break
            } else if token.word == "van", capitals > 1, !gazetteer.givenNames.contains(word(next - 1)),
                word(next - 1).count > 1
            {
                // `burgemeester Ton Baas van Midden-Drenthe`
                break
            }
            next += 1
        }
        // `de minister van Financiën Kaag`: one word is enough where it is the surname of a member of a government.
        let isHolder =
            text.follows(start) && gazetteer.officeHolders.isSurname(text.tokens[start..<end].map(\.word))
        guard capitals > 0, !isAfterOffice || capitals > 1 || isHolder else { return nil }
        // A known place, party or body is not the name of a person, and not a part of one.
        // `het lid Best`, `minister Weert`: towns are surnames after a title, states only after `de heer`.
        let isTitled = !isAfterOffice && OfficeWords.isSurelyPerson(word(start - 1))
        let isAddressed = !isAfterOffice && OfficeWords.isAddress(word(start - 1))
        for index in start..<end {
            for match in known[index] ?? [] where match.name.category != .entity(.person) {
                if isTitled, match.name.category == .entity(.place),
                    isAddressed || (match.name.id == nil && !match.name.isDemonym)
                {
                    continue
                }
                if match.tokens.count > 1 || (index == start && match.tokens.upperBound >= end) { return nil }
            }
        }
        return start..<end
    }

    /// `Kamerlid Liesbeth van Tongeren`: a town that is a surname after a given name.
    private func isTownOf(_ index: Int, _ start: Int) -> Bool {
        gazetteer.givenNames.contains(word(start))
            && (known[index]?.allSatisfy {
                $0.name.category == .entity(.place) && $0.name.id == nil && !$0.name.isDemonym
            } ?? false)
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
