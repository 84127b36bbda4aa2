/// The names of elements that a reader of one kind of document tells apart.
package protocol XMLVocabulary {
    /// The word for an element, by its local name and its namespace URI.
    ///
    /// Asked once for each name in a document and remembered. An element outside all namespaces comes with `""`. One
    /// whose prefix is declared nowhere comes with the prefix and a colon (`dc:`), which is no namespace URI.
    init(_ name: String, in namespace: String)
}

/// Takes the events of one document from ``XMLReader``.
package protocol XMLHandler {
    associatedtype Name: XMLVocabulary

    mutating func start(_ name: Name, _ attributes: borrowing XMLAttributes) throws(MarkupFailure)

    /// The text between two tags, whole, in UTF-8.
    mutating func text(_ text: [UInt8])

    mutating func end(_ name: Name) throws(MarkupFailure)
}

package enum XMLNamespace {
    /// What the prefix `xml` stands for.
    package static let xml = "http://www.w3.org/XML/1998/namespace"
}
