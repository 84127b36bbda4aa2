import CXML

/// A document being read: owns libxml2's context for as long as that takes.
struct XMLSession: ~Copyable {
    private let listener: XMLListener
    private let context: xmlParserCtxtPtr

    /// Begins with a whole document in UTF-8, of which `listener` is told.
    init(_ text: [UInt8], telling listener: XMLListener) throws(MarkupFailure) {
        LibXML.prepare()
        let bytes = text.isEmpty ? [0x20] : text
        // It copies the bytes, so that they need not outlive the call.
        let created = bytes.withUnsafeBytes {
            xmlCreateMemoryParserCtxt($0.bindMemory(to: CChar.self).baseAddress, Int32(clamping: $0.count))
        }
        guard let context = created else { throw .tooLarge("no memory for a parser") }
        (self.listener, self.context) = (listener, context)
        context.pointee.sax.pointee = Self.callbacks()
        context.pointee.userData = Unmanaged.passUnretained(listener).toOpaque()
        listener.listen(to: context)
        // NOENT resolves XML's own entities inside attributes; there are no others, since document types are refused.
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue | XML_PARSE_IGNORE_ENC.rawValue
        xmlCtxtUseOptions(context, Int32(options))
    }

    deinit { xmlFreeParserCtxt(context) }

    /// Reads all of the document.
    func read() throws(MarkupFailure) {
        xmlParseDocument(context)
        if let failure = listener.failure { throw failure }
        guard context.pointee.wellFormed == 1 else { throw .malformed(LibXML.reason(context)) }
    }

    // MARK: What libxml2 asks of us

    private static func callbacks() -> xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.internalSubset = onDocumentType
        handler.startElementNs = onStart
        handler.endElementNs = onEnd
        handler.characters = onText
        handler.ignorableWhitespace = onText
        handler.cdataBlock = onText
        handler.serror = LibXML.onError
        return handler
    }

    private static let onDocumentType: internalSubsetSAXFunc = { me, _, _, _ in
        guard let me else { return }
        listener(me)._withUnsafeGuaranteedRef {
            $0.refuse(.refused("it declares a document type, and those are never read"))
        }
    }

    private static let onStart: startElementNsSAX2Func = { me, local, prefix, uri, _, _, count, _, fields in
        guard let me, let local else { return }
        listener(me)._withUnsafeGuaranteedRef {
            $0.hearStart(
                NamePointers(local: local, prefix: prefix, uri: uri), XMLAttributes(fields, count: Int(count))
            )
        }
    }

    private static let onEnd: endElementNsSAX2Func = { me, _, _, _ in
        guard let me else { return }
        listener(me)._withUnsafeGuaranteedRef { $0.hearEnd() }
    }

    private static let onText: charactersSAXFunc = { me, text, length in
        guard let me else { return }
        listener(me)._withUnsafeGuaranteedRef {
            $0.hearText(UnsafeBufferPointer(start: text, count: Int(length)))
        }
    }

    /// The session holds on to the listener for as long as libxml2 calls.
    private static func listener(_ me: UnsafeMutableRawPointer) -> Unmanaged<XMLListener> { .fromOpaque(me) }
}
