/// A value of a YAML file: text, a sequence or a mapping, with its place.
package struct YAMLValue: Sendable {
    package struct Entry: Sendable {
        package let key: String
        /// Where the key stands.
        package let place: YAMLPlace
        package let value: YAMLValue

        /// The same key with another value.
        package func replacing(_ value: YAMLValue) -> Entry { Entry(key: key, place: place, value: value) }
    }

    enum Content: Sendable {
        case scalar(String, isQuoted: Bool)
        case sequence([YAMLValue])
        case mapping([Entry])
    }

    package let place: YAMLPlace
    /// The keys that lead here, joined by dots: `sources.un-press`; empty for the whole file.
    package let path: String
    let content: Content

    /// A value that nobody wrote: what an absent mapping of options says.
    package static let nothing = YAMLValue(
        place: YAMLPlace(file: "-", line: 1, column: 1), path: "", content: .scalar("", isQuoted: false))

    /// A problem with this value, for who finds one in what it says.
    package func problem(_ message: String) -> YAMLProblem { YAMLProblem(place, message) }

    /// True where nothing stands, or `~`, or `null` without quotes.
    package var isNull: Bool {
        guard case .scalar(let text, isQuoted: false) = content else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// The entries of a mapping in the order of the file; none where nothing stands.
    package func entries() throws(YAMLProblem) -> [Entry] {
        if case .mapping(let entries) = content { return entries }
        guard isNull else { throw mismatch("a mapping (key: value)") }
        return []
    }

    /// The elements of a sequence; none where nothing stands.
    package func elements() throws(YAMLProblem) -> [YAMLValue] {
        if case .sequence(let elements) = content { return elements }
        guard isNull else { throw mismatch("a list") }
        return []
    }

    /// The value for a key of a mapping, or `nil`.
    package func value(for key: String) throws(YAMLProblem) -> YAMLValue? {
        try entries().first { $0.key == key }?.value
    }

    /// The text of a word, a number or a quoted text, as it was written.
    package func text() throws(YAMLProblem) -> String {
        guard case .scalar(let text, let isQuoted) = content, isQuoted || !text.isEmpty else {
            throw mismatch("text")
        }
        return text
    }

    /// Reads a value of any type, and refuses every key that the type did not ask for.
    ///
    /// `consumed` are keys of this mapping that someone else has read: `kind`, for a plugin's options.
    package func decode<Value: Decodable>(
        _ type: Value.Type = Value.self, ignoring consumed: Set<String> = []
    )
        throws(YAMLProblem) -> Value
    {
        do {
            return try StrictDecoder.decode(type, from: self, ignoring: consumed, codingPath: [])
        } catch let problem as YAMLProblem {
            throw problem
        } catch {
            throw problem("\(error)")
        }
    }

    /// This value with a later file's over it: mappings are joined key by key; in everything else the later one stands.
    package func merging(_ later: YAMLValue) -> YAMLValue {
        if later.isNull { return self }
        guard case .mapping(let mine) = content, case .mapping(let theirs) = later.content else {
            return later
        }
        var entries = mine
        for entry in theirs {
            if let index = entries.firstIndex(where: { $0.key == entry.key }) {
                let value = entries[index].value.merging(entry.value)
                entries[index] = Entry(key: entry.key, place: entry.place, value: value)
            } else {
                entries.append(entry)
            }
        }
        return YAMLValue(place: place, path: path, content: .mapping(entries))
    }

    /// This mapping with what `other` says wherever this says nothing: mappings are joined, everything else here stands.
    ///
    /// What comes from `other` keeps its own place, and has its path from here. The key `without` of this mapping is left out.
    package func completed(by other: YAMLValue, without key: String) -> YAMLValue {
        guard case .mapping(let entries) = content else { return self }
        let own = YAMLValue(place: place, path: path, content: .mapping(entries.filter { $0.key != key }))
        guard case .mapping(let joined) = other.moved(to: path).merging(own).content else { return own }
        return YAMLValue(place: place, path: path, content: .mapping(joined))
    }

    /// The same value under another path.
    private func moved(to path: String) -> YAMLValue {
        let moved: Content
        switch content {
        case .scalar: moved = content
        case .sequence(let elements):
            moved = .sequence(elements.enumerated().map { $0.element.moved(to: "\(path)[\($0.offset)]") })
        case .mapping(let entries):
            moved = .mapping(entries.map { $0.replacing($0.value.moved(to: "\(path).\($0.key)")) })
        }
        return YAMLValue(place: place, path: path, content: moved)
    }

    /// A problem that says what was wanted and what stands there.
    func mismatch(_ wanted: String) -> YAMLProblem {
        problem("\(path.isEmpty ? "here" : path): expected \(wanted), found \(found)")
    }

    private var found: String {
        switch content {
        case .scalar(let text, let isQuoted):
            if isNull { return "nothing" }
            let short = text.unicodeScalars.count > 40 ? String(text.unicodeScalars.prefix(40)) + "…" : text
            return isQuoted ? "the text \"\(short)\"" : "'\(short)'"
        case .sequence: return "a list"
        case .mapping: return "a mapping"
        }
    }
}

extension YAMLValue: Decodable {
    /// Takes a part as it stands, to be read later; works with this module's decoder only.
    package init(from decoder: any Decoder) throws {
        guard let decoder = decoder as? StrictDecoder else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "a YAML value in something else"))
        }
        self = decoder.value
    }
}
