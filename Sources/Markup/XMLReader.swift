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
    /// - Returns: the handler as the last event left it.
    /// - Throws: ``MarkupFailure`` for a document that is not read to its end, or whatever the handler throws.
    package static func read<Handler: XMLHandler>(
        _ bytes: [UInt8], charset: String? = nil, limits: MarkupLimits = .init(),
        with handler: consuming Handler
    ) throws(MarkupFailure) -> Handler {
        let text = try TextDecoding.utf8(bytes, charset: charset, declaration: .xml, limit: limits.bytes)
        return try read(utf8: text, limits: limits, with: handler)
    }

    /// Tells `handler` what is in a document that is well-formed UTF-8 already, whatever it says of itself.
    package static func read<Handler: XMLHandler>(
        utf8 text: [UInt8], limits: MarkupLimits = .init(), with handler: consuming Handler
    ) throws(MarkupFailure) -> Handler {
        try read(utf8: text, limits: limits, telling: HandlerEvents(handler)).handler
    }

    /// Tells the events of a document that is well-formed UTF-8 already to `events`, and returns it.
    package static func read<Events: XMLEvents>(
        utf8 text: [UInt8], limits: MarkupLimits = .init(), telling events: consuming Events
    ) throws(MarkupFailure) -> Events {
        guard text.count <= limits.bytes else {
            throw .tooLarge("the document is larger than \(limits.bytes) bytes")
        }
        let teller = XMLTeller(events, limits: limits)
        try XMLSession(text, telling: teller).read()
        return teller.events
    }
}

/// The events of a document, for a handler of some kind.
private struct HandlerEvents<Handler: XMLHandler>: XMLEvents {
    private(set) var handler: Handler
    /// The handler's words for the names of the document, in the order in which they were met.
    private var names: [Handler.Name] = []

    /// The text since the last tag.
    private var text: [UInt8] = []

    init(_ handler: Handler) { self.handler = handler }

    mutating func name(_ local: String, in namespace: String) {
        names.append(Handler.Name(local, in: namespace))
    }

    mutating func start(_ name: Int, _ attributes: borrowing XMLAttributes) throws(MarkupFailure) {
        tellText()
        try handler.start(names[name], attributes)
    }

    mutating func text(_ text: Span<UInt8>) { self.text.append(copying: text) }

    mutating func end(_ name: Int) throws(MarkupFailure) {
        tellText()
        try handler.end(names[name])
    }

    private mutating func tellText() {
        guard !text.isEmpty else { return }
        var whole: [UInt8] = []
        swap(&whole, &text)
        handler.text(whole)
    }
}
