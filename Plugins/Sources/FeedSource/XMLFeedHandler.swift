import Markup
import Pipeline
import WebSource

/// Gathers a feed from the events of its XML.
struct XMLFeedHandler: XMLHandler {
    /// `nil` until the root was seen.
    private(set) var feed: ParsedFeed?

    private var open: [FeedElement] = []
    /// What relative links stand at, with the depth at which it was said.
    private var bases: [(depth: Int, address: WebAddress?)]
    private var entry: FeedEntry?
    private var entryDepth = 0
    private var field: Field?

    /// An element whose text is being gathered.
    private struct Field {
        var element: FeedElement
        var depth: Int
        var kind = FeedText.Kind.unsaid
        var isPermanentLink = false
        var hasElements = false
        var hasName = false
        /// False once nothing more belongs to it.
        var isOpen = true
        var text: [UInt8] = []
    }

    /// Longest text that is gathered of one field, in bytes; the rest of it is not needed.
    private static let longestField = 1 << 20

    init(base: WebAddress?) { bases = [(0, base)] }

    private var base: WebAddress? { bases.last?.address }

    // MARK: Events

    mutating func start(_ name: FeedElement, _ attributes: borrowing XMLAttributes) throws(MarkupFailure) {
        open.append(name)
        if open.count == 1 { try begin(name) }
        if attributes.count > 0, let reference = attributes["base", in: XMLNamespace.xml] {
            bases.append((open.count, base?.resolving(reference) ?? WebAddress(reference)))
        }
        if field != nil {
            startWithinField(name)
        } else if entry != nil {
            if open.count == entryDepth + 1 { startField(name, attributes) }
        } else if name == .entry || name == .deletedEntry {
            startEntry(name, attributes)
        } else if isHead {
            startField(name, attributes)
        }
    }

    mutating func text(_ text: [UInt8]) {
        guard field?.isOpen == true, let size = field?.text.count, size < Self.longestField else { return }
        field?.text += text.prefix(Self.longestField - size)
    }

    mutating func end(_ name: FeedElement) {
        if let ended = field, ended.depth == open.count {
            field = nil
            if entry != nil { finish(ended) } else { finishHead(ended) }
        } else if field?.hasName == true, name == .name {
            field?.isOpen = false
        } else if let ended = entry, open.count == entryDepth {
            feed?.add(ended)
            entry = nil
        }
        if let last = bases.last, last.depth == open.count, bases.count > 1 { bases.removeLast() }
        open.removeLast()
    }

    private mutating func begin(_ root: FeedElement) throws(MarkupFailure) {
        switch root {
        case .feed: feed = ParsedFeed(.atom)
        case .rss, .rdf, .channel: feed = ParsedFeed(.rss)
        default: throw .refused("its root element is none of a feed's")
        }
    }

    /// Whether the innermost element belongs to the feed itself.
    private var isHead: Bool {
        guard open.count > 1 else { return false }
        let parent = open[open.count - 2]
        return parent == .feed || parent == .channel
    }

    // MARK: Entries

    private mutating func startEntry(_ name: FeedElement, _ attributes: borrowing XMLAttributes) {
        entryDepth = open.count
        var entry = FeedEntry()
        if name == .deletedEntry {
            entry.isDeleted = true
            entry.id = attributes["ref"]
            entry.updated = attributes["when"].flatMap { DateText.timestamp($0) }
        }
        self.entry = entry
    }

    private mutating func startField(_ name: FeedElement, _ attributes: borrowing XMLAttributes) {
        var field = Field(element: name, depth: open.count)
        switch name {
        case .link:
            if let address = attributes["href"] {
                add(link: address, relation: attributes["rel"], mediaType: attributes["type"])
            }
        case .enclosure:
            if let address = attributes["url"] {
                add(link: address, relation: "enclosure", mediaType: attributes["type"])
            }
            return
        case .content:
            // Content elsewhere is a link; content here is more than an announcement needs.
            if let address = attributes["src"] {
                add(link: address, relation: "enclosure", mediaType: attributes["type"])
            }
            return
        case .category:
            if let term = attributes["label"] ?? attributes["term"] {
                entry?.add(category: term)
                return
            }
        case .title, .summary:
            if feed?.format == .atom {
                field.kind = Self.isMarkup(attributes["type"], attributes["mode"]) ? .html : .plain
            }
        case .id:
            field.isPermanentLink = feed?.format == .rss && attributes["isPermaLink"]?.lowercased() != "false"
        case .published, .updated, .author, .timeToLive: break
        case .feed, .rss, .rdf, .channel, .entry, .deletedEntry, .name, .other: return
        }
        self.field = field
    }

    /// Whether the text of an Atom element is escaped markup; XHTML has none left once its tags are gone.
    private static func isMarkup(_ type: String?, _ mode: String?) -> Bool {
        switch type?.lowercased() {
        case "html": true
        case "text/html": mode != "xml"
        default: false
        }
    }

    private mutating func startWithinField(_ name: FeedElement) {
        field?.hasElements = true
        // Of an Atom author, the name alone: what came before it goes, and what follows stays out.
        guard name == .name, field?.element == .author, field?.hasName == false else { return }
        field?.text = []
        field?.hasName = true
    }

    private mutating func add(link: String, relation: String?, mediaType: String?) {
        let base = base
        if entry != nil {
            entry?.add(link: link, relation: relation, mediaType: mediaType, base: base)
        } else if relation ?? "alternate" == "alternate", feed?.site == nil {
            feed?.site = base?.resolving(link)?.normalised
        }
    }

    private mutating func finish(_ field: Field) {
        let text = String(decoding: field.text, as: UTF8.self)
        switch field.element {
        case .id: entry?.set(id: text, isPermanentLink: field.isPermanentLink)
        case .title: entry?.set(title: FeedText.plain(field.text, field.kind, longest: FeedText.longestTitle))
        case .link: if !text.isEmpty { add(link: text, relation: nil, mediaType: nil) }
        case .published: entry?.set(published: DateText.timestamp(text))
        case .updated: entry?.set(updated: DateText.timestamp(text))
        case .summary:
            entry?.set(summary: FeedText.plain(field.text, field.kind, longest: FeedText.longestSummary))
        // An author who is given as elements has a name among them.
        case .author: if !field.hasElements || field.hasName { entry?.add(author: text) }
        case .category: entry?.add(category: text)
        default: break
        }
    }

    private mutating func finishHead(_ field: Field) {
        let text = String(decoding: field.text, as: UTF8.self)
        switch field.element {
        case .title where feed?.title == nil:
            feed?.title = FeedText.plain(field.text, field.kind, longest: FeedText.longestTitle)
        case .link: if !text.isEmpty { add(link: text, relation: nil, mediaType: nil) }
        case .timeToLive: feed?.timeToLive = HTTPTiming.minutes(text)
        default: break
        }
    }
}
