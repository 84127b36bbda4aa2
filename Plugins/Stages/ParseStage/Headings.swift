import Pipeline

/// Tells headings from paragraphs, which takes a look at what follows.
enum Headings {
    /// The longest text that is still a heading.
    private static let longest = 160
    /// The longest that is one although no blank line stands above it.
    private static let shortest = 60

    /// The elements with headings marked as such.
    static func found(in elements: [Element]) -> [Element] {
        var result: [Element] = []
        result.reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            let next = index + 1 < elements.count ? elements[index + 1] : nil
            guard case .paragraph(let paragraph) = element,
                paragraph.opening == .blank || paragraph.text.count <= shortest && opensContributions(next),
                isTitle(paragraph.text)
            else {
                result.append(element)
                continue
            }
            let isHeading = paragraph.role == .heading || isNumbered(paragraph.text)
            result.append(isHeading || opensContributions(next) ? .section(paragraph) : element)
        }
        return result
    }

    /// The elements with those headings marked that are set as such and stand before a numbered question.
    static func beforeQuestions(in elements: [Element]) -> [Element] {
        var result = elements
        var opensQuestion = false
        for index in elements.indices.reversed() {
            switch elements[index] {
            case .marker(let marker, _): opensQuestion = marker.role == .question
            case .paragraph(let paragraph)
            where opensQuestion && isTitle(paragraph.text) && paragraph.role != .question
                && paragraph.role != .answer
                && (paragraph.role == .heading || paragraph.style?.isBold == true):
                result[index] = .section(paragraph)
            default: opensQuestion = false
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
    static func isNumbered(_ text: Bytes) -> Bool {
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
            case .section(let title): isAgenda = title.text.has("volledige agenda")
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
