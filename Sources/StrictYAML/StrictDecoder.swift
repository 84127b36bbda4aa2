/// Decodes from YAML and remembers which keys were asked for.
final class StrictDecoder: Decoder {
    let value: YAMLValue
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }
    /// Keys that the decoded type asked for, whether they are there or not, in that order.
    private(set) var asked: [String] = []
    private var isKeyed = false

    init(_ value: YAMLValue, codingPath: [any CodingKey]) {
        (self.value, self.codingPath) = (value, codingPath)
    }

    /// Decodes a value; problems of whatever kind come out as ``YAMLProblem`` with the place of the innermost value.
    static func decode<Value: Decodable>(
        _ type: Value.Type, from value: YAMLValue, ignoring consumed: Set<String> = [],
        codingPath: [any CodingKey]
    ) throws -> Value {
        let decoder = StrictDecoder(value, codingPath: codingPath)
        // Whoever reads those keys knows them, so a misspelled one is told of them too.
        for key in consumed.sorted() { decoder.ask(key) }
        let result: Value
        do {
            result = try Value(from: decoder)
        } catch let problem as YAMLProblem {
            throw problem
        } catch DecodingError.keyNotFound(let key, _) {
            throw decoder.missing(key.stringValue)
        } catch DecodingError.dataCorrupted(let context), DecodingError.valueNotFound(_, let context),
            DecodingError.typeMismatch(_, let context)
        {
            if let choices = choices(of: type) { throw value.mismatch("one of: \(choices)") }
            throw value.problem(
                value.path.isEmpty ? context.debugDescription : "\(value.path): \(context.debugDescription)")
        } catch {
            throw value.problem(value.path.isEmpty ? "\(error)" : "\(value.path): \(error)")
        }
        try decoder.refuseUnknown()
        return result
    }

    func ask(_ key: String) { if !asked.contains(key) { asked.append(key) } }

    private func refuseUnknown() throws(YAMLProblem) {
        guard isKeyed else { return }
        for entry in try value.entries() where !asked.contains(entry.key) {
            throw unknown(entry)
        }
    }

    private func unknown(_ entry: YAMLValue.Entry) -> YAMLProblem {
        let place = value.path.isEmpty ? "" : " in \(value.path)"
        let advice =
            if let near = Spelling.nearest(to: entry.key, among: asked) {
                "did you mean '\(near)'?"
            } else if asked.isEmpty {
                "no keys are known here"
            } else {
                "known are: " + asked.sorted().joined(separator: ", ")
            }
        return YAMLProblem(entry.place, "unknown key '\(entry.key)'\(place); \(advice)")
    }

    /// The problem of a key that is not there; a misspelled one that is there says more than its absence.
    private func missing(_ key: String) -> YAMLProblem {
        let others = ((try? value.entries()) ?? []).filter { !asked.contains($0.key) }
        if let near = Spelling.nearest(to: key, among: others.map(\.key)),
            let entry = others.first(where: { $0.key == near })
        {
            return unknown(entry)
        }
        return value.problem("\(value.path.isEmpty ? "" : value.path + ": ")key '\(key)' is missing")
    }

    private static func choices(of type: any Decodable.Type) -> String? {
        func names<Type: CaseIterable>(_ type: Type.Type) -> [String] {
            type.allCases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
        }
        guard let type = type as? any CaseIterable.Type else { return nil }
        let names = names(type)
        return names.isEmpty ? nil : names.joined(separator: ", ")
    }

    // MARK: What Decodable types ask of us

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        let entries = try value.entries()
        // Not before: a type may ask whether it is a mapping, and go on where it is none.
        isKeyed = true
        return KeyedDecodingContainer(KeyedValues(decoder: self, entries: entries))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        UnkeyedValues(decoder: self, elements: try value.elements())
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { SingleValue(decoder: self) }
}
