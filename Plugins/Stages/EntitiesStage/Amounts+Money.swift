import Language
import Pipeline

/// Sums of money: a number with a sign, a code or the name of a currency.
extension Amounts {
    /// `€ 2,8 miljard`, `vijf miljoen euro`, `tussen 5 en 10 miljoen euro`, `£450m`.
    func money(_ figure: Figure, at index: Int) -> (Mention, Int)? {
        if let (currency, range) = symbol(before: figure.first.tokens.lowerBound) {
            let first = start(beforeByte: range.lowerBound, index)
            let bytes = min(first, range.lowerBound)..<end(of: figure)
            return (amount(bytes, figure, currency), figure.end)
        }
        guard let (currency, last) = currency(at: figure.end) else { return nil }
        var first = start(before: index)
        // `een half miljoen euro`
        if first == index, index > 0, word(index - 1) == "een", ["half", "halve"].contains(word(index)),
            follows(index)
        {
            first = start(before: index - 1)
        }
        return (amount(text.range(ofTokens: first..<last + 1), figure, currency), last + 1)
    }

    /// The currency whose name begins at a word, with its last word.
    private func currency(at index: Int) -> (String, Int)? {
        guard follows(index) else { return nil }
        var next = index
        // `3,2 millions d'euros`
        if word(next) == "d", next + 1 < text.tokens.count, text.tokens[next + 1].gap == .apostrophe {
            next += 1
        } else if word(next) == "zuid", next + 1 < text.tokens.count, text.tokens[next + 1].gap == .hyphen {
            next += 1
        }
        if AmountWords.nationalities.contains(word(next)), next + 1 < text.tokens.count,
            text.tokens[next + 1].gap <= .space,
            let code = AmountWords.sharedCurrencies[word(next + 1)]?[word(next)]
        {
            return (code, next + 1)
        }
        guard let code = AmountWords.currencies[word(next)] else { return nil }
        // `euro’s`
        let isGenitive = next + 1 < text.tokens.count && text.tokens[next + 1].gap == .apostrophe
        // `3 euro-landen` and `2 euro/uur`: the first is no sum.
        if !isGenitive, next + 1 < text.tokens.count, text.tokens[next + 1].gap == .hyphen { return nil }
        return (code, isGenitive ? next + 1 : next)
    }

    /// `tientallen miljoenen euro’s`: money without a number.
    func vagueMoney(at index: Int) -> (Mention, Int)? {
        guard let next = vague(at: index), let (currency, last) = currency(at: next) else { return nil }
        let mention = Mention(
            kind: .money, range: text.range(ofTokens: index..<last + 1), canonical: currency, unit: currency)
        return (mention, last + 1)
    }

    /// `£450m`, `€3bn`.
    func glued(at index: Int) -> (Mention, Int)? {
        guard let (currency, range) = symbol(before: index) else { return nil }
        var (next, digits) = (index, "")
        // `£2.5bn`: the multiple hangs on the decimals.
        if Numeral(at: index, in: text) == nil || word(index + 1).hasDigit,
            text.between(index, index + 1) == ".", word(index).isDigits
        {
            digits = word(index).letters + "."
            next += 1
        }
        let word = word(next)
        let number = word.letters.utf8.prefix { (0x30...0x39).contains($0) }
        let suffix = String(decoding: Array(word.letters.utf8.dropFirst(number.count)), as: UTF8.self)
        guard !number.isEmpty, number.count <= 12,
            let multiple = AmountWords.gluedMultiples[Word(folded: suffix)],
            let value = Double(digits + String(decoding: Array(number), as: UTF8.self))
        else { return nil }
        let bytes = range.lowerBound..<text.tokens[next].range.upperBound
        return (amount(bytes, value * multiple, nil, currency), next + 1)
    }

    private func amount(_ range: Range<Int>, _ figure: Figure, _ currency: String) -> Mention {
        amount(range, figure.low, figure.last?.value, currency)
    }

    private func amount(_ range: Range<Int>, _ low: Double, _ high: Double?, _ currency: String) -> Mention {
        // Cents, not the noise of arithmetic in binary.
        func rounded(_ value: Double) -> Double { value < 1e12 ? (value * 100).rounded() / 100 : value }
        let value = Self.value(low: rounded(low), high: high.map(rounded))
        return Mention(
            kind: .money, range: range, canonical: "\(Self.plain(value)) \(currency)", value: value,
            unit: currency)
    }

    /// Where a sum ends in the text: `,-` and the point of `mln.` are of it.
    private func end(of figure: Figure) -> Int {
        let end = text.range(ofTokens: figure.first.tokens.lowerBound..<figure.end).upperBound
        let rest = text.bytes[end...].prefix(4)
        for tail in [",--", ",-", ",—", ",–"] where rest.starts(with: tail.utf8) {
            return end + tail.utf8.count
        }
        let isAbbreviated = Numeral.isAbbreviation(word(figure.end - 1))
        return isAbbreviated && rest.first == UInt8(ascii: ".") ? end + 1 : end
    }

    /// The first byte of what modifies a sum whose sign stands at `place`: `ruim € 12 miljoen`.
    private func start(beforeByte place: Int, _ index: Int) -> Int {
        guard index > 0, text.tokens[index - 1].range.upperBound <= place else {
            return text.tokens[index].range.lowerBound
        }
        let gap = text.text(in: text.tokens[index - 1].range.upperBound..<place)
        guard gap.unicodeScalars.allSatisfy({ $0 == " " || $0 == "\u{A0}" }) else { return place }
        if AmountWords.modifiers.contains(word(index - 1)) { return text.tokens[index - 1].range.lowerBound }
        guard index > 1, follows(index - 1),
            AmountWords.isModifier(word(index - 2), word(index - 1))
        else { return place }
        return text.tokens[index - 2].range.lowerBound
    }

    /// The currency's sign or code right before a number, with its place.
    func symbol(before index: Int) -> (String, Range<Int>)? {
        guard text.tokens.indices.contains(index) else { return nil }
        let end = text.tokens[index].range.lowerBound
        let start = index > 0 ? text.tokens[index - 1].range.upperBound : 0
        if index > 0, text.tokens[index].gap == .space, text.tokens[index - 1].letterCase == .upper,
            text.tokens[index - 1].word.count == 3
        {
            let code = text.text(in: text.tokens[index - 1].range)
            if AmountWords.codes.contains(code) {
                return (code, text.tokens[index - 1].range.lowerBound..<end)
            }
        }
        // Most numbers stand behind a space or a bracket, and no sign of money is like these.
        guard let mark = text.bytes[start..<end].last(where: { $0 != 0x20 }),
            mark >= 0x80 || mark == UInt8(ascii: "$")
        else { return nil }
        var place = end
        var gap = text.text(in: start..<end).unicodeScalars.reversed()[...]
        while let last = gap.first, last == " " || last == "\u{A0}" || last == "\u{202F}" {
            gap.removeFirst()
            place -= UTF8.width(last)
        }
        guard let sign = gap.first, let currency = AmountWords.signs[sign] else { return nil }
        place -= UTF8.width(sign)
        // `US$ 3 miljard`
        if sign == "$", index > 0, place == start, ["us", "c", "a"].contains(word(index - 1)) {
            let country = ["us": "USD", "c": "CAD", "a": "AUD"][word(index - 1)] ?? currency
            return (country, text.tokens[index - 1].range.lowerBound..<end)
        }
        return (currency, place..<end)
    }
}
