import Language
import Pipeline

/// Finds amounts of money and counts of things, with the words that make them exact or not.
///
/// A range (`tussen 5 en 10 miljoen euro`) is one mention whose value is its two ends: `5000000/10000000`.
struct Amounts {
    let text: TokenizedText
    let roles: [WordRoles]
    /// Words that name inhabitants, which may be counted although they have a capital.
    let demonyms: Set<Int>
    let language: TextLanguage

    init(text: TokenizedText, roles: [WordRoles], language: TextLanguage, demonyms: Set<Int>) {
        (self.text, self.roles, self.language, self.demonyms) = (text, roles, language, demonyms)
    }

    func mentions() -> [Mention] {
        var (result, index): ([Mention], Int) = ([], 0)
        while index < text.tokens.count {
            guard roles[index].contains(.amount) else {
                index += 1
                continue
            }
            if let (mention, end) = mention(at: index) {
                result.append(mention)
                index = end
            } else {
                index += 1
            }
        }
        return result
    }

    /// The amount that begins at a word: money before a count.
    private func mention(at index: Int) -> (Mention, Int)? {
        let isNumber = word(index).hasDigit
        let isSum = isNumber && symbol(before: index) != nil
        if isSum, let glued = glued(at: index) { return glued }
        if !isNumber, let vague = vagueMoney(at: index) { return vague }
        let figure = figure(at: index, isSum: isSum)
        if let figure, let money = money(figure, at: index) { return money }
        if !isNumber, let count = vagueCount(at: index) { return count }
        // What follows no sign of money groups its digits otherwise.
        return (isSum ? self.figure(at: index) : figure).flatMap { count($0, at: index) }
    }

    func word(_ index: Int) -> Word {
        text.tokens.indices.contains(index) ? text.tokens[index].word : .empty
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
        return AmountWords.isModifier(word(index - 2), word(index - 1))
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
        var (place, joint): (Int, Word?) = (index, nil)
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
