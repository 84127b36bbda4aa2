package import Pipeline
import WebSource

/// A value of JSON whose shape is not known beforehand.
///
/// Services rename fields, leave them out, and give an object where there is one and an array where there are several.
/// So nothing here fails: what is absent or of another sort is absent.
package enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    /// As it is written, since ids are numbers in some services and would not all survive as floating point.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])
}

extension JSONValue {
    /// The first value at `path` that is not null; `null` where there is none.
    package subscript(path: String) -> JSONValue { values(at: path[...]).first ?? .null }

    /// Whether the object has a field of that name, whatever is in it.
    package func has(_ name: String) -> Bool {
        guard case .object(let members) = self else { return false }
        return members[name] != nil
    }

    /// Everything at `path`, whether there is one or an array of them, without nulls.
    ///
    /// - Parameter path: names parted by full stops: `document.titel`. A name that has full stops itself is found first.
    ///   Arrays on the way are looked into.
    /// - Returns: what is there, in its order.
    package func list(_ path: String) -> [JSONValue] { values(at: path[...]) }

    /// The first text at `path` that is not empty, on one line; numbers as they are written.
    ///
    /// - Parameters:
    ///   - path: as in ``list(_:)``.
    ///   - longest: where the text is cut, in bytes.
    /// - Returns: the text; `nil` where there is none.
    package func text(_ path: String, longest: Int = 4096) -> String? {
        for value in values(at: path[...]) {
            if let text = value.asText?.singleLine(longest: longest), !text.isEmpty { return text }
        }
        return nil
    }

    /// The first text at the first of `paths` that has one.
    package func text(_ paths: [String], longest: Int = 4096) -> String? {
        for path in paths { if let text = text(path, longest: longest) { return text } }
        return nil
    }

    /// The texts at `path`, each once and on one line, 64 at most.
    package func texts(_ path: String) -> [String] {
        var texts: [String] = []
        for value in values(at: path[...]) {
            guard texts.count < Self.mostTexts else { break }
            guard let text = value.asText?.singleLine(), !text.isEmpty, !texts.contains(text) else {
                continue
            }
            texts.append(text)
        }
        return texts
    }

    /// The text at `path` with its lines and spaces as they are.
    package func rawText(_ path: String) -> String? { self[path].asText }

    /// Yes or no, also where it is written as text or as a number; `nil` for anything else.
    package func flag(_ path: String) -> Bool? {
        switch self[path] {
        case .bool(let value): value
        case .string(let text), .number(let text):
            switch text.lowercased() {
            case "true", "1": true
            case "false", "0": false
            default: nil
            }
        default: nil
        }
    }

    /// The whole number at `path`; `nil` for anything else, and for one that is too large.
    package func integer(_ path: String) -> Int? { text(path).flatMap { Int($0) } }

    /// The time at `path`; a text without an offset counts as UTC.
    package func timestamp(_ path: String) -> Timestamp? { text(path).flatMap { DateText.timestamp($0) } }

    /// The latest of the times at `paths` where a midnight is a day and no time, in whatever zone.
    ///
    /// Services write days as `2026-01-01T00:00:00+01:00`, which is the evening before by UTC.
    package func latestDay(_ paths: [String]) -> Timestamp? {
        paths.compactMap { path in
            guard let text = text(path), text.utf8.dropFirst(10).starts(with: "T00:00:00".utf8),
                let day = CalendarDay(text)
            else { return timestamp(path) ?? self.day(path) }
            return Timestamp(seconds: day.daysSinceEpoch * 86_400)
        }.max()
    }

    /// A day with something behind it that is no time, such as `2026-02-01+01:00`.
    private func day(_ path: String) -> Timestamp? {
        text(path).flatMap { CalendarDay($0) }.map { Timestamp(seconds: $0.daysSinceEpoch * 86_400) }
    }

    /// The latest of the times at `paths`.
    package func latest(_ paths: [String]) -> Timestamp? { paths.compactMap { timestamp($0) }.max() }

    /// The most texts that are kept of a list.
    private static let mostTexts = 64

    private var asText: String? {
        switch self {
        case .string(let text), .number(let text): text
        default: nil
        }
    }

    private func values(at path: Substring) -> [JSONValue] {
        switch self {
        case .array(let elements): return elements.flatMap { $0.values(at: path) }
        case .object(let members):
            if let value = members[String(path)] { return value.spread }
            for dot in path.indices where path[dot] == "." {
                guard let value = members[String(path[..<dot])] else { continue }
                return value.values(at: path[path.index(after: dot)...])
            }
            return []
        default: return []
        }
    }

    /// An array as its elements, and anything else as one, without nulls.
    private var spread: [JSONValue] {
        switch self {
        case .null: []
        case .array(let elements): elements.filter { $0 != .null }
        default: [self]
        }
    }
}
