/// Tells headings from paragraphs, which takes a look at what follows.
enum Headings {
    /// The longest text that is still a heading.
    private static let longest = 160

    /// The elements with headings marked as such.
    static func found(in elements: [Element]) -> [Element] {
        var result: [Element] = []
        result.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            guard case .paragraph(let paragraph) = element, paragraph.opening == .blank,
                isTitle(paragraph.text)
            else {
                result.append(element)
                continue
            }
            let next = index + 1 < elements.count ? elements[index + 1] : nil
            let title = isNumbered(paragraph.text)
            if title || opensContributions(next) {
                result.append(.section(paragraph.text.string))
            } else {
                result.append(element)
            }
        }
        return result
    }

    /// A short line with a capital and without the marks that end or part a sentence.
    private static func isTitle(_ text: Bytes) -> Bool {
        guard text.count <= longest, let first = text.first, let last = text.last else { return false }
        let begins = first.isASCIIUppercase || first.isDigit || first == 0xC3
        return begins && ![0x2E, 0x3F, 0x21, 0x2C, 0x3B, 0x3A, 0x2D].contains(last) && !text.endsSentence
    }

    /// `II Antwoord/reactie van de bewindspersoon`, `III. Volledige agenda`.
    private static func isNumbered(_ text: Bytes) -> Bool {
        let numeral = text.prefix { [0x49, 0x56, 0x58].contains($0) }
        guard (1...4).contains(numeral.count) else { return false }
        var scanner = ByteScanner(text, at: numeral.count)
        _ = scanner.skip(".")
        return scanner.skipSpaces() && scanner.current?.isASCIIUppercase == true
    }

    private static func opensContributions(_ next: Element?) -> Bool {
        switch next {
        case .party: true
        case .paragraph(let paragraph): PartyHead.speaker(Bytes(paragraph.text.prefix(200))) != nil
        default: false
        }
    }
}

/// The papers that a consultation was about, from its agenda.
enum Agenda {
    /// A title from the first paper on the agenda; `nil` where there is none.
    static func title(in elements: [Element]) -> String? {
        var isAgenda = false
        for element in elements {
            switch element {
            case .section(let title): isAgenda = Bytes(title.utf8).has("volledige agenda")
            case .paragraph(let paragraph) where isAgenda:
                var scanner = ByteScanner(paragraph.text)
                _ = scanner.skipDash() || scanner.skip("\u{2022}")
                scanner.skipSpaces()
                var end = paragraph.text.count
                if let bracket = scanner.rest.lastIndex(of: 0x28), bracket > scanner.position + 10 {
                    end = bracket
                }
                let item = paragraph.text[scanner.position..<end].trimmed.prefix(300)
                return item.isEmpty ? nil : "Verslag van een schriftelijk overleg over \(item.string)"
            default: continue
            }
        }
        return nil
    }
}
