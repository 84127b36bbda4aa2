import CXML

/// Reads XML documents, event by event, over libxml2's SAX2 interface.
///
/// A document that declares a document type is refused before its first element: no DTD, no entity but XML's own five,
/// nothing external, no XInclude. A document that is cut off or not well formed is an error, whatever was read of it.
package enum XMLReader {
    /// Tells `handler` what is in the document, and returns it.
    ///
    /// - Parameters:
    ///   - bytes: the document, in whatever encoding ``TextDecoding`` finds.
    ///   - charset: the charset parameter of the HTTP answer.
    ///   - limits: what is refused as too large.
    ///   - handler: what takes the events.
    package static func read<Handler: XMLHandler>(
        _ bytes: [UInt8], charset: String? = nil, limits: MarkupLimits = .init(),
        with handler: consuming Handler
    ) throws(MarkupFailure) -> Handler {
        let text = try TextDecoding.utf8(bytes, charset: charset, declaration: .xml, limit: limits.bytes)
        let session = HandlerSession(handler, limits: limits)
        try session.parse(text)
        return session.handler
    }
}

/// A document being read, for a handler of some kind.
private final class HandlerSession<Handler: XMLHandler>: XMLSession {
    var handler: Handler
    private var names = NameCache<Handler.Name>()
    private var open: [Handler.Name] = []

    init(_ handler: consuming Handler, limits: MarkupLimits) {
        self.handler = handler
        super.init(limits: limits)
    }

    override func start(_ name: NamePointers, _ attributes: borrowing XMLAttributes) throws(MarkupFailure) {
        let name = names[name]
        open.append(name)
        try handler.start(name, attributes)
    }

    override func flush(_ text: [UInt8]) { handler.text(text) }

    override func end() throws(MarkupFailure) {
        guard let name = open.popLast() else { return }
        try handler.end(name)
    }
}

/// Words for names, found by where libxml2 keeps the names: it keeps each once, for as long as it reads the document.
private struct NameCache<Name: XMLVocabulary> {
    private var slots: [(pointers: NamePointers, name: Name)?] = Array(repeating: nil, count: size)
    private static var size: Int { 128 }

    subscript(pointers: NamePointers) -> Name {
        mutating get {
            let slot = pointers.hash & (Self.size - 1)
            if let known = slots[slot], known.pointers == pointers { return known.name }
            let name = Name(pointers.name, in: pointers.namespace)
            slots[slot] = (pointers, name)
            return name
        }
    }
}
