// How papers are written and read without `Codable`: the same bytes, key by key in their order.

extension Document: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("answered", ifPresent: answered)
            writer.member("answeredBy", answeredBy)
            writer.member("answers", answers)
            writer.member("asked", ifPresent: asked)
            writer.member("askedBy", askedBy)
            writer.member("caseNumbers", caseNumbers)
            writer.member("date", ifPresent: date)
            writer.member("isDateInferred", isDateInferred)
            writer.member("isRecognised", isRecognised)
            writer.member("kind", ifPresent: kind)
            writer.member("oddities", oddities)
            writer.member("original", ifPresent: original)
            writer.member("printedNumbers", printedNumbers)
            writer.member("publication", publication)
            writer.member("remarks", remarks)
            writer.member("title", title)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        answered = try reader.member(ifPresent: "answered")
        answeredBy = try reader.member("answeredBy")
        answers = try reader.member("answers")
        asked = try reader.member(ifPresent: "asked")
        askedBy = try reader.member("askedBy")
        caseNumbers = try reader.member("caseNumbers")
        date = try reader.member(ifPresent: "date")
        isDateInferred = try reader.member("isDateInferred")
        isRecognised = try reader.member("isRecognised")
        kind = try reader.member(ifPresent: "kind")
        oddities = try reader.member("oddities")
        original = try reader.member(ifPresent: "original")
        printedNumbers = try reader.member("printedNumbers")
        publication = try reader.member("publication")
        remarks = try reader.member("remarks")
        title = try reader.member("title")
        text = PaperText(lines: [], format: .plain)
        try reader.endObject()
    }
}

extension OriginalReference: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("mediaType", ifPresent: mediaType)
            writer.member("sha256", sha256)
            writer.member("url", url)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        mediaType = try reader.member(ifPresent: "mediaType")
        sha256 = try reader.member("sha256")
        url = try reader.member("url")
        try reader.endObject()
    }
}

extension Remark: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("role", role)
            writer.member("section", ifPresent: section)
            writer.member("text", text)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        role = try reader.member("role")
        section = try reader.member(ifPresent: "section")
        text = try reader.member("text")
        try reader.endObject()
    }
}

extension Oddity: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("code", code)
            writer.member("detail", detail)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        code = try reader.member("code")
        detail = try reader.member("detail")
        try reader.endObject()
    }
}

extension Publication: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("aliases", aliases)
            writer.member("authors", authors)
            writer.member("categories", categories)
            writer.member("entryID", entryID)
            writer.member("identity", identity)
            writer.member("isWithdrawn", isWithdrawn)
            writer.member("kind", ifPresent: kind)
            writer.member("links", links)
            writer.member("published", ifPresent: published)
            writer.member("source", source)
            writer.member("summary", ifPresent: summary)
            writer.member("title", title)
            writer.member("updated", ifPresent: updated)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        aliases = try reader.member("aliases")
        authors = try reader.member("authors")
        categories = try reader.member("categories")
        entryID = try reader.member("entryID")
        identity = try reader.member("identity")
        isWithdrawn = try reader.member("isWithdrawn")
        kind = try reader.member(ifPresent: "kind")
        links = try reader.member("links")
        published = try reader.member(ifPresent: "published")
        source = try reader.member("source")
        summary = try reader.member(ifPresent: "summary")
        title = try reader.member("title")
        updated = try reader.member(ifPresent: "updated")
        try reader.endObject()
    }
}

extension Publication.Link: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("mediaType", ifPresent: mediaType)
            writer.member("relation", relation)
            writer.member("url", url)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        mediaType = try reader.member(ifPresent: "mediaType")
        relation = try reader.member("relation")
        url = try reader.member("url")
        try reader.endObject()
    }
}
