package import Pipeline

/// One place where the text of an answer changed, for people to read.
package struct TextChange: Hashable, Codable, Sendable {
    package enum Kind: String, Hashable, Codable, Sendable {
        case insert, delete, replace
    }

    package var passage: Passage
    package var kind: Kind
    /// What stood there, and what stands there now; shortened in the middle where it is long.
    package var before: String
    package var after: String

    package init(_ passage: Passage, before: String, after: String) {
        self.passage = passage
        kind = before.isEmpty ? .insert : after.isEmpty ? .delete : .replace
        (self.before, self.after) = (before, after)
    }

    private enum CodingKeys: String, CodingKey {
        case kind, before, after
        case passage = "in"
    }

    /// Changes of one passage that are told at most.
    static let limit = 20
    /// Bytes of text before and after a cut in the middle.
    private static let shownAtEachEnd = 160

    /// What changed from `old` to `new`, word by word; at most ``limit`` places of each passage.
    package static func between(_ old: Answer, _ new: Answer) -> [TextChange] {
        Passage.allCases.flatMap { passage in
            changes(in: passage, from: old.text(of: passage), to: new.text(of: passage))
        }
    }

    private static func changes(in passage: Passage, from old: String, to new: String) -> [TextChange] {
        guard old != new else { return [] }
        let (before, after) = (Wording(old), Wording(new))
        let hunks = WordDifference(before.words.map(before.folded), after.words.map(after.folded)).hunks
        let (oldBytes, newBytes) = (Array(old.utf8), Array(new.utf8))
        return hunks.lazy.filter { hunk in
            // Words that were only parted or joined differently.
            before.letters(of: hunk.before) != after.letters(of: hunk.after)
        }.prefix(limit).map { hunk in
            TextChange(
                passage, before: shown(before.range(of: hunk.before), of: oldBytes),
                after: shown(after.range(of: hunk.after), of: newBytes))
        }
    }

    private static func shown(_ range: Range<Int>, of bytes: [UInt8]) -> String {
        guard range.count > 2 * shownAtEachEnd else { return String(decoding: bytes[range], as: UTF8.self) }
        let head = bytes.scalarStart(atOrBefore: range.lowerBound + shownAtEachEnd)
        let tail = bytes.scalarStart(atOrBefore: range.upperBound - shownAtEachEnd)
        return String(decoding: bytes[range.lowerBound..<head], as: UTF8.self) + " … "
            + String(decoding: bytes[tail..<range.upperBound], as: UTF8.self)
    }
}

extension Wording {
    fileprivate func letters(of words: Range<Int>) -> ArraySlice<UInt8> {
        guard let first = self.words[words].first, let last = self.words[words].last else { return [] }
        return letters[first.letters.lowerBound..<last.letters.upperBound]
    }

    fileprivate func range(of words: Range<Int>) -> Range<Int> {
        guard let first = self.words[words].first, let last = self.words[words].last else { return 0..<0 }
        return first.range.lowerBound..<last.range.upperBound
    }
}

extension [UInt8] {
    /// The nearest place at or before `offset` where a scalar begins, held within the text.
    func scalarStart(atOrBefore offset: Int) -> Int {
        guard offset > 0 else { return 0 }
        guard offset < count else { return count }
        var place = offset
        while place > 0, self[place] & 0xC0 == 0x80 { place -= 1 }
        return place
    }
}

extension TextChange: JSONWritable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("after", after)
            writer.member("before", before)
            writer.member("in", passage)
            writer.member("kind", kind.rawValue)
        }
    }
}
