import Language
import Pipeline

/// Counts of things: a number with what is counted.
extension Amounts {
    /// `49 militairen`, `meer dan 1.000 jonge Burkinezen`, `twee additionele mobiele grensteams`, `12,5 procent`.
    func count(_ figure: Figure, at index: Int) -> (Mention, Int)? {
        guard !figure.first.isArticle || word(figure.end - 1) == "dozijn" else { return nil }
        let first = start(before: index)
        if first > 0, text.tokens[first].gap <= .punctuation, AmountWords.numbered.contains(word(first - 1)) {
            return nil
        }
        let end = figure.end
        if let range = percentSign(after: end - 1) {
            let bytes = text.range(ofTokens: first..<end).lowerBound..<range.upperBound
            return (counted(bytes, figure, "procent"), end)
        }
        guard let noun = noun(after: end) ?? foreignNoun(after: end),
            !isYear(figure.first) || AmountWords.units.contains(word(noun))
        else { return nil }
        let range = text.range(ofTokens: first..<noun + 1)
        let power = power(after: range.upperBound)
        return (
            counted(range.lowerBound..<range.upperBound + power.utf8.count, figure, unit(noun) + power),
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
        return number.tokens.count == 1 && (1900...2100).contains(number.value) && word(index).count == 4
            && word(index).isDigits
    }

    /// The words of `enkele honderden tot enkele duizenden`, which tell no number.
    func vague(at index: Int) -> Int? {
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
        return found && !["tot", "van", "de"].contains(word(index)) ? next : nil
    }

    /// `enkele honderden tot enkele duizenden strijders`, `tientallen burgers`: a count without a number.
    func vagueCount(at index: Int) -> (Mention, Int)? {
        guard let next = vague(at: index), let noun = noun(after: next) else { return nil }
        return (counted(text.range(ofTokens: index..<noun + 1), nil, unit(noun)), noun + 1)
    }

    private func counted(_ range: Range<Int>, _ figure: Figure?, _ unit: String) -> Mention {
        let value = figure.map { Self.value(low: $0.low, high: $0.last?.value) }
        return Mention(
            kind: .quantity, range: range, canonical: value.map { "\(Self.plain($0)) \(unit)" } ?? unit,
            value: value, unit: unit)
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
            guard word.count > 2, !AmountWords.stops.contains(word) else { return nil }
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
            return isPlural && !isName && !AmountWords.times.contains(word) ? next : nil
        }
        return nil
    }

    /// The thing counted in German, which has a capital, or in French, whose plural may be an `x`.
    private func foreignNoun(after index: Int) -> Int? {
        guard language == .german || language == .french else { return nil }
        for next in index..<index + 3 where follows(next) {
            let word = word(next)
            guard !AmountWords.times.contains(word), !AmountWords.stops.contains(word), word.count > 2
            else {
                return nil
            }
            if language == .german {
                if text.tokens[next].letterCase == .capitalised { return next }
                guard ["e", "en", "er"].contains(where: { word.hasSuffix($0) }) else { return nil }
            } else if word.hasSuffix("x") || word.hasSuffix("s") {
                return next
            }
        }
        return nil
    }
}
