/// A value of JSON in which texts may have places to be filled: `{{title}}`, or `{{answer|2900}}` for no more than so many
/// characters.
///
/// An object with a key `if` is left out where the part that it names is empty. What is filled in becomes part of a text and
/// is encoded as one, so nothing in it can become JSON.
indirect enum TemplateNode: Codable, Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case array([TemplateNode])
    case object([String: TemplateNode])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([TemplateNode].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: TemplateNode].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .number(let value):
            if let whole = Int64(exactly: value) {
                try container.encode(whole)
            } else {
                try container.encode(value)
            }
        case .text(let value): try container.encode(value)
        case .array(let values): try container.encode(values)
        case .object(let values): try container.encode(values)
        }
    }

    static let condition = "if"

    /// The value with its places filled; `nil` for an object that is left out.
    func filled(_ part: (TemplatePlace) -> String, isEmpty: (String) -> Bool) -> TemplateNode? {
        switch self {
        case .null, .bool, .number: self
        case .text(let text): .text(TemplatePlace.filling(text, part))
        case .array(let values): .array(values.compactMap { $0.filled(part, isEmpty: isEmpty) })
        case .object(var values):
            if case .text(let name)? = values.removeValue(forKey: Self.condition), isEmpty(name) {
                nil
            } else {
                .object(values.compactMapValues { $0.filled(part, isEmpty: isEmpty) })
            }
        }
    }

    /// The names of all parts that it asks for.
    var names: [String] {
        switch self {
        case .null, .bool, .number: return []
        case .text(let text):
            var names: [String] = []
            _ = TemplatePlace.filling(text) { place in
                names.append(place.name)
                return ""
            }
            return names
        case .array(let values): return values.flatMap(\.names)
        case .object(let values):
            return values.flatMap { key, value -> [String] in
                if key == Self.condition, case .text(let name) = value { return [name] }
                return value.names
            }
        }
    }
}

/// A place in a text of a template: `{{answer|2900}}`.
struct TemplatePlace: Hashable, Sendable {
    var name: String
    /// The most characters that may stand there.
    var most: Int?

    /// `text` with what `part` gives for each of its places; braces that are no place stay.
    static func filling(_ text: String, _ part: (TemplatePlace) -> String) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstRange(of: "{{"), let close = rest[open.upperBound...].firstRange(of: "}}")
        {
            result += rest[..<open.lowerBound]
            let words = rest[open.upperBound..<close.lowerBound].split(
                separator: "|", omittingEmptySubsequences: false)
            result += part(
                TemplatePlace(
                    name: String(words.first ?? ""), most: words.count > 1 ? Int(words[1]) ?? 0 : nil))
            rest = rest[close.upperBound...]
        }
        return result + rest
    }
}

extension Substring {
    /// Where two characters stand first; the standard library's search is slower and wants another module.
    fileprivate func firstRange(of pair: String) -> Range<Index>? {
        var place = startIndex
        while place < endIndex {
            if self[place...].hasPrefix(pair) { return place..<index(place, offsetBy: pair.count) }
            place = index(after: place)
        }
        return nil
    }
}
