import CXML

/// An element's name as libxml2 holds it.
struct NamePointers: Equatable {
    let local: UnsafePointer<xmlChar>
    let prefix: UnsafePointer<xmlChar>?
    let uri: UnsafePointer<xmlChar>?

    var hash: Int { (Int(bitPattern: local) &+ Int(bitPattern: uri) &* 31) >> 3 }
    var name: String { String(cString: local) }
    var namespace: String {
        if let uri { return String(cString: uri) }
        return prefix.map { String(cString: $0) + ":" } ?? ""
    }
}

/// A document being read: owns libxml2's context for as long as that takes.
class XMLSession {
    private let limits: MarkupLimits
    private var failure: MarkupFailure?
    private var depth = 0
    /// Text since the last tag.
    private var pending: [UInt8] = []
    private var context: xmlParserCtxtPtr?

    init(limits: MarkupLimits) { self.limits = limits }

    func start(_ name: NamePointers, _ attributes: borrowing XMLAttributes) throws(MarkupFailure) {}
    func flush(_ text: [UInt8]) {}
    func end() throws(MarkupFailure) {}

    /// Reads a whole document in UTF-8.
    final func parse(_ text: [UInt8]) throws(MarkupFailure) {
        LibXML.prepare()
        var handler = Self.callbacks()
        // libxml2 calls back only while `parse` runs, which keeps `self` alive.
        let me = Unmanaged.passUnretained(self).toOpaque()
        guard let context = xmlCreatePushParserCtxt(&handler, me, nil, 0, nil) else {
            throw .tooLarge("no memory for a parser")
        }
        defer {
            self.context = nil
            xmlFreeParserCtxt(context)
        }
        self.context = context
        // NOENT resolves XML's own entities inside attributes; there are no others, since document types are refused.
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue | XML_PARSE_IGNORE_ENC.rawValue
        xmlCtxtUseOptions(context, Int32(options))
        feed(text, to: context)
        if let failure { throw failure }
        guard context.pointee.wellFormed == 1 else { throw .malformed(LibXML.reason(context)) }
    }

    /// Pieces this small keep libxml2's own buffer small.
    private static let chunk = 1 << 16

    private func feed(_ text: [UInt8], to context: xmlParserCtxtPtr) {
        text.withUnsafeBytes { raw in
            let bytes = raw.assumingMemoryBound(to: CChar.self)
            var offset = 0
            repeat {
                let length = min(Self.chunk, bytes.count - offset)
                let isLast = offset + length == bytes.count
                xmlParseChunk(
                    context, bytes.baseAddress.map { $0 + offset }, Int32(length), isLast ? 1 : 0)
                offset += length
            } while offset < bytes.count && failure == nil && context.pointee.wellFormed == 1
        }
    }

    private func stop(_ why: MarkupFailure) {
        if failure == nil { failure = why }
        xmlStopParser(context)
    }

    private func flushText() {
        guard !pending.isEmpty else { return }
        flush(pending)
        pending.removeAll(keepingCapacity: true)
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
        session(me)?.stop(.refused("it declares a document type, and those are never read"))
    }

    private static let onStart: startElementNsSAX2Func = { me, local, prefix, uri, _, _, count, _, fields in
        guard let session = session(me), session.failure == nil, let local else { return }
        let attributes = XMLAttributes(fields, count: count)
        session.depth += 1
        guard session.depth <= session.limits.depth else {
            return session.stop(.tooLarge("elements are nested deeper than \(session.limits.depth)"))
        }
        guard attributes.count == 0 || attributes.size <= session.limits.attributes else {
            return session.stop(
                .tooLarge("an element's attributes exceed \(session.limits.attributes) bytes"))
        }
        session.flushText()
        do throws(MarkupFailure) {
            try session.start(NamePointers(local: local, prefix: prefix, uri: uri), attributes)
        } catch {
            session.stop(error)
        }
    }

    private static let onEnd: endElementNsSAX2Func = { me, _, _, _ in
        guard let session = session(me), session.failure == nil else { return }
        session.depth -= 1
        session.flushText()
        do throws(MarkupFailure) { try session.end() } catch { session.stop(error) }
    }

    private static let onText: charactersSAXFunc = { me, text, length in
        guard let session = session(me), session.failure == nil else { return }
        session.pending.append(contentsOf: UnsafeBufferPointer(start: text, count: Int(length)))
    }

    private static func session(_ me: UnsafeMutableRawPointer?) -> XMLSession? {
        me.map { Unmanaged<XMLSession>.fromOpaque($0).takeUnretainedValue() }
    }
}
