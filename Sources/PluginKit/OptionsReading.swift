import Pipeline
import PluginProtocol

/// Reads a plugin's options from what the configuration says, and refuses what they do not have.
enum OptionsReading {
    static func read<Options: Decodable>(
        _ type: Options.Type, from tree: JSONTree
    ) throws(InvalidOptions) -> Options {
        let read: Observed<Options>
        do { read = try JSONText.decode(from: JSONText.encode(tree)) } catch { throw refusal(of: error) }
        if case .object(let members) = tree, !read.isKey.isEmpty,
            let other = members.keys.filter({ name in !read.isKey.contains { $0(name) } }).min()
        {
            throw InvalidOptions(other.onOneLine(limit: 80), "there is no such option")
        }
        return read.value
    }

    /// What was wrong, at the option that the path begins with.
    private static func refusal(of error: any Error) -> InvalidOptions {
        func at(_ context: DecodingError.Context, _ problem: String) -> InvalidOptions {
            let path = context.codingPath.map { key in key.intValue.map { "[\($0)]" } ?? key.stringValue }
            return InvalidOptions(path.joined(separator: ".").onOneLine(limit: 200), problem)
        }
        switch error {
        case let refusal as InvalidOptions: return refusal
        case DecodingError.keyNotFound(let key, let context):
            let whole = DecodingError.Context(
                codingPath: context.codingPath + [key], debugDescription: context.debugDescription)
            return at(whole, "is missing")
        case DecodingError.typeMismatch(let type, let context):
            return at(context, "must be \(words(for: type))")
        case DecodingError.valueNotFound(let type, let context):
            return at(context, "must be \(words(for: type))")
        case DecodingError.dataCorrupted(let context):
            return at(context, context.debugDescription.onOneLine(limit: 200))
        default: return InvalidOptions("", "\(error)".onOneLine(limit: 200))
        }
    }

    private static func words(for type: any Any.Type) -> String {
        switch type {
        case is String.Type: "a text"
        case is Bool.Type: "true or false"
        case is any BinaryInteger.Type: "a whole number"
        case is any BinaryFloatingPoint.Type: "a number"
        case is any Collection.Type: "a list or a map"
        default: "of another sort"
        }
    }
}

/// A value, and which keys it has at the top.
private struct Observed<Value: Decodable>: Decodable {
    let value: Value
    let isKey: [(String) -> Bool]

    init(from decoder: any Decoder) throws {
        let observer = Observer(decoder)
        value = try Value(from: observer)
        isKey = observer.isKey
    }
}

/// A decoder that notes by which keys it is asked; coding keys know their names.
private final class Observer: Decoder {
    private let decoder: any Decoder
    private(set) var isKey: [(String) -> Bool] = []

    init(_ decoder: any Decoder) { self.decoder = decoder }

    var codingPath: [any CodingKey] { decoder.codingPath }
    var userInfo: [CodingUserInfoKey: Any] { decoder.userInfo }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        isKey.append { Key(stringValue: $0) != nil }
        return try decoder.container(keyedBy: type)
    }
    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { try decoder.unkeyedContainer() }
    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        try decoder.singleValueContainer()
    }
}
