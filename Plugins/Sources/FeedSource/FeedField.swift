import Markup
import Pipeline
import WebSource

/// An element of an entry, or of a feed's head, whose text is being gathered.
struct FeedField {
    private(set) var element = FeedElement.unknown
    private(set) var depth = 0
    var kind = FeedText.Kind.unsaid
    /// 0 for what the feed says in its own words, more for those of other vocabularies.
    var rank: UInt8 = 0
    var isPermanentLink = false
    /// What a link is for, and to, whose address is its text.
    var relation: String?
    var mediaType: String?

    private let keepsMarkup: Bool
    private var text: [UInt8] = []
    /// The text with the tags in it, once there are any.
    private var markup: [UInt8]?
    /// The depth of the `div` in which Atom wraps XHTML, and which is no part of it.
    private var wrapper: Int?
    /// Where the start tag ended that was written last, for an element that has nothing in it.
    private var endOfStartTag = 0
    private var person = Person()

    /// The parts of an Atom author.
    private struct Person {
        /// True where there are any elements.
        var isParted = false
        var hasName = false
        /// Kept from one author to the next, for what they have grown to.
        var (name, email): ([UInt8], [UInt8]) = ([], [])
        /// Which of them is open.
        var part = FeedElement.Kind.other

        mutating func start(_ kind: FeedElement.Kind) {
            (isParted, part) = (true, kind)
            if kind == .name { hasName = true }
        }

        mutating func forget() {
            guard isParted else { return }
            (isParted, hasName, part) = (false, false, .other)
            name.removeAll(keepingCapacity: true)
            email.removeAll(keepingCapacity: true)
        }
    }

    /// Longest text that is gathered of one field, in bytes; the rest of it is not needed.
    private static let longest = 1 << 20

    init(keepsMarkup: Bool) { self.keepsMarkup = keepsMarkup }

    /// Forgets everything and begins with another element: one field is used for all, since what it gathers in has grown.
    mutating func begin(_ element: FeedElement, depth: Int) {
        (self.element, self.depth) = (element, depth)
        (kind, rank, isPermanentLink) = (.unsaid, 0, false)
        // Few have had any of this.
        if relation != nil || mediaType != nil { (relation, mediaType) = (nil, nil) }
        if markup != nil { markup = nil }
        (wrapper, endOfStartTag) = (nil, 0)
        person.forget()
        if !text.isEmpty { text.removeAll(keepingCapacity: true) }
    }

    var string: String { FeedEntry.trimmed(String(wellFormed: text)) }

    // MARK: What stands in it

    mutating func start(
        _ inner: FeedElement, _ attributes: borrowing XMLAttributes, _ vocabulary: FeedVocabulary, depth: Int
    ) {
        switch element.kind {
        case .author, .webMaster: person.start(inner.kind)
        case .title, .summary, .content:
            if markup == nil {
                markup = []
                if vocabulary.name(of: inner) == "div", text.allSatisfy({ $0 <= 0x20 }) {
                    wrapper = depth
                    return
                }
                markup?.append(escapingText: text)
            }
            guard let size = markup?.count, size < Self.longest else { return }
            markup?.append(UInt8(ascii: "<"))
            markup?.append(contentsOf: vocabulary.name(of: inner).utf8)
            markup?.append(contentsOf: attributes.markup)
            markup?.append(UInt8(ascii: ">"))
            endOfStartTag = markup?.count ?? 0
        default: break
        }
    }

    mutating func append(_ more: Swift.Span<UInt8>) {
        if person.part == .name {
            person.name.append(copying: more.extracting(first: Self.longest - person.name.count))
        } else if person.part == .email {
            person.email.append(copying: more.extracting(first: Self.longest - person.email.count))
        }
        guard text.count < Self.longest else { return }
        let before = text.count
        text.append(copying: more.extracting(first: Self.longest - before))
        if markup != nil { markup?.append(escapingText: text[before...]) }
    }

    mutating func end(_ inner: FeedElement, _ vocabulary: FeedVocabulary, depth: Int) {
        person.part = .other
        guard let size = markup?.count, wrapper != depth, size < Self.longest else { return }
        if size == endOfStartTag, size > 0 {
            markup?.removeLast()
            markup?.append(contentsOf: "/>".utf8)
        } else {
            markup?.append(contentsOf: "</\(vocabulary.name(of: inner))>".utf8)
        }
    }

    // MARK: What it says

    /// Tells `entry`, or the feed's head, what the field says.
    ///
    /// - Parameters:
    ///   - entry: what is told.
    ///   - base: what relative addresses stand at.
    ///   - isBased: whether the feed itself says what that is, so that an id may be relative to it.
    ///   - isHead: whether it is the head.
    func tell(_ entry: inout FeedEntry, base: WebAddress?, isBased: Bool, isHead: Bool) {
        switch element.kind {
        case .id:
            let id = string
            let isRelative = isBased && !id.isEmpty && WebAddress(id) == nil
            entry.set(
                id: isRelative ? base?.resolving(id)?.text ?? id : id, isPermanentLink: isPermanentLink)
        case .title: entry.set(title: construct(longest: FeedText.longestTitle, base), rank: rank)
        case .summary: entry.set(summary: construct(longest: FeedText.longestSummary, base), rank: rank)
        // Where there is no summary, the content says it.
        case .content:
            entry.set(summary: construct(longest: FeedText.longestSummary, base), rank: rank + 8)
        case .published: entry.set(published: time, rank: rank)
        case .created: entry.set(published: time, rank: rank + 4)
        case .updated: entry.set(updated: time, rank: rank)
        case .date:
            // Dublin Core does not say the date of what. A feed itself is only ever changed.
            if !isHead { entry.set(published: time, rank: rank + 4) }
            entry.set(updated: time, rank: rank + 4)
        case .author: tellAuthor(&entry, rank)
        case .webMaster: tellAuthor(&entry, rank + 1)
        case .category: entry.add(category: string)
        case .keywords: for word in string.split(separator: ",") { entry.add(category: String(word)) }
        default: break
        }
    }

    private var time: Timestamp? { DateText.usual(text.span) ?? DateText.timestamp(string) }

    private func construct(longest: Int, _ base: WebAddress?) -> FeedText {
        FeedText(text, markup: markup, kind, longest: longest, keepsMarkup: keepsMarkup, base: base)
    }

    private func tellAuthor(_ entry: inout FeedEntry, _ rank: UInt8) {
        guard person.isParted, element.family == .atom || person.hasName else {
            return entry.add(author: PersonText.name(string), rank: rank)
        }
        let name = person.name.singleLine()
        let author = name.isEmpty ? person.email.singleLine() : name
        if !author.isEmpty { entry.add(author: author, rank: rank) }
    }
}

/// A person as RSS writes one: `address (name)`, `name (address)`, `name <address>`, or either alone.
enum PersonText {
    /// The name where there is one, else the address.
    static func name(_ text: String) -> String {
        for (opening, closing) in [("(", ")"), ("<", ">")] {
            guard text.hasSuffix(closing), let start = text.lastIndex(of: Character(opening)) else {
                continue
            }
            let outside = FeedEntry.trimmed(String(text[..<start]))
            let inside = FeedEntry.trimmed(String(text[text.index(after: start)...].dropLast()))
            if inside.isMailAddress { return outside.isEmpty ? inside : outside }
            if outside.isMailAddress { return inside.isEmpty ? outside : inside }
        }
        return text
    }
}

extension String {
    fileprivate var isMailAddress: Bool {
        let text = hasPrefix("mailto:") ? dropFirst(7) : self[...]
        return text.utf8.contains(UInt8(ascii: "@")) && !text.utf8.contains(0x20)
    }
}
