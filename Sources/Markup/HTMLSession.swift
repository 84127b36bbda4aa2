import CXML

/// A page being read: owns libxml2's context for as long as that takes.
final class HTMLSession {
    private let limits: MarkupLimits
    private var layout = PageLayout()
    private var failure: MarkupFailure?
    private var depth = 0
    private var context: htmlParserCtxtPtr?

    private init(limits: MarkupLimits) { self.limits = limits }

    /// Lays out a page that is in UTF-8.
    static func layout(of text: [UInt8], limits: MarkupLimits) throws(MarkupFailure) -> PageLayout {
        let session = HTMLSession(limits: limits)
        // libxml2 drops control characters, which would join the words on both sides.
        let isControl = { (byte: UInt8) in byte < 0x20 && !byte.isMarkupSpace }
        try session.parse(text.contains(where: isControl) ? text.map { isControl($0) ? 0x20 : $0 } : text)
        session.layout.finish()
        return session.layout
    }

    private func parse(_ text: [UInt8]) throws(MarkupFailure) {
        LibXML.prepare()
        guard let context = htmlNewParserCtxt(), let sax = context.pointee.sax else {
            throw .tooLarge("no memory for a parser")
        }
        defer {
            self.context = nil
            xmlFreeParserCtxt(context)
        }
        self.context = context
        sax.pointee = Self.callbacks()
        // libxml2 calls back only while `parse` runs, which keeps `self` alive.
        context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
        let options = HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
        text.withUnsafeBytes { raw in
            let bytes = raw.assumingMemoryBound(to: CChar.self)
            guard let start = bytes.baseAddress, let length = Int32(exactly: bytes.count) else { return }
            // Without a tree to build there is no document to get back.
            _ = htmlCtxtReadMemory(context, start, length, nil, "UTF-8", Int32(options))
        }
        if let failure { throw failure }
    }

    private func stop(_ why: MarkupFailure) {
        if failure == nil { failure = why }
        xmlStopParser(context)
    }

    // MARK: What libxml2 asks of us

    private static func callbacks() -> xmlSAXHandler {
        var handler = xmlSAXHandler()
        handler.initialized = UInt32(XML_SAX2_MAGIC)
        handler.startElement = onStart
        handler.endElement = onEnd
        handler.characters = onText
        handler.ignorableWhitespace = onText
        handler.serror = LibXML.onError
        return handler
    }

    private static let onStart: startElementSAXFunc = { me, name, fields in
        guard let session = session(me), session.failure == nil, let name else { return }
        session.depth += 1
        guard session.depth <= session.limits.depth else {
            return session.stop(.tooLarge("elements are nested deeper than \(session.limits.depth)"))
        }
        session.layout.start(HTMLElement(String(cString: name)), attributes(fields))
    }

    private static let onEnd: endElementSAXFunc = { me, _ in
        guard let session = session(me), session.failure == nil else { return }
        session.depth -= 1
        session.layout.end()
    }

    private static let onText: charactersSAXFunc = { me, text, length in
        guard let session = session(me), session.failure == nil else { return }
        session.layout.text(UnsafeBufferPointer(start: text, count: Int(length)))
        if session.layout.size > session.limits.text {
            session.stop(.tooLarge("the page has more than \(session.limits.text) bytes of text"))
        }
    }

    /// Names and values by turns, up to a null; a value may be null too.
    private static func attributes(
        _ fields: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) -> HTMLElement.Attributes {
        var attributes = HTMLElement.Attributes()
        guard var field = fields else { return attributes }
        while let name = field.pointee {
            attributes.set(
                String(cString: name), to: field.successor().pointee.map { String(cString: $0) } ?? "")
            field += 2
        }
        return attributes
    }

    private static func session(_ me: UnsafeMutableRawPointer?) -> HTMLSession? {
        me.map { Unmanaged<HTMLSession>.fromOpaque($0).takeUnretainedValue() }
    }
}
