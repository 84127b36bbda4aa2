/// From one node of a tree of phrases to the next by the number of a word, in one flat table.
struct PhraseBranches: Sendable {
    /// Node and word, and the node that they lead to; 0 where the place is free, since nothing leads to the root.
    private var keys: [UInt64] = Array(repeating: 0, count: 64)
    private var nodes: [Int32] = Array(repeating: 0, count: 64)
    private var count = 0

    func node(_ node: Int32, _ word: Int32) -> Int32? {
        let key = Self.key(node, word)
        var place = Self.place(key, nodes.count)
        while nodes[place] != 0 {
            if keys[place] == key { return nodes[place] }
            place = (place &+ 1) & (nodes.count &- 1)
        }
        return nil
    }

    mutating func add(_ node: Int32, _ word: Int32, _ next: Int32) {
        count += 1
        if count * 2 > nodes.count {
            let old = zip(keys, nodes).filter { $0.1 != 0 }
            (keys, nodes) = (
                Array(repeating: 0, count: keys.count * 2), Array(repeating: 0, count: nodes.count * 2)
            )
            for (key, node) in old { put(key, node) }
        }
        put(Self.key(node, word), next)
    }

    /// The nodes from which a branch leads on; one may come several times.
    var parents: [Int32] {
        zip(keys, nodes).compactMap { $0.1 == 0 ? nil : Int32(truncatingIfNeeded: $0.0 >> 32) }
    }

    private mutating func put(_ key: UInt64, _ node: Int32) {
        var place = Self.place(key, nodes.count)
        while nodes[place] != 0 { place = (place + 1) & (nodes.count - 1) }
        (keys[place], nodes[place]) = (key, node)
    }

    private static func key(_ node: Int32, _ word: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: word))
    }

    /// Spreads keys that lie side by side (Knuth's multiplicative hash).
    private static func place(_ key: UInt64, _ size: Int) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> 32) & (size &- 1)
    }
}
