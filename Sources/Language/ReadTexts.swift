import Synchronization

/// The texts of one paper whose words were found already, since each stage asks for the words of the same passages.
///
/// Whoever runs stages sets ``current`` for as long as they run on one paper. Without it every text is read anew, and nothing
/// else changes.
package final class ReadTexts: Sendable {
    @TaskLocal package static var current: ReadTexts?

    fileprivate struct Entry {
        let scanned: ScannedText
        var tokenized: TokenizedText?
    }

    fileprivate struct State {
        /// The texts of each length; hardly two of a paper have the same.
        var entries: [Int: [Entry]] = [:]
        var room = ReadTexts.mostBytes
    }

    private let state = Mutex(State())

    /// Words take up many times what their text does: of a longer paper the first passages are kept.
    private static let mostBytes = 1 << 18
    /// So many texts of one length are kept; more would have to be told apart letter by letter.
    private static let mostOfOneLength = 16

    package init() {}

    fileprivate func scanned(_ text: String) -> ScannedText {
        state.withLock { state in
            if let place = state.place(of: text) { return state.entries[place.length]?[place.index].scanned }
            return nil
        } ?? keep(Entry(scanned: ScannedText(text))).scanned
    }

    fileprivate func tokenized(_ text: String) -> TokenizedText {
        let known = state.withLock { state in
            state.place(of: text).flatMap { state.entries[$0.length]?[$0.index] }
        }
        if let tokenized = known?.tokenized { return tokenized }
        let scanned = known?.scanned ?? ScannedText(text)
        let tokenized = TokenizedText(scanned)
        _ = keep(Entry(scanned: scanned, tokenized: tokenized))
        return tokenized
    }

    /// Keeps what was read, in the place of what was kept of the same text.
    private func keep(_ entry: Entry) -> Entry {
        let bytes = entry.scanned.bytes
        let length = bytes.count
        state.withLock { state in
            if let index = state.index(of: bytes.span) {
                state.entries[length]?[index] = entry
            } else if length <= state.room, state.entries[length, default: []].count < Self.mostOfOneLength {
                state.entries[length, default: []].append(entry)
                state.room -= length
            }
        }
        return entry
    }
}

extension ReadTexts.State {
    fileprivate func place(of text: String) -> (length: Int, index: Int)? {
        let bytes = text.utf8Span.span
        return index(of: bytes).map { (bytes.count, $0) }
    }

    /// Which of the texts of its length it is.
    fileprivate func index(of bytes: Span<UInt8>) -> Int? {
        guard let entries = entries[bytes.count] else { return nil }
        for index in entries.indices {
            let known = entries[index].scanned.bytes
            if Self.areEqual(bytes, known.span) { return index }
        }
        return nil
    }

    private static func areEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        guard left.count >= 8 else { return left.indices.allSatisfy { left[$0] == right[$0] } }
        return unsafe LetterBlock.areEqual(left.bytes, at: 0, right.bytes, at: 0, count: left.count)
    }
}

extension ScannedText {
    /// The words of a text, which are shared where the stages of a paper run.
    package static func shared(_ text: String) -> ScannedText {
        ReadTexts.current?.scanned(text) ?? ScannedText(text)
    }
}

extension TokenizedText {
    /// The words of a text, which are shared where the stages of a paper run.
    package static func shared(_ text: String) -> TokenizedText {
        ReadTexts.current?.tokenized(text) ?? TokenizedText(text)
    }
}
