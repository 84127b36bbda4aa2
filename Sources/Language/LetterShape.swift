/// Follows the letters of a word to say how it is capitalised.
struct LetterShape {
    var smalls = 0
    var others = 0
    private var capitals = 0
    private var startsWithCapital = false

    mutating func seeCapital() {
        if capitals &+ smalls &+ others == 0 { startsWithCapital = true }
        capitals &+= 1
    }

    /// A letter beyond ASCII.
    mutating func see(_ scalar: Unicode.Scalar) {
        // Western accents are nearly all of these; the sign for division among them is no letter.
        if (0xDF...0xFF).contains(scalar.value) {
            smalls += 1
        } else if scalar.properties.isUppercase {
            seeCapital()
        } else if scalar.properties.isLowercase {
            smalls += 1
        } else {
            others += 1
        }
    }

    var letterCase: Token.LetterCase {
        if capitals == 0 { return smalls == 0 ? .none : .lower }
        if smalls == 0 { return capitals &+ others > 1 ? .upper : .capitalised }
        return capitals == 1 && startsWithCapital ? .capitalised : .mixed
    }
}
