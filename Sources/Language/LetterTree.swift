/// A tree of letters that finds every stored beginning of a word in one walk.
struct LetterTree: Sendable {
    /// Children by `node << 8 | letter`, in a flat table whose free places hold a key of no child.
    private var keys: [UInt32] = []
    private var children: [Int32] = []
    private var count = 0
    /// The ids at each node, -1 where there is none; a pattern has one id.
    private var ids: [Int32] = [-1]
    /// Which first four letters there are: most words are done with this one look.
    private var fours = LetterFilter()
    /// Which first two letters patterns of fewer than four have.
    private var twos = LetterFilter()

    private static let free = UInt32.max

    var isEmpty: Bool { count == 0 }

    /// Whether a pattern may begin these letters, or end them where patterns are stored `backwards`.
    @inline(__always)
    func mayBegin(_ letters: [UInt8], _ range: Range<Int>, backwards: Bool = false) -> Bool {
        guard range.count > 1 else { return false }
        let (first, step) = backwards ? (range.upperBound &- 1, -1) : (range.lowerBound, 1)
        let two = UInt32(letters[first]) << 8 | UInt32(letters[first &+ step])
        if range.count > 3 {
            let four =
                two << 16 | UInt32(letters[first &+ 2 &* step]) << 8 | UInt32(letters[first &+ 3 &* step])
            if fours.mayContain(four) { return true }
        }
        return !twos.isEmpty && twos.mayContain(two)
    }

    /// Adds a pattern of two letters or more; the same letters again keep their first id.
    mutating func insert(_ letters: some Collection<UInt8>, _ id: Int32) {
        let first = letters.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        switch letters.count {
        case 4...: fours.insert(first)
        case 3: twos.insert(first >> 8)
        default: twos.insert(first)
        }
        var node: Int32 = 0
        for letter in letters {
            if let known = child(of: node, letter) {
                node = known
            } else {
                ids.append(-1)
                let new = Int32(truncatingIfNeeded: ids.count - 1)
                add(UInt32(truncatingIfNeeded: node) << 8 | UInt32(letter), new)
                node = new
            }
        }
        if ids[Int(node)] < 0 { ids[Int(node)] = id }
    }

    func id(of letters: some Collection<UInt8>) -> Int32? {
        var node: Int32 = 0
        for letter in letters {
            guard let next = child(of: node, letter) else { return nil }
            node = next
        }
        return ids[Int(node)] < 0 ? nil : ids[Int(node)]
    }

    func collect(_ letters: [UInt8], _ range: Range<Int>, into result: inout [Int32]) {
        visit(letters, range) { id, _ in result.append(id) }
    }

    func collectBackwards(_ letters: [UInt8], _ range: Range<Int>, into result: inout [Int32]) {
        visitBackwards(letters, range) { id, _ in result.append(id) }
    }

    /// Calls `found` with each stored beginning of these letters, the shortest first, and with its length.
    func visit(_ letters: [UInt8], _ range: Range<Int>, _ found: (_ id: Int32, _ length: Int) -> Void) {
        guard mayBegin(letters, range) else { return }
        var node: Int32 = 0
        var position = range.lowerBound
        while position < range.upperBound, let next = child(of: node, letters[position]) {
            node = next
            position &+= 1
            let id = ids[Int(node)]
            if id >= 0 { found(id, position &- range.lowerBound) }
        }
    }

    /// The same from the last letter on, for patterns that were stored backwards.
    func visitBackwards(
        _ letters: [UInt8], _ range: Range<Int>, _ found: (_ id: Int32, _ length: Int) -> Void
    ) {
        guard mayBegin(letters, range, backwards: true) else { return }
        var node: Int32 = 0
        var position = range.upperBound
        while position > range.lowerBound, let next = child(of: node, letters[position &- 1]) {
            node = next
            position &-= 1
            let id = ids[Int(node)]
            if id >= 0 { found(id, range.upperBound &- position) }
        }
    }

    // MARK: The table of children

    private func child(of node: Int32, _ letter: UInt8) -> Int32? {
        guard !keys.isEmpty else { return nil }
        let key = UInt32(truncatingIfNeeded: node) << 8 | UInt32(letter)
        var place = Self.place(key) & (keys.count &- 1)
        while keys[place] != Self.free {
            if keys[place] == key { return children[place] }
            place = (place &+ 1) & (keys.count &- 1)
        }
        return nil
    }

    private mutating func add(_ key: UInt32, _ child: Int32) {
        if (count + 1) * 2 > keys.count {
            let old = zip(keys, children).filter { $0.0 != Self.free }
            let size = max(64, keys.count * 2)
            (keys, children) = (Array(repeating: Self.free, count: size), Array(repeating: 0, count: size))
            for (key, child) in old { put(key, child) }
        }
        put(key, child)
        count += 1
    }

    private mutating func put(_ key: UInt32, _ child: Int32) {
        var place = Self.place(key) & (keys.count - 1)
        while keys[place] != Self.free { place = (place + 1) & (keys.count - 1) }
        (keys[place], children[place]) = (key, child)
    }

    /// Spreads keys that lie side by side (Knuth's multiplicative hash).
    private static func place(_ key: UInt32) -> Int { Int(key &* 2_654_435_761 >> 7) }
}

/// Says of most groups of letters that they are none of those it was made of.
struct LetterFilter: Sendable {
    private var bits: [UInt64] = []

    var isEmpty: Bool { bits.isEmpty }

    @inline(__always)
    func mayContain(_ letters: UInt32) -> Bool {
        guard !bits.isEmpty else { return false }
        let place = Self.place(letters)
        return bits[place &>> 6] &>> UInt64(truncatingIfNeeded: place & 63) & 1 != 0
    }

    mutating func insert(_ letters: UInt32) {
        if bits.isEmpty { bits = Array(repeating: 0, count: 1 << 10) }
        let place = Self.place(letters)
        bits[place >> 6] |= 1 << UInt64(place & 63)
    }

    /// Spreads groups that lie side by side (Knuth's multiplicative hash) over 65,536 places.
    @inline(__always)
    private static func place(_ letters: UInt32) -> Int { Int((letters &* 2_654_435_761) &>> 16) }
}
