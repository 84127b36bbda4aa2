import CXML

/// An element's name as libxml2 holds it: it keeps each part once, for as long as it reads the document.
struct NamePointers: Hashable {
    let local: UnsafePointer<xmlChar>
    let prefix: UnsafePointer<xmlChar>?
    let uri: UnsafePointer<xmlChar>?

    var name: String { String(cString: local) }
    var namespace: String {
        if let uri { return String(cString: uri) }
        return prefix.map { String(cString: $0) + ":" } ?? ""
    }
}

/// Numbers names in the order in which they are met.
struct NameTable {
    /// By a hash that costs next to nothing; a name that another has driven out is found in `all`.
    private var recent: [(name: NamePointers, number: Int)?] = Array(repeating: nil, count: size)
    private var all: [NamePointers: Int] = [:]
    private static let size = 256

    /// The number of a name, and whether it is new.
    mutating func number(of name: NamePointers) -> (number: Int, isNew: Bool) {
        let address = UInt(bitPattern: name.local) ^ (UInt(bitPattern: name.uri) &* 31)
        let slot = Int((address ^ (address >> 8)) & UInt(Self.size - 1))
        if let known = recent[slot], known.name == name { return (known.number, false) }
        let number = all[name] ?? all.count
        let isNew = number == all.count
        if isNew { all[name] = number }
        recent[slot] = (name, number)
        return (number, isNew)
    }
}
