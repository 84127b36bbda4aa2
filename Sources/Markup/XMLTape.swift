import CXML

/// What libxml2 told of a piece of a document, written down until the piece is through.
///
/// libxml2 calls for each tag and each text, and from C nothing can be called that depends on who reads. So what it says is
/// noted here, where that costs next to nothing, and told to the reader in one go.
struct XMLTape {
    private enum Kind { case start, text, end }

    private struct Event {
        let kind: Kind
        /// The number of the name of a tag.
        let name: Int
        /// Where in ``attributes`` or ``bytes`` the rest is.
        let first: Int
        var count = 0
    }

    /// What stopped the parser.
    private(set) var failure: MarkupFailure?
    /// The parser, which stops at once where something is refused: what a document type declares would come next.
    var context: xmlParserCtxtPtr?

    private let limits: MarkupLimits
    private var names = NameTable()
    /// Names whose numbers the reader does not know yet.
    private var newNames: [NamePointers] = []
    /// The names of the elements that are open.
    private var open: [Int] = []
    private var events: [Event] = []
    private var attributes: [XMLAttributes.Field] = []
    /// The texts, and the values of attributes.
    private var bytes: [UInt8] = []

    init(limits: MarkupLimits) { self.limits = limits }

    // MARK: What libxml2 says

    mutating func refuse(_ why: MarkupFailure) {
        if failure == nil { failure = why }
        xmlStopParser(context)
    }

    mutating func start(
        _ name: NamePointers, _ fields: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int
    ) {
        guard open.count < limits.depth else {
            return refuse(.tooLarge("elements are nested deeper than \(limits.depth)"))
        }
        let (number, isNew) = names.number(of: name)
        if isNew { newNames.append(name) }
        open.append(number)
        var event = Event(kind: .start, name: number, first: attributes.count)
        if let fields, count > 0 {
            event.count = append(fields, count)
            guard failure == nil else { return }
        }
        events.append(event)
    }

    /// Local name, prefix, namespace URI, and the value's two ends.
    private static let pointersPerAttribute = 5

    private mutating func append(
        _ fields: UnsafeMutablePointer<UnsafePointer<xmlChar>?>, _ count: Int
    ) -> Int {
        let before = attributes.count
        var size = 0
        for index in 0..<count {
            let field = fields + index * Self.pointersPerAttribute
            guard let local = field[0], let start = field[3], let end = field[4] else { continue }
            size += end - start
            guard size <= limits.attributes else {
                refuse(.tooLarge("an element's attributes exceed \(limits.attributes) bytes"))
                return 0
            }
            attributes.append(.init(local: local, uri: field[2], start: bytes.count, length: end - start))
            bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: end - start))
        }
        return attributes.count - before
    }

    mutating func text(_ text: UnsafeBufferPointer<UInt8>) {
        let last = events.count - 1
        if last < 0 || events[last].kind != .text {
            events.append(Event(kind: .text, name: 0, first: bytes.count, count: text.count))
        } else {
            events[last].count += text.count
        }
        bytes.append(contentsOf: text)
    }

    mutating func end() {
        guard let name = open.popLast() else { return }
        events.append(Event(kind: .end, name: name, first: 0))
    }

    // MARK: What the reader hears

    /// Tells everything, and forgets it; but a text at the end, which may go on, only where this `isAll`.
    mutating func tell<Events: XMLEvents>(_ reader: inout Events, isAll: Bool) throws(MarkupFailure) {
        for name in newNames { reader.name(name.name, in: name.namespace) }
        newNames.removeAll(keepingCapacity: true)
        var rest = events[...]
        var tail: Event?
        if !isAll, let last = events.last, last.kind == .text {
            tail = last
            rest = rest.dropLast()
        }
        try bytes.withUnsafeBufferPointer { bytes throws(MarkupFailure) in
            try attributes.withUnsafeBufferPointer { attributes throws(MarkupFailure) in
                for event in rest {
                    let range = event.first..<event.first + event.count
                    switch event.kind {
                    case .start:
                        try reader.start(
                            event.name,
                            XMLAttributes(UnsafeBufferPointer(rebasing: attributes[range]), in: bytes))
                    case .text: reader.text(bytes.span.extracting(range))
                    case .end: try reader.end(event.name)
                    }
                }
            }
        }
        keep(tail)
    }

    private mutating func keep(_ tail: Event?) {
        events.removeAll(keepingCapacity: true)
        attributes.removeAll(keepingCapacity: true)
        guard let tail else { return bytes.removeAll(keepingCapacity: true) }
        // Nothing stands behind the last text.
        bytes.removeSubrange(..<tail.first)
        events.append(Event(kind: .text, name: 0, first: 0, count: tail.count))
    }
}
