// How records and messages are written and read without `Codable`: the same bytes, key by key in their order.

extension ArchivedPublication: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("answers", answers)
            writer.member("date", ifPresent: date)
            writer.member("firstSeen", firstSeen)
            writer.member("id", id)
            writer.member("isWithdrawn", isWithdrawn)
            writer.member("names", names)
            writer.member("order", order)
            writer.member("original", ifPresent: original)
            writer.member("publication", publication)
            writer.member("sources", ifPresent: sources)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        answers = try reader.member("answers")
        date = try reader.member(ifPresent: "date")
        firstSeen = try reader.member("firstSeen")
        id = try reader.member("id")
        isWithdrawn = try reader.member("isWithdrawn")
        names = try reader.member("names")
        order = try reader.member("order")
        original = try reader.member(ifPresent: "original")
        publication = try reader.member("publication")
        sources = try reader.member(ifPresent: "sources")
        try reader.endObject()
    }
}

extension ArchivedAnswer: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("answer", answer)
            writer.member("firstSeen", firstSeen)
            writer.member("isAnnounced", isAnnounced)
            writer.member("isSuperseded", isSuperseded)
            writer.member("key", key)
            writer.member("revision", revision)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        answer = try reader.member("answer")
        firstSeen = try reader.member("firstSeen")
        isAnnounced = try reader.member("isAnnounced")
        isSuperseded = try reader.member("isSuperseded")
        key = try reader.member("key")
        revision = try reader.member("revision")
        try reader.endObject()
    }
}

extension Announcement: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("publication", publication)
            writer.member("quiet", ifPresent: quiet)
            writer.member("seen", seen)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        publication = try reader.member("publication")
        quiet = try reader.member(ifPresent: "quiet")
        seen = try reader.member("seen")
        try reader.endObject()
    }
}

extension ReadPaper: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("document", document)
            writer.member("order", order)
            writer.member("passed", ifPresent: passed)
            writer.member("quiet", ifPresent: quiet)
            writer.member("seen", seen)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        document = try reader.member("document")
        order = try reader.member("order")
        passed = try reader.member(ifPresent: "passed")
        quiet = try reader.member(ifPresent: "quiet")
        seen = try reader.member("seen")
        try reader.endObject()
    }
}

extension Event: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", id)
            writer.member("isRepeat", ifPresent: isRepeat)
            writer.member("json", json)
            writer.member("kind", kind)
            writer.member("sinks", sinks)
            writer.member("subject", ifPresent: subject)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        id = try reader.member("id")
        isRepeat = try reader.member(ifPresent: "isRepeat")
        json = try reader.member("json")
        kind = try reader.member("kind")
        sinks = try reader.member("sinks")
        subject = try reader.member(ifPresent: "subject")
        try reader.endObject()
    }
}

extension CommitmentRecord: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("answer", answer)
            writer.member("by", ifPresent: by)
            writer.member("date", ifPresent: date)
            writer.member("due", ifPresent: due)
            writer.member("id", id)
            writer.member("keys", keys)
            writer.member("kind", ifPresent: kind)
            writer.member("lastDay", ifPresent: lastDay)
            writer.member("made", made)
            writer.member("paper", paper)
            writer.member("text", text)
            writer.member("title", title)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        answer = try reader.member("answer")
        by = try reader.member(ifPresent: "by")
        date = try reader.member(ifPresent: "date")
        due = try reader.member(ifPresent: "due")
        id = try reader.member("id")
        keys = try reader.member("keys")
        kind = try reader.member(ifPresent: "kind")
        lastDay = try reader.member(ifPresent: "lastDay")
        made = try reader.member("made")
        paper = try reader.member("paper")
        text = try reader.member("text")
        title = try reader.member("title")
        try reader.endObject()
    }
}

extension CommitmentState: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("evidence", ifPresent: evidence)
            writer.member("kind", kind)
            writer.member("since", since)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        evidence = try reader.member(ifPresent: "evidence")
        kind = try reader.member("kind")
        since = try reader.member("since")
        try reader.endObject()
    }
}

extension CommitmentState.Evidence: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("date", ifPresent: date)
            writer.member("key", key)
            writer.member("paper", paper)
            writer.member("title", title)
            writer.member("url", ifPresent: url)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        date = try reader.member(ifPresent: "date")
        key = try reader.member("key")
        paper = try reader.member("paper")
        title = try reader.member("title")
        url = try reader.member(ifPresent: "url")
        try reader.endObject()
    }
}

extension SinkMemory: JSONWritable, JSONReadable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("fields", fields)
        }
    }

    package init(from reader: inout JSONReader) throws(JSONReader.Unexpected) {
        try reader.beginObject()
        fields = try reader.member("fields")
        try reader.endObject()
    }
}
