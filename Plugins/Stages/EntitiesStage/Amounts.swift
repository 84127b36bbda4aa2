import Language
import Pipeline

/// Finds amounts of money and counts of things, with the words that make them exact or not.
///
/// A range (`tussen 5 en 10 miljoen euro`) is one mention whose value is its two ends: `5000000/10000000`.
struct Amounts {
    let text: TokenizedText
    /// Words that name inhabitants, which may be counted although they have a capital.
    let demonyms: Set<Int>
    let language: TextLanguage

    init(text: TokenizedText, demonyms: Set<Int>) {
        (self.text, self.demonyms) = (text, demonyms)
        language = text.language
    }

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

    func word(_ index: Int) -> String {
        text.tokens.indices.contains(index) ? text.tokens[index].folded : ""
    }

    /// True where a word follows the one before within the same clause; `45 mln. dollar` is no end of one.
    func follows(_ index: Int) -> Bool {
        guard text.tokens.indices.contains(index) else { return false }
        return text.tokens[index].gap <= .space
            || Numeral.isAbbreviation(word(index - 1)) && text.between(index - 1, index) == ". "
    }

    /// The first word of what modifies a number: `ongeveer`, `meer dan`, `ten minste`.
    func start(before index: Int) -> Int {
        guard index > 0, follows(index) else { return index }
        if AmountWords.modifiers.contains(word(index - 1)) { return index - 1 }
        guard index > 1, follows(index - 1) else { return index }
        return AmountWords.doubleModifiers.contains("\(word(index - 2)) \(word(index - 1))")
            ? index - 2 : index
    }

    /// A number, or two that are the ends of a range.
    struct Figure {
        /// The first word, that of `tussen` where it is one.
        var start: Int
        var first: Numeral
        var last: Numeral?

        var end: Int { (last ?? first).tokens.upperBound }
        /// With the multiple that is told once: `5 en 10 miljoen`.
        var low: Double {
            guard let last, first.multiple == 1, first.value < last.value / last.multiple else {
                return first.value
            }
            return first.value * last.multiple
        }
    }

    /// The number or the range that begins at a word.
    func figure(at index: Int, isSum: Bool = false) -> Figure? {
        var (place, joint): (Int, String?) = (index, nil)
        if let between = AmountWords.betweens[word(index)] {
            (place, joint) = (index + 1, between)
            // `tussen de 20 en 30`
            if ["de", "circa"].contains(word(place)), follows(place) { place += 1 }
            guard follows(place) || symbol(before: place) != nil else { return nil }
        }
        guard let first = Numeral(at: place, in: text, language: language, isSum: isSum),
            !isInsideNumber(place)
        else { return nil }
        let next = first.tokens.upperBound
        if joint == nil, let last = dashed(first, next) {
            return Figure(start: index, first: first, last: last)
        }
        let isJoint = joint.map { word(next) == $0 } ?? AmountWords.joints.contains(word(next))
        if isJoint, follows(next), follows(next + 1) || symbol(before: next + 1) != nil,
            let last = Numeral(at: next + 1, in: text, language: language, isSum: isSum),
            last.value > first.value || first.value < last.value / last.multiple
        {
            return Figure(start: index, first: first, last: last)
        }
        guard joint == nil else { return nil }
        return Figure(start: index, first: first, last: nil)
    }

    /// The second number of `15-20`; numbers of papers and years are longer.
    private func dashed(_ first: Numeral, _ next: Int) -> Numeral? {
        guard first.value < 1000, first.multiple == 1, next < text.tokens.count,
            text.tokens[next].gap == .hyphen,
            ["-", "–"].contains(text.between(next - 1, next)),
            let last = Numeral(at: next, in: text, language: language), last.value > first.value,
            last.value / last.multiple < 1000
        else { return nil }
        return last
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
        guard let figure = figure(at: index), !figure.first.isArticle || word(figure.end - 1) == "dozijn"
        else {
            return nil
        }
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
        return number.tokens.count == 1 && (1900...2100).contains(number.value) && word(index).utf8.count == 4
            && Int(word(index)) != nil
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
    private func vagueCount(at index: Int) -> (Mention, Int)? {
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
            return isPlural && !isName && !AmountWords.times.contains(word) ? next : nil
        }
        return nil
    }

    /// The thing counted in German, which has a capital, or in French, whose plural may be an `x`.
    private func foreignNoun(after index: Int) -> Int? {
        guard language == .german || language == .french else { return nil }
        for next in index..<index + 3 where follows(next) {
            let word = word(next)
            guard !AmountWords.times.contains(word), !AmountWords.stops.contains(word), word.utf8.count > 2
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

    // MARK: Values

    static func value(low: Double, high: Double?) -> Entity.Value {
        guard let high else { return .number(low) }
        return .text("\(plain(low))/\(plain(high))")
    }

    /// The number without a fraction where it is whole.
    private static func plain(_ value: Double) -> String {
        Int64(exactly: value).map(String.init) ?? "\(value)"
    }

    static func plain(_ value: Entity.Value) -> String {
        switch value {
        case .number(let number): plain(number)
        case .text(let text): text
        }
    }
}
