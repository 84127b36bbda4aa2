import Language
import Pipeline

/// Finds amounts of money and counts of things, with the words that make them exact or not.
struct Amounts {
    let text: TokenizedText
    /// Words that name inhabitants, which may be counted although they have a capital.
    let demonyms: Set<Int>

    func mentions() -> [Mention] {
        var (result, index): ([Mention], Int) = ([], 0)
        while index < text.tokens.count {
            if let (mention, end) = money(at: index) ?? vagueCount(at: index) ?? count(at: index) {
                result.append(mention)
                index = end
            } else {
                index += 1
            }
        }
        return result
    }

    private func word(_ index: Int) -> String { index < text.tokens.count ? text.tokens[index].folded : "" }

    /// True where a word follows the one before within the same clause.
    private func follows(_ index: Int) -> Bool {
        index < text.tokens.count && text.tokens[index].gap <= .space
    }

    /// The first word of what modifies a number: `ongeveer`, `meer dan`, `ten minste`.
    private func start(before index: Int) -> Int {
        guard index > 0, follows(index) else { return index }
        if AmountWords.modifiers.contains(word(index - 1)) { return index - 1 }
        guard index > 1, follows(index - 1) else { return index }
        return AmountWords.doubleModifiers.contains("\(word(index - 2)) \(word(index - 1))")
            ? index - 2 : index
    }

    // MARK: Money

    /// `€ 2,8 miljard`, `vijf miljoen euro`, `ongeveer 400 miljoen euro`.
    private func money(at index: Int) -> (Mention, Int)? {
        guard let number = Numeral(at: index, in: text), !isInsideNumber(index) else { return nil }
        if let (symbol, range) = symbol(before: index) {
            let bytes = range.lowerBound..<text.range(ofTokens: number.tokens).upperBound
            return (amount(bytes, number.value, symbol), number.tokens.upperBound)
        }
        let next = number.tokens.upperBound
        guard follows(next) else { return nil }
        var end = next
        if AmountWords.nationalities.contains(word(next)) { end += 1 }
        guard let currency = AmountWords.currencies[word(end)], follows(end) else { return nil }
        // `euro’s`
        if end + 1 < text.tokens.count, text.tokens[end + 1].gap == .apostrophe { end += 1 }
        let range = text.range(ofTokens: start(before: index)..<end + 1)
        return (amount(range, number.value, currency), end + 1)
    }

    private func amount(_ range: Range<Int>, _ value: Double, _ currency: String) -> Mention {
        // Cents, not the noise of arithmetic in binary.
        let value = value < 1e12 ? (value * 100).rounded() / 100 : value
        let number = Int64(exactly: value).map(String.init) ?? "\(value)"
        return Mention(
            kind: .money, range: range, canonical: "\(number) \(currency)", value: .number(value),
            unit: currency)
    }

    /// The currency sign right before a number, with its place.
    private func symbol(before index: Int) -> (String, Range<Int>)? {
        let end = text.tokens[index].range.lowerBound
        let start = index > 0 ? text.tokens[index - 1].range.upperBound : 0
        var place = end
        var gap = text.text(in: start..<end).unicodeScalars.reversed()[...]
        while let last = gap.first, last == " " || last == "\u{A0}" || last == "\u{202F}" {
            gap.removeFirst()
            place -= UTF8.width(last)
        }
        guard let sign = gap.first, let currency = AmountWords.signs[sign] else { return nil }
        return (currency, place - UTF8.width(sign)..<end)
    }

    /// True for `5` in `2,5` and for `16` in `F-16`.
    private func isInsideNumber(_ index: Int) -> Bool {
        guard index > 0 else { return false }
        let between = text.between(index - 1, index)
        let last = text.bytes[text.tokens[index - 1].range.upperBound - 1]
        return (between == "," || between == "." || between == "/") && (0x30...0x39).contains(last)
    }

    // MARK: Counts

    /// `49 militairen`, `meer dan 1.000 jonge Burkinezen`, `twee additionele mobiele grensteams`, `12,5 procent`.
    private func count(at index: Int) -> (Mention, Int)? {
        guard let number = Numeral(at: index, in: text), !number.isArticle, !isInsideNumber(index) else {
            return nil
        }
        let first = start(before: index)
        if first > 0, text.tokens[first].gap <= .punctuation, AmountWords.numbered.contains(word(first - 1)) {
            return nil
        }
        let end = number.tokens.upperBound
        if let range = percentSign(after: end - 1) {
            let bytes = text.range(ofTokens: first..<end).lowerBound..<range.upperBound
            return (counted(bytes, number.value, "procent"), end)
        }
        guard let noun = noun(after: end), !isYear(number) || AmountWords.units.contains(word(noun)) else {
            return nil
        }
        let range = text.range(ofTokens: first..<noun + 1)
        let power = power(after: range.upperBound)
        return (
            counted(range.lowerBound..<range.upperBound + power.utf8.count, number.value, unit(noun) + power),
            noun + 1
        )
    }

    /// `²` or `³` right behind a unit; else nothing.
    private func power(after end: Int) -> String {
        ["²", "³"].first { power in
            text.bytes.count >= end + power.utf8.count
                && text.bytes[end..<end + power.utf8.count].elementsEqual(power.utf8)
        } ?? ""
    }

    /// True for four digits that are a year unless something is counted that only people and things are.
    private func isYear(_ number: Numeral) -> Bool {
        let index = number.tokens.lowerBound
        return number.tokens.count == 1 && (1900...2100).contains(number.value) && word(index).utf8.count == 4
            && Int(word(index)) != nil
    }

    /// `enkele honderden tot enkele duizenden strijders`, `tientallen burgers`: a count without a number.
    private func vagueCount(at index: Int) -> (Mention, Int)? {
        var next = index
        var found = false
        for _ in 0..<6 {
            if AmountWords.vague.contains(word(next)), next == index || follows(next) {
                found = true
                next += 1
            } else if ["enkele", "vele", "meerdere", "tot", "van", "de"].contains(word(next)),
                next == index || follows(next)
            {
                next += 1
            } else {
                break
            }
        }
        guard found, !["tot", "van", "de"].contains(word(index)), let noun = noun(after: next) else {
            return nil
        }
        return (counted(text.range(ofTokens: index..<noun + 1), nil, unit(noun)), noun + 1)
    }

    private func counted(_ range: Range<Int>, _ value: Double?, _ unit: String) -> Mention {
        let number = value.map { value in Int64(exactly: value).map(String.init) ?? "\(value)" }
        return Mention(
            kind: .quantity, range: range, canonical: number.map { "\($0) \(unit)" } ?? unit,
            value: value.map { .number($0) }, unit: unit)
    }

    /// The word as it was printed.
    private func unit(_ index: Int) -> String { text.text(in: text.tokens[index].range) }

    private func percentSign(after index: Int) -> Range<Int>? {
        var place = text.tokens[index].range.upperBound
        if place < text.bytes.count, text.bytes[place] == UInt8(ascii: " ") { place += 1 }
        guard place < text.bytes.count, text.bytes[place] == UInt8(ascii: "%") else { return nil }
        return place..<place + 1
    }

    /// The thing counted, past its adjectives; `nil` where no plural noun follows.
    private func noun(after index: Int) -> Int? {
        for next in index..<index + 4 {
            guard
                follows(next)
                    || (next < text.tokens.count && text.tokens[next].gap == .hyphen && next > index)
            else {
                return nil
            }
            let word = word(next)
            if next == index, text.tokens[next].gap == .hyphen { return nil }
            if AmountWords.units.contains(word) { return next }
            guard word.utf8.count > 2, !AmountWords.stops.contains(word) else { return nil }
            let isAdjective = word.hasSuffix("e") || word == "extra"
            if isAdjective { continue }
            let isPlural = word.hasSuffix("en") || word.hasSuffix("s")
            // `begrotings- en beleidscyclus`: half a word is no noun.
            let end = text.tokens[next].range.upperBound
            if end < text.bytes.count, text.bytes[end] == UInt8(ascii: "-"),
                !(next + 1 < text.tokens.count && text.tokens[next + 1].gap == .hyphen)
            {
                return nil
            }
            // `VN-militairen`: the noun is the last part.
            if next + 1 < text.tokens.count, text.tokens[next + 1].gap == .hyphen { continue }
            let isName = text.tokens[next].letterCase.hasCapital && !demonyms.contains(next)
            return isPlural && !isName && !CalendarUnit.isOne(word) ? next : nil
        }
        return nil
    }
}

/// Stretches of time are terms, not counts.
private enum CalendarUnit {
    static func isOne(_ word: String) -> Bool {
        ["jaren", "maanden", "weken", "dagen", "uren", "minuten", "keren"].contains(word)
    }
}
