/// The printed head of a letter: sender, addressee, and labels such as `DATUM` and `Ons kenmerk:`.
///
/// A text that was taken from print without its lines has it running on behind the subject of the letter.
enum Letterhead {
    /// Words that stand in capitals, or before a colon, in letterheads only.
    private static let labels = [
        " bezorgen", " datum", " betreft", " kenmerk", " bijlage", " onderwerp", " contactpersoon",
    ]
    /// What a letter says and its subject does not.
    private static let wordings = [
        " geachte ", " postbus ", " uw kenmerk", " ons kenmerk", " uw brief van ", " hierbij bied",
        " hierbij zend",
    ]
    /// The addressee, where it stands as a line of its own would.
    private static let addressees = [" de voorzitter van de ", " aan de voorzitter "]
    /// Who writes letters about papers, and leaves the name before the addressee.
    private static let senders = [" algemene rekenkamer"]

    /// `text` up to where a letterhead begins in it, and all of it where none does.
    static func cut(from text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let starts =
            labels.compactMap { label(in: text, $0) }
            + wordings.compactMap { text.firstRange(of: $0)?.lowerBound }
            + addressees.compactMap { place in
                text.firstRange(of: place).map(\.lowerBound).flatMap {
                    text[$0 + 1].isASCIIUppercase ? $0 : nil
                }
            }
        guard let start = starts.min() else { return text }
        var subject = text[..<start]
        while let last = subject.last, last == 0x20 || last == 0x2E || last == 0x2C { subject.removeLast() }
        for sender in senders {
            guard let found = subject.firstRange(of: sender), found.upperBound == subject.endIndex else {
                continue
            }
            let before = subject[..<found.lowerBound]
            // `over de Algemene Rekenkamer` is what the letter is about.
            let article = before.split(separator: 0x20).last ?? []
            if !article.elementsEqual("de".utf8) { subject = before }
        }
        return subject
    }

    /// Where `label` stands as a label does.
    private static func label(in text: ArraySlice<UInt8>, _ label: String) -> Int? {
        var rest = text
        while let found = rest.firstRange(of: label) {
            let isInCapitals = rest[found].dropFirst().allSatisfy(\.isASCIIUppercase)
            if isInCapitals || rest[found.upperBound...].first == UInt8(ascii: ":") {
                return found.lowerBound
            }
            rest = rest[found.upperBound...]
        }
        return nil
    }

}
