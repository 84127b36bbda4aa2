import CXML

/// A document being read: owns libxml2's context for as long as that takes, and the tape on which it writes.
final class XMLSession {
    private let text: [UInt8]
    private var offset = 0
    private let tape: UnsafeMutablePointer<XMLTape>
    private let context: xmlParserCtxtPtr

    /// Begins with a whole document in UTF-8.
    init(_ text: [UInt8], limits: MarkupLimits) throws(MarkupFailure) {
        LibXML.prepare()
        self.text = text
        tape = .allocate(capacity: 1)
        tape.initialize(to: XMLTape(limits: limits))
        var handler = Self.callbacks()
        guard let context = xmlCreatePushParserCtxt(&handler, tape, nil, 0, nil) else {
            tape.deinitialize(count: 1)
            tape.deallocate()
            throw .tooLarge("no memory for a parser")
        }
        self.context = context
        tape.pointee.context = context
        // NOENT resolves XML's own entities inside attributes; there are no others, since document types are refused.
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue | XML_PARSE_IGNORE_ENC.rawValue
        xmlCtxtUseOptions(context, Int32(options))
    }

    deinit {
        xmlFreeParserCtxt(context)
        tape.deinitialize(count: 1)
        tape.deallocate()
    }

    /// Pieces this small keep libxml2's own buffer small, and the tape.
    private static let piece = 1 << 16

    /// Tells all of the document.
    func tell<Events: XMLEvents>(_ reader: inout Events) throws(MarkupFailure) {
        var isLast = false
        while !isLast {
            let length = min(Self.piece, text.count - offset)
            isLast = offset + length == text.count
            parse(length, isLast: isLast)
            offset += length
            let isBroken = tape.pointee.failure != nil || context.pointee.wellFormed != 1
            try tape.pointee.tell(&reader, isAll: isLast || isBroken)
            if let failure = tape.pointee.failure { throw failure }
            if isBroken { break }
        }
        guard context.pointee.wellFormed == 1 else { throw .malformed(LibXML.reason(context)) }
    }

    private func parse(_ length: Int, isLast: Bool) {
        text.withUnsafeBytes { raw in
            let start = raw.assumingMemoryBound(to: CChar.self).baseAddress.map { $0 + offset }
            xmlParseChunk(context, start, Int32(length), isLast ? 1 : 0)
        }
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
        tape(me)?.pointee.refuse(.refused("it declares a document type, and those are never read"))
    }

    private static let onStart: startElementNsSAX2Func = { me, local, prefix, uri, _, _, count, _, fields in
        guard let tape = tape(me), tape.pointee.failure == nil, let local else { return }
        tape.pointee.start(
            NamePointers(local: local, prefix: prefix, uri: uri), fields, count: Int(count))
    }

    private static let onEnd: endElementNsSAX2Func = { me, _, _, _ in
        guard let tape = tape(me), tape.pointee.failure == nil else { return }
        tape.pointee.end()
    }

    private static let onText: charactersSAXFunc = { me, text, length in
        guard let tape = tape(me), tape.pointee.failure == nil else { return }
        tape.pointee.text(UnsafeBufferPointer(start: text, count: Int(length)))
    }

    private static func tape(_ me: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLTape>? {
        me?.assumingMemoryBound(to: XMLTape.self)
    }
}
