/// The names of a document and what its prefixes stand for, for ``XMLScanner``.
struct ScannedNames {
    typealias Bytes = UnsafeBufferPointer<UInt8>

    /// Which of the document's namespaces; ``none`` outside all of them.
    struct Namespace: Equatable {
        var number: Int
        static let none = Namespace(number: 0)
        static let xml = Namespace(number: 1)
    }

    private struct Known {
        var name: Bytes
        var namespace: Namespace
        var number: Int
    }

    /// By a hash of the name; one that another has driven out is found in `all`.
    private var recent: [Known?] = Array(repeating: nil, count: 256)
    private var all: [Known] = []
    private var uris: [Bytes]
    /// What prefixes stand for, the innermost last; the empty one is the default.
    private(set) var bindings: [(prefix: Bytes, namespace: Namespace)] = []

    /// More names or namespaces than any document has that is not made to tire its readers.
    private static let (mostNames, mostNamespaces) = (512, 64)

    /// `xml`: the URI of the prefix of that name, which must stay where it is.
    init(xml: Bytes) { uris = [Bytes(start: nil, count: 0), xml] }

    /// The number of a name as written in the document, and whether it is new; `nil` for one name too many.
    mutating func number(
        of name: Bytes, hash: UInt32, in namespace: Namespace
    ) -> (number: Int, isNew: Bool)? {
        let slot = Int((hash ^ (hash >> 8) ^ UInt32(truncatingIfNeeded: namespace.number)) & 255)
        if let known = recent[slot], known.namespace == namespace, known.name.equals(name) {
            return (known.number, false)
        }
        if let known = all.first(where: { $0.namespace == namespace && $0.name.equals(name) }) {
            recent[slot] = known
            return (known.number, false)
        }
        guard all.count < Self.mostNames else { return nil }
        let known = Known(name: name, namespace: namespace, number: all.count)
        all.append(known)
        recent[slot] = known
        return (known.number, true)
    }

    func uri(of namespace: Namespace) -> Bytes { uris[namespace.number] }

    /// What a prefix stands for; `nil` where the document does not say it.
    func namespace(of prefix: Bytes) -> Namespace? {
        for binding in bindings.reversed() where binding.prefix.equals(prefix) { return binding.namespace }
        if prefix.isEmpty { return Namespace.none }
        return prefix.equals("xml") ? .xml : nil
    }

    /// Lets a prefix stand for a URI from now on; false for one namespace too many.
    mutating func bind(_ prefix: Bytes, to uri: Bytes) -> Bool {
        if let number = uris.firstIndex(where: { $0.equals(uri) }) {
            bindings.append((prefix, Namespace(number: number)))
            return true
        }
        guard uris.count < Self.mostNamespaces else { return false }
        bindings.append((prefix, Namespace(number: uris.count)))
        uris.append(uri)
        return true
    }

    /// Forgets the innermost bindings, so that `count` are left.
    mutating func unbind(to count: Int) {
        if bindings.count > count { bindings.removeSubrange(count...) }
    }
}
