import Markup
import Pipeline
import WebSource

/// Gathers a feed from the events of its XML.
struct XMLFeedHandler: XMLEvents {
    /// `nil` until the root was seen.
    private(set) var feed: ParsedFeed?
    /// The feed's format, for whoever asks for each element: out of what may be `nil` all of it would be copied.
    private var format: ParsedFeed.Format?

    private let keepsMarkup: Bool
    private var vocabulary = FeedVocabulary()
    private var open: [FeedElement.Kind] = []
    /// What relative links stand at.
    private var base: WebAddress?
    /// What they stood at before, with the depth at which the feed said otherwise.
    private var outerBases: [(depth: Int, address: WebAddress?)] = []
    private var entry = FeedEntry()
    /// How deep the entry is that is open; 0 while none is.
    private var entryDepth = 0
    private var field: FeedField
    private var isInField = false
    private var rhythm = UpdateRhythm()

    /// - Parameters:
    ///   - base: where the feed came from.
    ///   - keepsMarkup: whether titles and summaries are kept as they stand, too.
    init(base: WebAddress?, keepsMarkup: Bool) {
        self.base = base
        self.keepsMarkup = keepsMarkup
        field = FeedField(keepsMarkup: keepsMarkup)
    }

    private var isInEntry: Bool { entryDepth > 0 }

    // MARK: Events

    mutating func name(_ local: String, in namespace: String) { vocabulary.add(local, in: namespace) }

    mutating func start(_ name: Int, _ attributes: borrowing XMLAttributes) throws(MarkupFailure) {
        if open.isEmpty { vocabulary.findHome(of: vocabulary.elements[name]) }
        let element = vocabulary.elements[name]
        open.append(element.kind)
        if open.count == 1 { try begin(element, attributes) }
        if attributes.count > 0, let reference = attributes["base", in: XMLNamespace.xml] {
            outerBases.append((open.count, base))
            base = base?.resolving(reference) ?? WebAddress(reference)
        }
        if isInField {
            field.start(element, attributes, vocabulary, depth: open.count)
        } else if isInEntry {
            if open.count == entryDepth + 1 { startField(element, attributes) }
        } else if element.kind == .entry || element.kind == .deletedEntry {
            startEntry(element, attributes)
        } else if isHead {
            startField(element, attributes)
        }
    }

    mutating func text(_ text: Swift.Span<UInt8>) { if isInField { field.append(text) } }

    mutating func end(_ name: Int) {
        if isInField {
            if field.depth == open.count {
                isInField = false
                finish()
            } else {
                field.end(vocabulary.elements[name], vocabulary, depth: open.count)
            }
        } else if open.count == entryDepth {
            let whole = takeEntry()
            feed?.add(consume whole)
            entryDepth = 0
        }
        if let outer = outerBases.last, outer.depth == open.count {
            base = outer.address
            outerBases.removeLast()
        }
        open.removeLast()
        if open.isEmpty, feed?.timeToLive == nil { feed?.timeToLive = rhythm.pause }
    }

    private mutating func begin(
        _ root: FeedElement, _ attributes: borrowing XMLAttributes
    ) throws(MarkupFailure) {
        switch root.kind {
        case .feed: feed = ParsedFeed(.atom)
        // A document of one entry (RFC 4287 §2).
        case .entry where root.family == .atom: feed = ParsedFeed(.atom)
        case .rss, .rdf, .channel: feed = ParsedFeed(.rss)
        default: throw .refused("its root element is none of a feed's")
        }
        format = feed?.format
        // CDF names the page in an attribute.
        if root.kind == .channel, let page = attributes["HREF"] ?? attributes["href"] {
            add(link: page, relation: nil, mediaType: nil, rank: 0)
        }
    }

    /// Whether the innermost element belongs to the feed itself.
    private var isHead: Bool {
        guard open.count > 1 else { return false }
        let parent = open[open.count - 2]
        return parent == .feed || parent == .channel
    }

    // MARK: Entries

    private mutating func startEntry(_ element: FeedElement, _ attributes: borrowing XMLAttributes) {
        entryDepth = open.count
        entry = FeedEntry()
        if element.kind == .deletedEntry {
            entry.isDeleted = true
            entry.set(id: attributes["ref"] ?? "", isPermanentLink: false)
            entry.set(updated: attributes["when"].flatMap { DateText.timestamp($0) })
        } else if element.family == .rss, attributes.count > 0 {
            if let page = attributes["HREF"] ?? attributes["href"] {
                entry.add(link: page, relation: nil, mediaType: nil, base: base)
                entry.set(
                    updated: (attributes["LASTMOD"] ?? attributes["lastmod"]).flatMap {
                        DateText.timestamp($0)
                    })
            }
            entry.resource = attributes["about"].map { FeedEntry.bounded(FeedEntry.trimmed($0)) }
        }
    }

    /// The entry that is whole; taken out, so that it is not copied.
    private mutating func takeEntry() -> FeedEntry {
        var whole = FeedEntry()
        swap(&whole, &entry)
        return whole
    }

    private mutating func startField(_ element: FeedElement, _ attributes: borrowing XMLAttributes) {
        field.begin(element, depth: open.count)
        field.rank = rank(of: element)
        switch element.kind {
        case .link:
            if let address = attributes["href"] ?? attributes["HREF"] {
                let (relation, type) = (attributes["rel"], attributes["type"])
                if let relation, FeedEntry.relation(relation) == "enclosure" {
                    add(enclosure: address, mediaType: type, attributes)
                } else {
                    let isLast = element.family == .rss
                    add(link: address, relation: relation, mediaType: type, rank: field.rank, isLast: isLast)
                }
                return
            }
            (field.relation, field.mediaType) = (attributes["rel"], attributes["type"])
        case .enclosure:
            if let address = attributes["url"] ?? attributes["resource"] ?? attributes["href"] {
                add(enclosure: address, mediaType: attributes["type"], attributes)
            }
            return
        case .content:
            // Content elsewhere is a link; content here is more than an announcement needs.
            if element.family == .atom, let address = attributes["src"] {
                add(link: address, relation: "enclosure", mediaType: attributes["type"], rank: 0)
                return
            }
            guard keepsMarkup else { return }
            field.kind = vocabulary.name(of: element) == "encoded" ? .html : .xhtml
            if element.family == .atom {
                field.kind = FeedText.Kind(type: attributes["type"], mode: attributes["mode"])
            }
            // Atom 0.3 has text in Base64; media types elsewhere have files in it.
            let isText = attributes["mode"] != nil && attributes["type"]?.hasPrefix("text/") ?? true
            guard field.kind != .base64 || isText, field.kind != .record else { return }
        case .category:
            // People read the label, and the feed files by the term.
            let (label, term) = (attributes["label"] ?? attributes["text"], attributes["term"])
            if let term = keepsMarkup ? term ?? label : label ?? term {
                change { entry, _ in entry.add(category: term) }
                return
            }
        case .title, .summary:
            if element.family == .atom {
                field.kind = FeedText.Kind(type: attributes["type"], mode: attributes["mode"])
            }
        case .id:
            field.isPermanentLink =
                format == .rss && element.family == .rss
                && (attributes["isPermaLink"] ?? attributes["ispermalink"])?.lowercased() != "false"
        case .published, .created, .updated, .date, .author, .webMaster, .keywords, .timeToLive,
            .updatePeriod,
            .updateFrequency:
            break
        case .feed, .rss, .rdf, .channel, .entry, .deletedEntry, .name, .email, .other: return
        }
        isInField = true
    }

    /// 0 for the feed's own words, more for those of others.
    private func rank(of element: FeedElement) -> UInt8 {
        switch element.family {
        case .atom: format == .atom ? 0 : 1
        case .rss: format == .rss ? 0 : 1
        case .dublinCore, .other: 2
        case .iTunes: vocabulary.name(of: element) == "subtitle" ? 4 : 3
        // Behind the content, which is the entry's own.
        case .media: 16
        }
    }

    /// Changes the entry that is open, or the feed's head.
    private mutating func change(_ body: (inout FeedEntry, WebAddress?) -> Void) {
        if isInEntry {
            body(&entry, base)
        } else if var changed = feed?.head {
            // Taken out while it changes, so that it is not copied.
            feed?.head = FeedEntry()
            body(&changed, base)
            feed?.head = changed
        }
    }

    private mutating func add(
        link: String, relation: String?, mediaType: String?, rank: UInt8, isLast: Bool = false
    ) {
        if !isInEntry, let relation, let next = FeedPages.next(relation, link, base) {
            if feed?.next == nil { feed?.next = next }
        }
        change { entry, base in
            entry.add(
                link: link, relation: relation, mediaType: mediaType, base: base, rank: rank, isLast: isLast)
        }
    }

    private mutating func add(
        enclosure: String, mediaType: String?, _ attributes: borrowing XMLAttributes
    ) {
        let length = keepsMarkup ? attributes["length"] : nil
        let isShown = keepsMarkup
        change { entry, base in
            entry.add(
                enclosure: enclosure, mediaType: mediaType, length: length, base: base, isShown: isShown)
        }
    }

    private mutating func finish() {
        switch field.element.kind {
        case .link:
            let text = field.string
            if !text.isEmpty {
                add(
                    link: text, relation: field.relation, mediaType: field.mediaType, rank: field.rank,
                    isLast: format == .rss)
            }
        case .timeToLive: if !isInEntry { feed?.timeToLive = HTTPTiming.minutes(field.string) }
        case .updatePeriod: if !isInEntry { rhythm.period = field.string }
        case .updateFrequency: if !isInEntry { rhythm.frequency = field.string }
        default:
            let isBased = format == .atom && !outerBases.isEmpty
            let isHead = !isInEntry
            if isInEntry {
                field.tell(&entry, base: base, isBased: isBased, isHead: isHead)
            } else if var head = feed?.head {
                // Taken out while it changes, so that it is not copied.
                feed?.head = FeedEntry()
                field.tell(&head, base: base, isBased: isBased, isHead: isHead)
                feed?.head = head
            }
        }
    }
}
