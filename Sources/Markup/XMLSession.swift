import CXML

/// A document being read: owns libxml2's context for as long as that takes.
///
/// Names go to the subclass as numbers, each told once what it stands for.
class XMLSession {
    private let limits: MarkupLimits
    private var failure: MarkupFailure?
    private var names = NameTable()
    /// The names of the elements that are open.
    private var open: [Int] = []
    /// Text since the last tag.
    private var pending: [UInt8] = []
    private var context: xmlParserCtxtPtr?

    init(limits: MarkupLimits) { self.limits = limits }

    /// The next number stands for this name from now on.
    func name(_ local: String, in namespace: String) {}
    func start(_ name: Int, _ attributes: borrowing XMLAttributes) throws(MarkupFailure) {}
    func flush(_ text: [UInt8]) {}
    func end(_ name: Int) throws(MarkupFailure) {}

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

    private func start(_ pointers: NamePointers, _ attributes: borrowing XMLAttributes) {
        guard open.count < limits.depth else {
            return stop(.tooLarge("elements are nested deeper than \(limits.depth)"))
        }
        guard attributes.count == 0 || attributes.size <= limits.attributes else {
            return stop(.tooLarge("an element's attributes exceed \(limits.attributes) bytes"))
        }
        flushText()
        let (number, isNew) = names.number(of: pointers)
        if isNew { name(pointers.name, in: pointers.namespace) }
        open.append(number)
        do throws(MarkupFailure) { try start(number, attributes) } catch { stop(error) }
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
        session.start(
            NamePointers(local: local, prefix: prefix, uri: uri), XMLAttributes(fields, count: count))
    }

    private static let onEnd: endElementNsSAX2Func = { me, _, _, _ in
        guard let session = session(me), session.failure == nil, let name = session.open.popLast() else {
            return
        }
        session.flushText()
        do throws(MarkupFailure) { try session.end(name) } catch { session.stop(error) }
    }

    private static let onText: charactersSAXFunc = { me, text, length in
        guard let session = session(me), session.failure == nil else { return }
        session.pending.append(contentsOf: UnsafeBufferPointer(start: text, count: Int(length)))
    }

    private static func session(_ me: UnsafeMutableRawPointer?) -> XMLSession? {
        me.map { Unmanaged<XMLSession>.fromOpaque($0).takeUnretainedValue() }
    }
}
