/// How one level of a list is numbered.
struct ListLevel {
    enum Form: Equatable {
        case decimal
        case letter(isUpper: Bool)
        case roman(isUpper: Bool)
        case bullet
        case none
    }

    var form = Form.none
    var start = 1
    /// What is printed, `%1` for the number of the first level: `%1.`, `%1.%2)`.
    var text = ""
}

/// Counts the items of lists, as a word processor does.
struct ListCounter {
    /// Levels beyond are not numbered; ECMA-376 has nine, OpenDocument ten.
    static let deepest = 10

    private var numbers: [String: [Int?]] = [:]

    /// The label of the next item of `list` on `level`, as printed; `nil` where it has none.
    mutating func next(_ list: String, level: Int, levels: [ListLevel]) -> String? {
        guard (0..<Self.deepest).contains(level), level < levels.count else { return nil }
        var counts = numbers[list] ?? Array(repeating: nil, count: Self.deepest)
        counts[level] = counts[level].map { $0 &+ 1 } ?? levels[level].start
        for deeper in (level + 1)..<max(Self.deepest, level + 1) { counts[deeper] = nil }
        numbers[list] = counts
        switch levels[level].form {
        case .none: return nil
        case .bullet: return "-"
        default: break
        }
        var label = ""
        var isNumber = false
        for character in levels[level].text.unicodeScalars {
            if isNumber {
                isNumber = false
                guard (0x31...0x39).contains(character.value) else { continue }
                let wanted = Int(character.value) - 0x31
                guard wanted < levels.count, wanted <= level else { continue }
                label += Self.number(counts[wanted] ?? levels[wanted].start, levels[wanted].form)
            } else if character == "%" {
                isNumber = true
            } else {
                label.unicodeScalars.append(character)
            }
        }
        return label.isEmpty ? nil : label
    }

    /// A number in the form in which it is printed.
    static func number(_ number: Int, _ form: ListLevel.Form) -> String {
        switch form {
        case .decimal: String(number)
        case .letter(let isUpper): letters(number, isUpper: isUpper)
        case .roman(let isUpper): roman(number, isUpper: isUpper)
        case .bullet, .none: ""
        }
    }

    /// a, b … z, aa, bb …
    private static func letters(_ number: Int, isUpper: Bool) -> String {
        guard (1...260).contains(number) else { return String(number) }
        let letter = UnicodeScalar(UInt8((isUpper ? 0x41 : 0x61) + (number - 1) % 26))
        return String(repeating: Character(letter), count: (number - 1) / 26 + 1)
    }

    private static func roman(_ number: Int, isUpper: Bool) -> String {
        guard (1...3999).contains(number) else { return String(number) }
        let signs = [
            (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
            (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
        ]
        var (left, text) = (number, "")
        for (value, sign) in signs {
            while left >= value {
                text += sign
                left -= value
            }
        }
        return isUpper ? text.uppercased() : text
    }
}
