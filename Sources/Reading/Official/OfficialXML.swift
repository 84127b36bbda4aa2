import Markup
import Pipeline

/// Reads papers in the XML of officielebekendmakingen.nl.
enum OfficialXML {
    /// The elements that such papers begin with: the schema's, and those before it.
    static let roots: Set<String> = [
        "officiele-publicatie", "kamervragen", "kamervraag", "vraagdoc", "kamerstuk", "kamerwrk",
        "handelingen",
        "handelin", "staatsbl", "staatsblad", "staatscourant", "vblad", "metadata",
    ]

    private static let markup = MarkupLimits(bytes: 48 << 20)

    static func lines(_ bytes: [UInt8], charset: String?) throws(ReadFailure) -> [PaperText.Line] {
        let text: OfficialText
        do throws(MarkupFailure) {
            text = try XMLReader.read(
                withoutDocumentType(bytes), charset: charset, limits: markup, with: OfficialText())
        } catch {
            throw ReadFailure(error, in: "XML")
        }
        let size = text.paragraphs.reduce(0) { $0 + $1.text.count }
        let isStub = text.paragraphs.allSatisfy { paragraph in
            paragraph.isEmpty || paragraph.text.count < 200 && saysNothingIsHere(paragraph.text)
        }
        guard size > 0, !isStub else {
            throw .empty("the paper has no text in this form; its PDF may have")
        }
        var notes = FlowNotes(text.paragraphs)
        notes.add(text.notes, label: { String($0) })
        notes.relabel(text.noteLabels)
        var lines: [PaperText.Line] = []
        notes.write(text.paragraphs, to: &lines)
        return lines
    }

    private static func saysNothingIsHere(_ text: [UInt8]) -> Bool {
        let words = String(decoding: text, as: UTF8.self).lowercased().split { !$0.isLetter }
        return zip(words, words.dropFirst()).contains { $0 == "niet" && $1 == "beschikbaar" }
    }

    // MARK: Before the root

    /// The name of the root element; `nil` where there is none near the beginning.
    static func root(of head: ArraySlice<UInt8>) -> String? {
        guard let start = prolog(head).root else { return nil }
        let name = head[start...].prefix { byte in
            (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2D
                || byte == 0x5F
        }
        return name.isEmpty ? nil : String(decoding: name, as: UTF8.self).lowercased()
    }

    /// The paper without a document type that only names its schema; one that declares anything stays, and is refused.
    private static func withoutDocumentType(_ bytes: [UInt8]) -> [UInt8] {
        guard let found = prolog(bytes.prefix(longestProlog)).documentType,
            !bytes[found].contains(UInt8(ascii: "["))
        else { return bytes }
        return Array(bytes[..<found.lowerBound] + bytes[found.upperBound...])
    }

    private static let longestProlog = 4096

    /// Where the document type stands, and where the root's name begins.
    private static func prolog(_ head: ArraySlice<UInt8>) -> (documentType: Range<Int>?, root: Int?) {
        var documentType: Range<Int>?
        var index = head.startIndex
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { index += 3 }
        while index < head.endIndex {
            guard head[index] == 0x3C else {
                guard head[index] <= 0x20 else { return (documentType, nil) }
                index += 1
                continue
            }
            let rest = head[(index + 1)...]
            guard rest.first == 0x3F || rest.first == 0x21 else { return (documentType, index + 1) }
            let isComment = rest.starts(with: "!--".utf8)
            guard var end = end(of: isComment ? "-->" : ">", in: rest) else { return (documentType, nil) }
            if !isComment, rest.first == 0x21, head[index..<end].contains(UInt8(ascii: "[")) {
                // Its declarations end elsewhere.
                guard let close = self.end(of: "]>", in: rest) else { return (documentType, nil) }
                end = close
            }
            if !isComment, rest.first == 0x21 { documentType = index..<end }
            index = end
        }
        return (documentType, nil)
    }

    private static func end(of mark: StaticString, in bytes: ArraySlice<UInt8>) -> Int? {
        let mark = Array(mark.description.utf8)
        var index = bytes.startIndex
        while index + mark.count <= bytes.endIndex {
            if bytes[index..<index + mark.count].elementsEqual(mark) { return index + mark.count }
            index += 1
        }
        return nil
    }
}
