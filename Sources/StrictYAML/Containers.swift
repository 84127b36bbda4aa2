/// The entries of a mapping, as a type asks for them.
struct KeyedValues<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: StrictDecoder
    let entries: [YAMLValue.Entry]

    var codingPath: [any CodingKey] { decoder.codingPath }
    var allKeys: [Key] { entries.compactMap { Key(stringValue: $0.key) } }

    func contains(_ key: Key) -> Bool {
        decoder.ask(key.stringValue)
        return entries.contains { $0.key == key.stringValue }
    }

    private func value(_ key: Key) throws -> YAMLValue {
        decoder.ask(key.stringValue)
        guard let entry = entries.first(where: { $0.key == key.stringValue }) else {
            throw DecodingError.keyNotFound(key, .init(codingPath: codingPath, debugDescription: ""))
        }
        return entry.value
    }

    func decodeNil(forKey key: Key) throws -> Bool { try value(key).isNull }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try Scalars.decode(type, from: value(key), codingPath: codingPath + [key])
    }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws
        -> KeyedDecodingContainer<Nested>
    {
        try StrictDecoder(value(key), codingPath: codingPath + [key]).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try StrictDecoder(value(key), codingPath: codingPath + [key]).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { decoder }
    func superDecoder(forKey key: Key) throws -> any Decoder {
        StrictDecoder(try value(key), codingPath: codingPath + [key])
    }
}

/// The elements of a sequence, one after the other.
struct UnkeyedValues: UnkeyedDecodingContainer {
    let decoder: StrictDecoder
    let elements: [YAMLValue]
    private(set) var currentIndex = 0

    init(decoder: StrictDecoder, elements: [YAMLValue]) {
        (self.decoder, self.elements) = (decoder, elements)
    }

    var codingPath: [any CodingKey] { decoder.codingPath }
    var count: Int? { elements.count }
    var isAtEnd: Bool { currentIndex >= elements.count }

    private func current() throws -> YAMLValue {
        guard !isAtEnd else { throw decoder.value.problem("\(decoder.value.path): the list is too short") }
        return elements[currentIndex]
    }

    mutating func decodeNil() throws -> Bool {
        guard try current().isNull else { return false }
        currentIndex += 1
        return true
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        let result = try Scalars.decode(type, from: current(), codingPath: codingPath)
        currentIndex += 1
        return result
    }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws
        -> KeyedDecodingContainer<Nested>
    {
        try superDecoder().container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try superDecoder().unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder {
        let result = StrictDecoder(try current(), codingPath: codingPath)
        currentIndex += 1
        return result
    }
}

/// A value that stands for itself.
struct SingleValue: SingleValueDecodingContainer {
    let decoder: StrictDecoder
    var codingPath: [any CodingKey] { decoder.codingPath }

    func decodeNil() -> Bool { decoder.value.isNull }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try Scalars.decode(type, from: decoder.value, codingPath: codingPath)
    }
}
