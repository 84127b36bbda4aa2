/// Takes the events of one document, with numbers for names.
///
/// What ``XMLHandler`` is to most readers; this one is for those who read so much that each event counts.
package protocol XMLEvents {
    /// The next number, counted from 0, stands for this name from now on; see ``XMLVocabulary``.
    mutating func name(_ local: String, in namespace: String)

    mutating func start(_ name: Int, _ attributes: borrowing XMLAttributes) throws(MarkupFailure)

    /// A piece of the text between two tags, in UTF-8: whole characters.
    mutating func text(_ text: Span<UInt8>)

    mutating func end(_ name: Int) throws(MarkupFailure)
}

extension [UInt8] {
    /// Appends bytes that are only lent.
    package mutating func append(copying bytes: Span<UInt8>) {
        bytes.withUnsafeBufferPointer { append(contentsOf: $0) }
    }
}
