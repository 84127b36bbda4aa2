// The plain values of JSON.

extension String: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) { writer.write(self) }
    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) { self = try reader.string() }
}

extension Bool: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) { writer.write(self) }
    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) { self = try reader.bool() }
}

extension Int: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) { writer.write(Int64(self)) }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        guard let value = Int(exactly: try reader.integer()) else { throw JSONReader.Unexpected() }
        self = value
    }
}

extension Int64: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) { writer.write(self) }
    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) { self = try reader.integer() }
}

extension Double: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) { writer.write(self) }
    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) { self = try reader.number() }
}

extension Array: JSONWritable where Element: JSONWritable {
    package func write(to writer: inout JSONWriter) { writer.list(self) { $1.write(to: &$0) } }
}

extension Array: JSONReadable where Element: JSONReadable {
    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        self = try reader.list(Element.self)
    }
}

extension Dictionary: JSONWritable where Key == String, Value: JSONWritable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            for (key, value) in sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                writer.key(text: key)
                value.write(to: &writer)
            }
        }
    }
}

extension Dictionary: JSONReadable where Key == String, Value: JSONReadable {
    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        self = try reader.dictionary(Value.self)
    }
}

/// Written as `null`, where a key must be there.
extension Optional: JSONWritable where Wrapped: JSONWritable {
    package func write(to writer: inout JSONWriter) {
        if let self { self.write(to: &writer) } else { writer.writeNull() }
    }
}

// MARK: What is text with a meaning

extension JSONWritable where Self: RawRepresentable, RawValue == String {
    package func write(to writer: inout JSONWriter) { writer.write(rawValue) }
}

extension JSONReadable where Self: RawRepresentable, RawValue == String {
    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        guard let value = Self(rawValue: try reader.string()) else { throw JSONReader.Unexpected() }
        self = value
    }
}

extension Identifier: JSONWritable, JSONReadable {}
extension Passage: JSONWritable, JSONReadable {}
extension Response: JSONWritable, JSONReadable {}
extension Entity.Kind: JSONWritable, JSONReadable {}
extension Remark.Role: JSONWritable, JSONReadable {}
extension Announcement.Quiet: JSONWritable, JSONReadable {}
extension Event.Kind: JSONWritable, JSONReadable {}
extension CommitmentState.Kind: JSONWritable, JSONReadable {}

extension CalendarDay: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) { writer.write(description) }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        guard let day = CalendarDay(try reader.string()) else { throw JSONReader.Unexpected() }
        self = day
    }
}

extension Timestamp: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) { writer.write(milliseconds) }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        self.init(milliseconds: try reader.integer())
    }
}
