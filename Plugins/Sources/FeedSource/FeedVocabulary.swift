/// The names of the elements of one feed, each read once.
struct FeedVocabulary {
    /// In the order in which the names were met.
    private(set) var elements: [FeedElement] = []
    private var words: [(name: String, namespace: String)] = []
    /// The namespace in which a feed has its elements though it is none of a feed's, as many have that forgot to declare
    /// Atom's.
    private var home: (namespace: String, format: ParsedFeed.Format)?

    /// Reads the next name; in place of its namespace there is the prefix with its colon, where that is declared nowhere.
    mutating func add(_ name: String, in namespace: String) {
        words.append((name, namespace))
        elements.append(element(elements.count))
    }

    /// The local name of an element, for text that has elements in it.
    func name(of element: FeedElement) -> String {
        words.indices.contains(element.word) ? words[element.word].name : ""
    }

    /// Takes the root's word for what the feed is, where its namespace says nothing: all in that namespace is read so.
    mutating func findHome(of root: FeedElement) {
        guard root.kind == .other, words.indices.contains(root.word) else { return }
        let (name, namespace) = words[root.word]
        switch name.lowercased() {
        case "feed": home = (namespace, .atom)
        case "rss": home = (namespace, .rss)
        default: return
        }
        for index in elements.indices { elements[index] = element(index) }
    }

    private func element(_ word: Int) -> FeedElement {
        let (name, namespace) = words[word]
        if let home, home.namespace == namespace {
            return FeedElement(name, in: home.format == .atom ? .atom : .rss, word: word)
        }
        return FeedElement(name, in: FeedNamespace(namespace), word: word)
    }
}
