// How answers are written and read without `Codable`: the same bytes, key by key in their order.

extension Answer: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("annotations", ifPresent: annotations)
            writer.member("answer", answer)
            writer.member("answeredBy", answeredBy)
            writer.member("askedBy", askedBy)
            writer.member("commitments", ifPresent: commitments)
            writer.member("confidence", confidence)
            writer.member("entities", ifPresent: entities)
            writer.member("footnotes", footnotes)
            writer.member("numbers", numbers)
            writer.member("question", question)
            writer.member("references", references)
            writer.member("refersTo", refersTo)
            writer.member("resolved", resolved)
            writer.member("response", ifPresent: response)
            writer.member("section", ifPresent: section)
            writer.member("themes", ifPresent: themes)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        annotations = try reader.member(ifPresent: "annotations")
        answer = try reader.member("answer")
        answeredBy = try reader.member("answeredBy")
        askedBy = try reader.member("askedBy")
        commitments = try reader.member(ifPresent: "commitments")
        confidence = try reader.member("confidence")
        entities = try reader.member(ifPresent: "entities")
        footnotes = try reader.member("footnotes")
        numbers = try reader.member("numbers")
        question = try reader.member("question")
        references = try reader.member("references")
        refersTo = try reader.member("refersTo")
        resolved = try reader.member("resolved")
        response = try reader.member(ifPresent: "response")
        section = try reader.member(ifPresent: "section")
        themes = try reader.member(ifPresent: "themes")
        try reader.endObject()
    }
}

extension Answer.Asker: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("name", ifPresent: name)
            writer.member("party", ifPresent: party)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        name = try reader.member(ifPresent: "name")
        party = try reader.member(ifPresent: "party")
        try reader.endObject()
    }
}

extension Answer.Answerer: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("name", ifPresent: name)
            writer.member("role", ifPresent: role)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        name = try reader.member(ifPresent: "name")
        role = try reader.member(ifPresent: "role")
        try reader.endObject()
    }
}

extension Answer.Resolved: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("answer", answer)
            writer.member("number", number)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        answer = try reader.member("answer")
        number = try reader.member("number")
        try reader.endObject()
    }
}

extension Span: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("end", end)
            writer.member("passage", passage)
            writer.member("start", start)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        end = try reader.member("end")
        passage = try reader.member("passage")
        start = try reader.member("start")
        try reader.endObject()
    }
}

extension ThemeMatch: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("evidence", evidence)
            writer.member("id", id)
            writer.member("names", ifPresent: names)
            writer.member("score", score)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        evidence = try reader.member("evidence")
        id = try reader.member("id")
        names = try reader.member(ifPresent: "names")
        score = try reader.member("score")
        try reader.endObject()
    }
}

extension Entity: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("canonical", canonical)
            writer.member("id", ifPresent: id)
            writer.member("isDemonym", isDemonym)
            writer.member("kind", kind)
            writer.member("span", span)
            writer.member("unit", ifPresent: unit)
            writer.member("value", ifPresent: value)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        canonical = try reader.member("canonical")
        id = try reader.member(ifPresent: "id")
        isDemonym = try reader.member("isDemonym")
        kind = try reader.member("kind")
        span = try reader.member("span")
        unit = try reader.member(ifPresent: "unit")
        value = try reader.member(ifPresent: "value")
        try reader.endObject()
    }
}

extension Entity.Value: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            switch self {
            case .number(let number):
                writer.key("number")
                writer.object { $0.member("_0", number) }
            case .text(let text):
                writer.key("text")
                writer.object { $0.member("_0", text) }
            }
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        if let number: Wrapped<Double> = try reader.member(ifPresent: "number") {
            self = .number(number.value)
        } else {
            self = .text(try reader.member("text", as: Wrapped<String>.self).value)
        }
        try reader.endObject()
    }

    /// The value of a case, as `Codable` writes it.
    private struct Wrapped<Value: JSONReadable>: JSONReadable {
        let value: Value

        init(from decoder: any Decoder) throws { value = try Value(from: decoder) }

        init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
            try reader.beginObject()
            value = try reader.member("_0")
            try reader.endObject()
        }
    }
}

extension Footnote: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("label", label)
            writer.member("offset", offset)
            writer.member("ordinal", ordinal)
            writer.member("passage", passage)
            writer.member("text", text)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        label = try reader.member("label")
        offset = try reader.member("offset")
        ordinal = try reader.member("ordinal")
        passage = try reader.member("passage")
        text = try reader.member("text")
        try reader.endObject()
    }
}

extension Reference: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", id)
            writer.member("span", span)
            writer.member("url", ifPresent: url)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        id = try reader.member("id")
        span = try reader.member("span")
        url = try reader.member(ifPresent: "url")
        try reader.endObject()
    }
}

extension Commitment: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("by", ifPresent: by)
            writer.member("due", ifPresent: due)
            writer.member("span", span)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        by = try reader.member(ifPresent: "by")
        due = try reader.member(ifPresent: "due")
        span = try reader.member("span")
        try reader.endObject()
    }
}

extension Annotation: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("fields", ifPresent: fields)
            writer.member("kind", kind)
            writer.member("language", ifPresent: language)
            writer.member("score", ifPresent: score)
            writer.member("span", ifPresent: span)
            writer.member("stage", stage)
            writer.member("text", text)
            writer.member("url", ifPresent: url)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        fields = try reader.member(ifPresent: "fields")
        kind = try reader.member("kind")
        language = try reader.member(ifPresent: "language")
        score = try reader.member(ifPresent: "score")
        span = try reader.member(ifPresent: "span")
        stage = try reader.member("stage")
        text = try reader.member("text")
        url = try reader.member(ifPresent: "url")
        try reader.endObject()
    }
}
