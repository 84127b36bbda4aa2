import CXML

/// Hears what libxml2 tells of a document.
///
/// libxml2 calls for each tag and each text, and from C nothing generic can be called; but a method can, whatever class overrides
/// it. What is remembered lies behind a pointer, since there are so many calls that even asking whether somebody else is changing
/// it would show.
class XMLListener {
    private struct State {
        var failure: MarkupFailure?
        /// The parser, which stops at once where something is refused: what a document type declares would come next.
        var context: xmlParserCtxtPtr?
        var names = NameTable()
        /// The numbers of the names of the elements that are open.
        var open: [Int] = []
    }

    private final let limits: MarkupLimits
    private final let state: UnsafeMutablePointer<State>

    init(limits: MarkupLimits) {
        self.limits = limits
        state = .allocate(capacity: 1)
        state.initialize(to: State())
    }

    deinit {
        state.deinitialize(count: 1)
        state.deallocate()
    }

    /// What stopped the parser.
    final var failure: MarkupFailure? { state.pointee.failure }

    /// From now on listens to a parser, which must be let go before the listener.
    final func listen(to context: xmlParserCtxtPtr) { state.pointee.context = context }

    // MARK: What libxml2 says

    final func refuse(_ why: MarkupFailure) {
        if state.pointee.failure == nil { state.pointee.failure = why }
        xmlStopParser(state.pointee.context)
    }

    final func hearStart(_ name: NamePointers, _ attributes: borrowing XMLAttributes) {
        guard state.pointee.failure == nil else { return }
        guard state.pointee.open.count < limits.depth else {
            return refuse(.tooLarge("elements are nested deeper than \(limits.depth)"))
        }
        guard attributes.size <= limits.attributes else {
            return refuse(.tooLarge("an element's attributes exceed \(limits.attributes) bytes"))
        }
        let (number, isNew) = state.pointee.names.number(of: name)
        if isNew { tell(name: name.name, in: name.namespace) }
        state.pointee.open.append(number)
        do throws(MarkupFailure) { try tell(start: number, attributes) } catch { refuse(error) }
    }

    final func hearText(_ text: UnsafeBufferPointer<UInt8>) {
        guard state.pointee.failure == nil else { return }
        tell(text: text.span)
    }

    final func hearEnd() {
        guard state.pointee.failure == nil, let number = state.pointee.open.popLast() else { return }
        do throws(MarkupFailure) { try tell(end: number) } catch { refuse(error) }
    }

    // MARK: What its reader hears

    func tell(name: String, in namespace: String) {}
    func tell(start number: Int, _ attributes: borrowing XMLAttributes) throws(MarkupFailure) {}
    func tell(text: Span<UInt8>) {}
    func tell(end number: Int) throws(MarkupFailure) {}
}

/// Tells a reader of some kind what it hears.
final class XMLTeller<Events: XMLEvents>: XMLListener {
    private let reader: UnsafeMutablePointer<Events>

    init(_ reader: consuming Events, limits: MarkupLimits) {
        self.reader = .allocate(capacity: 1)
        self.reader.initialize(to: reader)
        super.init(limits: limits)
    }

    deinit {
        reader.deinitialize(count: 1)
        reader.deallocate()
    }

    /// The reader as the last event left it.
    var events: Events { reader.pointee }

    override func tell(name: String, in namespace: String) { reader.pointee.name(name, in: namespace) }

    override func tell(start number: Int, _ attributes: borrowing XMLAttributes) throws(MarkupFailure) {
        try reader.pointee.start(number, attributes)
    }

    override func tell(text: Span<UInt8>) { reader.pointee.text(text) }
    override func tell(end number: Int) throws(MarkupFailure) { try reader.pointee.end(number) }
}
